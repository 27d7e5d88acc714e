/**
 * The time of simulated devices that are certified through the real adb: it leaps over what only has to be waited for,
 * passes quickly while a command is at work, and else stands still, so that what is measured does not depend on this
 * machine.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { TimerHandle, Timers } from '#protocols/channel';
import { STARTED_AT_MS } from '#simulators/android/asking';
import { createScheduler } from '#simulators/grounds/sim/scheduler';
import type { Certifying } from '../certifying.ts';

/** Most time that passes in a tick of ours while a command is at work. */
const STEP_MS = 1_000;
const TICK_MS = 4;
/** A device that comes back needs time of ours, ms: adb is real. */
const PAUSE_MS = 100;
const LEAP_MS = 60_000;
/** A call is waited for so long at least, ms of ours; one that may take longer, for a part of that. */
const LEAST_LIMIT_MS = 5_000;
const LIMIT_PART = 8;

export type RehearsalTime = {
  timers: Timers;
  /** The same, for what a command waits for. */
  ofCommands: Timers;
  clock: Certifying['clock'];
  begin(): void;
  end(): void;
};

export function createTime(): RehearsalTime {
  const scheduler = createScheduler();
  const atWork = new Set<TimerHandle>();
  let ticking: NodeJS.Timeout | undefined;
  const pass = (ms: number): void => scheduler.runUntil(Math.floor(scheduler.now() + ms));
  // Not a millisecond longer than a command is at work: what a device does by the clock it does in every run at the same time.
  const work = (): void => {
    for (let ms = 0; ms < STEP_MS && atWork.size > 0; ms += 1) pass(1);
  };
  return {
    timers: scheduler,
    ofCommands: {
      now: scheduler.now,
      after(ms, run) {
        const handle = scheduler.after(ms, () => {
          atWork.delete(handle);
          run();
        });
        atWork.add(handle);
        return handle;
      },
      cancel(handle) {
        atWork.delete(handle);
        scheduler.cancel(handle);
      },
    },
    clock: {
      now: () => STARTED_AT_MS + scheduler.now(),
      async sleep(ms) {
        pass(ms);
        if (ms < LEAP_MS) await wait(PAUSE_MS);
      },
      limitMs: (ms) => Math.max(LEAST_LIMIT_MS, ms / LIMIT_PART),
    },
    begin: () => void (ticking = setInterval(work, TICK_MS)),
    end: () => clearInterval(ticking),
  };
}
