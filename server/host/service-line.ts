/** One exchange with a cloud service after the other: an answer, or none within its time; told once. */
import type { CloudAnswer } from '#protocols/cloud/exchange';
import { sometimes } from '#protocols/marks';
import type { Input, Output } from '#server/core/turn';
import type { ServerPlatform } from './platform.ts';

const answeredLate = sometimes('service-gives-up', 'a cloud service is not waited for any longer');

type Ask = Pick<Extract<Output, { kind: 'ask-service' }>, 'service' | 'request'>;

/** Asks services; the core is told null if nothing comes within so many ms, or the service hangs up. */
export function createServiceLine(
  { exchange, timers }: Pick<ServerPlatform, 'exchange' | 'timers'>,
  answerMs: number,
  feed: (input: Input) => void,
): { ask(ask: Ask): void } {
  return {
    ask({ service, request }) {
      let over = false;
      const end = (answer: CloudAnswer | null): void => {
        if (over) return;
        over = true;
        timers.cancel(patience);
        feed({ kind: 'service-answered', service, answer });
      };
      const patience = timers.after(answerMs, () => {
        answeredLate();
        giveUp();
        end(null);
      });
      const giveUp = exchange(service, request, end);
    },
  };
}
