/** Asks the shell of a device in virtual time, without adb between. */
import { createScheduler, type Scheduler } from '../grounds/sim/scheduler.ts';
import type { AndroidDevice } from './device.ts';
import type { Profile } from './profile.ts';
import { profileCatalogue } from './profiles/catalogue.ts';
import { newShell, runLine } from './shell/run-line.ts';
import { startAndroid, type PlantedQuirk } from './start.ts';

export type Asked = { stdout: string; stderr: string; code: number };
export type Bench = {
  device: AndroidDevice;
  scheduler: Scheduler;
  /** Lets time pass, ms. */
  pass(ms: number): void;
  /** Runs a line to its end, as much time as it takes. */
  ask(line: string): Asked;
};

/** The true time at the start. */
export const STARTED_AT_MS = Date.UTC(2026, 9, 1, 12);
const NO_INPUT = { bytes: () => new Uint8Array(0), isClosed: () => true };

/** A device of that profile, or of the one of that name, just started. */
export function benchOf(named: string | Profile, planted: readonly PlantedQuirk[] = []): Bench {
  const scheduler = createScheduler();
  const profile = typeof named === 'string' ? profileCatalogue.get(named) : named;
  if (profile === undefined) throw new Error(`no profile ${JSON.stringify(named)}`);
  const device = startAndroid(profile, { timers: scheduler, startedAtMs: STARTED_AT_MS }, planted);
  const pass = (ms: number): void => scheduler.runUntil(scheduler.now() + ms);
  return {
    device,
    scheduler,
    pass,
    ask(line) {
      const said = { stdout: '', stderr: '' };
      const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
      const running = runLine(device, line, {
        out: (bytes) => void (said.stdout += text(bytes)),
        err: (bytes) => void (said.stderr += text(bytes)),
        stdin: NO_INPUT,
        shell: newShell(),
      });
      for (;;) {
        const { done, value } = running.next();
        if (done === true) return { ...said, code: value };
        pass(value);
      }
    },
  };
}
