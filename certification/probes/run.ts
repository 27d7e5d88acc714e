/**
 * One run: every step of the plan, asked over a line that may break at any time. What was answered is kept, so that a
 * run goes on where it stopped. A run is of one start of the device: if it was started anew in between, all is asked
 * anew. A device that does not come back, or does not answer any more, stops the run; it can be taken up again.
 */
import { z } from 'zod';
import { eveningRecordSchema, type Evening, type EveningRecord } from '../work/evening.ts';
import { asked, linesOf, wholeAnswer } from './answer.ts';
import { ABSENCE_TEXTS, absenceOfReason } from './away.ts';
import { uptimeSeconds } from './parsers/process.ts';
import { UPTIME, type Step } from './plan.ts';
import { andThen } from './reading.ts';
import { heardSchema, type Heard } from './seen.ts';

/** What comes of a command: what was written until the device hung up, no end in time, or no device. */
export type Outcome = { kind: 'output'; text: string } | { kind: 'timeout' } | { kind: 'gone'; why: string };

export type RunPorts = {
  /** Runs a command in the shell of the device. Never throws because of the device. */
  ask(command: string, timeoutMs: number): Promise<Outcome>;
  /** ms since 1970. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Keeps what has been heard so far. */
  save(): void;
  tell(text: string): void;
  /** Plays an evening with the device. Never throws because of the device. */
  play?(evening: Evening): Promise<EveningRecord>;
};

const moment = z.int().min(0);

export const runStateSchema = z.strictObject({
  startedAt: moment,
  endedAt: moment.nullable(),
  /** When the device was started, by the clock of the bench, and how exactly that is known, ms. */
  boot: z.strictObject({ at: z.number(), uncertainty: z.number().min(0), seenAt: moment }).nullable(),
  heard: z.record(z.string(), heardSchema),
  /** What came of the evenings that were played, by their names. */
  evenings: z.record(z.string(), eveningRecordSchema).default({}),
});
export type RunState = z.infer<typeof runStateSchema>;
type Boot = NonNullable<RunState['boot']>;

export const newRun = (now: number): RunState => ({
  startedAt: now,
  endedAt: null,
  boot: null,
  heard: {},
  evenings: {},
});

/** What is asked and played only when people have time for it. */
export type Extra = 'long' | 'walk' | 'tester' | 'unplugged';

export type RunOptions = {
  steps: readonly Step[];
  /** Steps that take hours, or a walk; evenings in which the tester takes part, or the device is on its battery. */
  with: ReadonlySet<Extra>;
  /** API level and how long the app is watched, from what was heard so far. */
  apiOf(run: RunState): number | null;
  isHarmless(run: RunState): boolean;
  /** What is played with the device when all is asked, unless it is rejected by what it has said. */
  evenings?: readonly Evening[];
  /** The criteria by which it is rejected whatever the rest comes to. */
  rejectedBy?(run: RunState): readonly string[];
};

/** How long a device may be away, and how often it is looked for, ms. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 2_000;
/** A device that answers at all answers this in time. */
const SIGN_OF_LIFE_MS = 10_000;
/** An evening that was spoiled is played so often. */
const EVENING_TRIES = 2;
/** More losses and restarts in one go than this are no run. */
const MOST_LOSSES = 8;
/** What may lie between two looks at one start of a device: rounding, and 200 millionths for the crystal. */
const SAME_BOOT_MS = 2_000;
const CRYSTAL = 0.0002;

/** Goes on with a run. Null when it is over, else why it stopped. */
export async function goOn(run: RunState, options: RunOptions, ports: RunPorts): Promise<string | null> {
  for (let losses = 0; losses <= MOST_LOSSES; losses += 1) {
    const away = await whyAway(ports);
    if (away !== null) return away;
    const boot = await bootOf(ports);
    if (boot === 'lost') continue;
    if (boot === 'unknown')
      return 'The device does not say since when it runs, so nobody would notice that it was started anew.';
    if (run.boot !== null && !isSameBoot(run.boot, boot)) {
      ports.tell('The device was started anew: what it said before does not count.');
      Object.assign(run, newRun(ports.now()));
    }
    run.boot = boot;
    const end = await askSteps(run, options, ports);
    if (end === 'lost') continue;
    if (end === 'frozen') return 'The device does not answer any more.';
    if ((await playEvenings(run, options, ports)) === 'lost') continue;
    const last = await bootOf(ports);
    if (typeof last === 'string' || !isSameBoot(run.boot, last)) continue;
    run.endedAt = ports.now();
    ports.save();
    return null;
  }
  return 'The device was lost too often.';
}

/** Waits for a device that is away; null when it is there, else why it is not. What people can do is told meanwhile. */
async function whyAway({ ask, now, sleep, tell }: RunPorts): Promise<string | null> {
  const until = now() + PATIENCE_MS;
  for (let told = ''; ;) {
    const outcome = await ask(asked('echo here'), SIGN_OF_LIFE_MS);
    if (outcome.kind === 'output' && wholeAnswer(outcome.text).kind === 'known') return null;
    const absence = outcome.kind === 'gone' ? absenceOfReason(outcome.why) : null;
    if (now() >= until) return absence === null ? 'The device is not there.' : ABSENCE_TEXTS[absence];
    const text = absence === null ? 'The device is away; waiting for it.' : ABSENCE_TEXTS[absence];
    if (text !== told) tell(text);
    told = text;
    await sleep(LOOK_EVERY_MS);
  }
}

async function bootOf({ ask, now }: RunPorts): Promise<Boot | 'lost' | 'unknown'> {
  const before = now();
  const outcome = await ask(asked(UPTIME.command), UPTIME.timeoutMs);
  const after = now();
  if (outcome.kind !== 'output') return 'lost';
  const answer = wholeAnswer(outcome.text);
  if (answer.kind === 'unknown') return 'lost';
  const uptime = andThen(linesOf(answer.value), uptimeSeconds);
  if (uptime.kind === 'unknown') return 'unknown';
  const at = (before + after) / 2 - uptime.value * 1_000;
  return { at, uncertainty: (after - before) / 2, seenAt: after };
}

function isSameBoot(one: Boot, other: Boot): boolean {
  const crystal = CRYSTAL * Math.abs(other.seenAt - one.seenAt);
  return Math.abs(other.at - one.at) <= SAME_BOOT_MS + one.uncertainty + other.uncertainty + crystal;
}

async function askSteps(run: RunState, options: RunOptions, ports: RunPorts): Promise<'done' | 'lost' | 'frozen'> {
  for (const step of options.steps) {
    const before = run.heard[step.name];
    if (before !== undefined && 'output' in before) continue;
    const skipped = whySkipped(step, run, options);
    if (skipped !== null) {
      run.heard[step.name] = { command: step.command, silent: skipped };
      continue;
    }
    await untilDue(step, run, options, ports);
    if (step.tell !== undefined) ports.tell(step.tell);
    const heard = await hear(step, ports);
    if (typeof heard === 'string') return heard;
    run.heard[step.name] = heard;
    ports.save();
  }
  return 'done';
}

/** One after the other. What came of one counts only if the device is still there, and was not started anew. */
async function playEvenings(run: RunState, options: RunOptions, ports: RunPorts): Promise<'done' | 'lost'> {
  const { play } = ports;
  const due = (options.evenings ?? []).filter(
    ({ name, only }) => run.evenings[name] === undefined && (only === undefined || options.with.has(only)),
  );
  if (play === undefined || due.length === 0) return 'done';
  const rejectedBy = options.rejectedBy?.(run) ?? [];
  if (rejectedBy.length > 0) {
    ports.tell(`No evening is played: the device is rejected whatever it does at work, by ${rejectedBy.join(', ')}.`);
    return 'done';
  }
  for (const evening of due) {
    for (let tries = 1; tries <= EVENING_TRIES; tries += 1) {
      ports.tell(tries === 1 ? evening.about : `Once more: ${evening.about}`);
      const record = await play(evening);
      const boot = await bootOf(ports);
      if (typeof boot === 'string' || run.boot === null || !isSameBoot(run.boot, boot)) return 'lost';
      run.evenings[evening.name] = record;
      if (!record.spoiled) break;
    }
    ports.save();
  }
  return 'done';
}

/** Why nothing was answered where people had no time for it. */
export const notAskedWithout = (only: NonNullable<Step['only']>): string => `It is asked only with --${only}.`;

function whySkipped({ only, api, after }: Step, run: RunState, options: RunOptions): string | null {
  if (only !== undefined && !options.with.has(only)) return notAskedWithout(only);
  const level = options.apiOf(run);
  if (level !== null && (level < (api?.least ?? level) || level > (api?.most ?? level)))
    return 'Other versions of Android are asked this.';
  const first = after === undefined ? undefined : run.heard[after.step];
  return after !== undefined && (first === undefined || 'silent' in first)
    ? 'What it is after was not answered.'
    : null;
}

async function untilDue({ after }: Step, run: RunState, options: RunOptions, ports: RunPorts): Promise<void> {
  const first = after === undefined ? undefined : run.heard[after.step];
  if (after === undefined || first === undefined || 'silent' in first) return;
  const isWatchedLonger = after.unlessHarmlessMs !== undefined && !options.isHarmless(run);
  const due = first.answeredAt + (isWatchedLonger ? (after.unlessHarmlessMs ?? 0) : after.ms);
  const now = ports.now();
  if (now >= due) return;
  ports.tell(`Waiting until ${new Date(due).toISOString()}.`);
  await ports.sleep(due - now);
}

/** Asks once more where the answer has no end; a timeout is the command's if the device answers something else. */
async function hear({ command, timeoutMs }: Step, ports: RunPorts): Promise<Heard | 'lost' | 'frozen'> {
  for (let tries = 1; ; tries += 1) {
    const askedAt = ports.now();
    const outcome = await ports.ask(asked(command), timeoutMs);
    const answeredAt = ports.now();
    if (outcome.kind === 'gone') return 'lost';
    if (outcome.kind === 'timeout') {
      const sign = await ports.ask(asked('echo here'), SIGN_OF_LIFE_MS);
      if (sign.kind === 'gone') return 'lost';
      return sign.kind === 'timeout' ? 'frozen' : { command, silent: `It took longer than ${timeoutMs / 1_000} s.` };
    }
    if (wholeAnswer(outcome.text).kind === 'known' || tries === 2)
      return { command, askedAt, answeredAt, output: outcome.text };
  }
}
