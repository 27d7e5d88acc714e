/** With correct set-up and no interference there is 100 % availability: any error on a calm floor is a defect. */
import type { Checker } from './checker.ts';
import { findings } from './findings.ts';
import { STALLED, stalls } from './folds/stalls.ts';

export const calmFloor: Checker = {
  name: 'calm-floor',
  about: 'A calm floor shows no errors: no refusal, no connection dialog, no failed print.',
  start(header) {
    const found = findings('calm-floor', header);
    const still = stalls();
    const { calm } = header.floor;
    const { toleranceMs } = header.limits;

    function wrong(t: number, id: number, what: string): void {
      if (!calm) return;
      if (still.between(t - 2 * toleranceMs, t)) found.unknown(STALLED);
      else found.fail([id], `let the floor be calm; then the evening went on; however at ${found.at(t)} ${what}`);
    }

    return {
      on: {
        stall: (event) => still.seen(event),
        act() {
          if (calm) found.judge();
        },
        reply(event, id) {
          if (!event.ok) wrong(event.t, id, `${event.node} showed "${event.code ?? ''}"`);
        },
        told: (event, id) => wrong(event.t, id, `${event.node} told its operator "${event.code}"`),
        transition(event, id) {
          if (event.to.endsWith(' yellow') || event.to.endsWith(' red'))
            wrong(event.t, id, `${event.node} opened the connection-problems dialog`);
          else if (event.to.startsWith('startFailed')) wrong(event.t, id, `${event.node} failed to start`);
        },
      },
      facts: {
        'job-failed': ({ job, printer }, event, id) => wrong(event.t, id, `${printer} failed to print job ${job}`),
      },
      end: (whole) => found.result(whole),
    };
  },
};
