/** What the scenario expects to occur did occur: a scenario in which nothing happens proves nothing. */
import type { Checker } from './checker.ts';
import { findings } from './findings.ts';
import { STALLED, stalls } from './stalls.ts';

export const expected: Checker = {
  name: 'expected-events',
  about: 'What the scenario says must occur has occurred.',
  start(header) {
    const found = findings('expected-events', header);
    const missing = new Set(header.happens);
    const still = stalls();
    return {
      on: {
        stall: (event) => still.seen(event),
        reply(event) {
          if (event.code !== undefined) missing.delete(event.code);
        },
        told(event) {
          missing.delete(event.code);
        },
        transition(event) {
          missing.delete(event.to);
        },
        fact({ fact }) {
          missing.delete(fact.kind);
          for (const field of ['cause', 'outcome', 'trouble', 'tender']) {
            const value = fact[field];
            if (typeof value === 'string') missing.delete(`${fact.kind}:${value}`);
          }
        },
      },
      end(whole) {
        for (const what of header.happens) {
          found.judge();
          if (!whole || !missing.has(what)) continue;
          // A stall shifts what was to happen at one time against what happens when devices are ready for it.
          if (still.between(0, Number.POSITIVE_INFINITY)) found.unknown(STALLED);
          else found.fail([], `let the scenario be played; then the run ended; however "${what}" never occurred`);
        }
        return found.result(whole);
      },
    };
  },
};
