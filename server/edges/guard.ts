/**
 * The one place where errors of listeners and timers are caught. Whatever a peer sends or does, it ends its own
 * connection at most: everything the process does is called by a listener or a timer, and each runs inside a guard,
 * which writes the error down and ends what the listener served.
 */
import type { Logger } from 'pino';
import { cameToItsEnd } from '#server/host/own-errors';

/** Wraps a listener; `end`, given the same arguments, ends what it serves if it fails. */
export type Guard = <A extends unknown[]>(
  run: (...args: A) => void,
  end?: (...args: A) => void,
) => (...args: A) => void;

/** A guard that writes to a log. */
export function createGuard(log: Pick<Logger, 'error'>): Guard {
  return (run, end) =>
    (...args) => {
      try {
        run(...args);
        cameToItsEnd(true);
      } catch (error) {
        cameToItsEnd(false);
        log.error(error, 'listener-failed');
        end?.(...args);
      }
    };
}

/** No guard at all, for the harness: there an error is to be seen. */
export const unguarded: Guard = (run) => run;
