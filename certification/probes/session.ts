/**
 * A certification on disk: two runs of one device, the second begun when the first is over, with all that was heard. It
 * is written after every answer, so that whoever stops, or is stopped, can go on.
 */
import { z } from 'zod';
import { benchSchema, type Bench } from './bench.ts';
import { decisiveFails } from './decided.ts';
import { isHarmless, traitsOf } from './measuring.ts';
import { planOf } from './plan.ts';
import { evenings } from '../work/evenings.ts';
import { heardSchema } from './seen.ts';
import { goOn, newRun, runStateSchema, type Extra, type RunPorts } from './run.ts';

export const sessionSchema = z.strictObject({
  format: z.literal(1),
  serial: z.string().min(1),
  bench: benchSchema,
  runs: z.array(runStateSchema).max(2),
  /** The planted device on which a criterion has to fail, and what it said; null where none was asked. */
  canary: z.strictObject({ serial: z.string().min(1), heard: heardSchema }).nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

/** Two runs have to agree. */
const RUNS = 2;

/** Goes on with a session. Null when both runs are over, else why it stopped. */
export async function carryOn(session: Session, extras: ReadonlySet<Extra>, ports: RunPorts): Promise<string | null> {
  const { bench, runs } = session;
  const options = {
    steps: planOf(bench),
    with: extras,
    evenings,
    apiOf: (run: Session['runs'][number]) => traitsOf(run.heard, bench).api,
    isHarmless: (run: Session['runs'][number]) => isHarmless(run.heard, bench),
    rejectedBy: (run: Session['runs'][number]) => decisiveFails(run.heard, bench),
  };
  for (let i = 0; i < RUNS; i += 1) {
    const run = runs[i] ?? newRun(ports.now());
    runs[i] = run;
    if (run.endedAt !== null) continue;
    ports.tell(`Run ${i + 1} of ${RUNS}.`);
    const stopped = await goOn(run, options, ports);
    ports.save();
    if (stopped !== null) return stopped;
  }
  return null;
}

export const newSession = (serial: string, bench: Bench): Session => ({
  format: 1,
  serial,
  bench,
  runs: [],
  canary: null,
});
