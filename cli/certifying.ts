/** A device is asked, judged and written down: what `mpos-twin certify --serial` does. */
import { catalogue } from '#certification/catalogue/catalogue';
import { judgeDevice, type Judgement, type Measures } from '#certification/catalogue/verdict';
import { canonicalBytes, type Json } from '#certification/certificate/canonical-json';
import { whyNotIssued } from '#certification/certificate/issuing';
import { sha256Hex } from '#certification/certificate/node-keys';
import { asked } from '#certification/probes/answer';
import type { Bench, Findings } from '#certification/probes/bench';
import { CANARY_COMMAND, canaryOf } from '#certification/probes/canary';
import { isSimulated } from '#certification/probes/device';
import { evidenceFiles, FINDINGS_FILE } from '#certification/probes/evidence';
import { leftOut } from '#certification/probes/left-out';
import { measuresOf, traitsOf } from '#certification/probes/measuring';
import { askShell, mustBeThere, type AdbServer } from '#certification/probes/node-adb';
import {
  openSession,
  saveSession,
  writeEvidence,
  writeFindings,
  writeRecord,
  type Evidence,
} from '#certification/probes/node-session';
import { planOf } from '#certification/probes/plan';
import { recordOf, utcSecond } from '#certification/probes/recording';
import type { Extra } from '#certification/probes/run';
import { carryOn, type Session } from '#certification/probes/session';
import type { Board } from '#certification/work/board';
import type { Evening } from '#certification/work/evening';
import { lockFolder, type LockKind } from '#history/node-lock';
import { TwinError } from '#protocols/errors/errors';
import { programCommit, programVersion } from './version.ts';
import { playEvening } from './working.ts';

const CANARY_LIMIT_MS = 20_000;

export type Certifying = {
  serial: string;
  bench: Bench;
  findings: Findings | null;
  out: string;
  /** Serial number of the planted device, if there is one. */
  canary: string | null;
  extras: ReadonlySet<Extra>;
  server: AdbServer;
  /** ms since 1970, a wait, and how long a call that may take so long is waited for by the clock of this machine. */
  clock: { now(): number; sleep(ms: number): Promise<void>; limitMs(ms: number): number };
  tell(text: string): void;
  /** Whether the device is played with, by how much the durations of that are divided, and what its tester is told by, and how adb reaches it without a cable. */
  work?: { timeScale: number; board?: Board; unplugged?: string } | undefined;
};

export type Certified = {
  judgement: Judgement;
  measures: Measures[];
  /** Why there is no certificate yet, in sentences. */
  reasons: string[];
  /** Why a run has stopped before its end; null where none has. Error: `certification-stopped`. */
  stopped: TwinError | null;
  /** Is the device a program? Then this is a rehearsal. */
  simulated: boolean;
  /** The records that a certificate can be made from, as far as there are any. */
  records: string[];
};

/** One certification at a time in a folder. */
export const CERTIFYING: LockKind = { file: 'certify.lock', inUse: 'certification-in-use' };

/** Errors: those of adb, of files, `certification-in-use`, `certification-damaged`, `certification-other`, `certification-over`. */
export async function certifyDevice(order: Certifying): Promise<Certified> {
  const unlock = lockFolder(order.out, CERTIFYING);
  try {
    return await certifyIn(order);
  } finally {
    unlock();
  }
}

async function certifyIn(order: Certifying): Promise<Certified> {
  const { serial, bench, out, server, clock, tell } = order;
  const session = openSession(out, serial, bench);
  const wanted = new Set([...order.extras, ...(order.work === undefined ? [] : (['work'] as const))]);
  const without = leftOut(session, wanted);
  if (without.length > 0) throw new TwinError('certification-over', without.join(' '));
  const isOver = session.runs.length === 2 && session.runs.every(({ endedAt }) => endedAt !== null);
  for (const one of [...(isOver ? [] : [serial]), ...(order.canary === null ? [] : [order.canary])])
    await mustBeThere(server, one);
  const stopped = await carryOn(session, order.extras, {
    ask: (command, limitMs) => askShell(server, serial, command, clock.limitMs(limitMs)),
    ...clock,
    save: () => saveSession(out, session),
    tell,
    ...(order.work === undefined ? {} : { play: playing(order, session, order.work) }),
  });
  if (order.canary !== null) session.canary = { serial: order.canary, heard: await heardOfCanary(order, order.canary) };
  saveSession(out, session);
  return judged(order, session, stopped);
}

function playing(
  { serial, server, bench, out, clock }: Certifying,
  { runs }: Session,
  work: NonNullable<Certifying['work']>,
) {
  return (evening: Evening) =>
    playEvening(evening, {
      ...{ serial, server, till: bench.till, out, ...work, now: clock.now },
      run: `run-${runs.length}`,
    });
}

async function heardOfCanary(
  { server, clock }: Certifying,
  serial: string,
): Promise<NonNullable<Session['canary']>['heard']> {
  const askedAt = clock.now();
  const outcome = await askShell(server, serial, asked(CANARY_COMMAND), clock.limitMs(CANARY_LIMIT_MS));
  return outcome.kind === 'output'
    ? { command: CANARY_COMMAND, askedAt, answeredAt: clock.now(), output: outcome.text }
    : { command: CANARY_COMMAND, silent: outcome.kind === 'gone' ? outcome.why : 'It did not answer in time.' };
}

function judged({ bench, findings, out, clock }: Certifying, session: Session, stopped: string | null): Certified {
  const measures = session.runs.map(({ heard, evenings }, i) =>
    measuresOf(catalogue, heard, bench, findings?.runs[i] ?? {}, evenings),
  );
  const traits = traitsOf(session.runs[0]?.heard ?? {}, bench);
  const judgement = judgeDevice(catalogue, traits, measures[0] ?? {}, measures[1] ?? {});
  const written = session.runs.map((run, i) => {
    const files = writeFiles(out, `run-${i + 1}`, session, { i, findings });
    return recordOf(run, bench, findings?.runs[i] ?? {}, {
      catalogue,
      catalogueDigest: sha256Hex(canonicalBytes(catalogue as unknown as Json)),
      tool: { version: programVersion(), commit: programCommit() },
      canary: canaryOf(catalogue, session.canary, bench),
      files,
    });
  });
  const records = written.flatMap((one) => (one.kind === 'known' ? [one.value] : []));
  const paths = written.flatMap((one, i) =>
    one.kind === 'known' ? [writeRecord(out, `run-${i + 1}`, one.value)] : [],
  );
  const missing = written.flatMap((one, i) => (one.kind === 'unknown' ? [`Run ${i + 1}: ${one.reason}`] : []));
  const [first, second] = records;
  const objections =
    first === undefined || second === undefined
      ? []
      : whyNotIssued(first, second, { issuedAt: utcSecond(clock.now()) });
  return {
    judgement,
    measures,
    records: paths,
    reasons: [...(stopped === null ? [] : [stopped]), ...missing, ...objections],
    simulated: isSimulated(session.runs[0]?.heard ?? {}, bench),
    stopped: stopped === null ? null : new TwinError('certification-stopped', stopped),
  };
}

function writeFiles(
  out: string,
  folder: string,
  { runs, bench, canary }: Session,
  { i, findings }: { i: number; findings: Findings | null },
): Map<string, Evidence> {
  const texts = evidenceFiles(planOf(bench), runs[i]?.heard ?? {});
  if (canary !== null)
    texts.set('canary.txt', 'output' in canary.heard ? canary.heard.output : `${canary.heard.silent}\n`);
  const files = new Map([...texts].map(([file, text]) => [file, writeEvidence(out, folder, file, text)]));
  if (findings !== null) files.set(FINDINGS_FILE, writeFindings(out, folder, findings.runs[i] ?? {}));
  return files;
}
