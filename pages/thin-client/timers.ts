/** The clock and the timers of the browser, as charts want them. */
import type { Timers } from '#protocols/channel';

type Handle = { id: number };

export const browserTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run): Handle => ({ id: window.setTimeout(run, ms) }),
  cancel: (handle) => window.clearTimeout((handle as Handle).id),
};
