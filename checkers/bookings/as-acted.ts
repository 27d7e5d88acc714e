/**
 * What a device stores and sends is what its operator did there: a line costs the price of its article as often as it was
 * ordered, a tab is changed as was chosen, nothing is settled all the same unless somebody said so, and a card goes to the terminal that was chosen.
 */
import type { EventOf } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

/** What of an operator's act a request carries. */
type Act = Pick<EventOf<'act'>, 'confirmed' | 'to' | 'cents' | 'change'> & { id: number };

export const asActed: Checker = {
  name: 'as-acted',
  about: 'What a device stores and sends is what its operator did: prices, confirmations and terminals are theirs.',
  start(header) {
    const found = findings('as-acted', header);
    const prices = new Map<string, Set<number>>();
    // At which station a price is right is judged by `smart-swap`.
    const atStations = header.floor.smartSwap?.stations.flatMap(({ articles }) => articles) ?? [];
    for (const { name, cents } of [...(header.floor.articles ?? []), ...atStations])
      prices.set(name, (prices.get(name) ?? new Set()).add(cents));
    /** The last act of each kind at each device, and the last request of each. */
    const acts = new Map<string, Act>();
    const sent = new Map<string, number>();

    function judgeRequest({ node, type, req, tab, confirmed, terminal, cents, t }: EventOf<'sent'>, id: number): void {
      if ((type !== 'bill' && type !== 'pay') || req <= (sent.get(node) ?? -1)) return;
      sent.set(node, req);
      const act = acts.get(`${node} ${type}`);
      if (act === undefined) return;
      found.judge();
      const settles = type === 'bill' ? 'a bill' : 'a card payment';
      if (confirmed === true && act.confirmed !== true)
        found.fail(
          [act.id, id],
          `let ${node} be asked for ${settles} of tab ${tab}; then it sent that at ${found.at(t)}; however it said that this is confirmed, and nobody had said so`,
        );
      if (cents !== act.cents)
        found.fail(
          [act.id, id],
          `let ${node} be asked for ${settles} over ${act.cents ?? 'all'} cents of tab ${tab}; then it sent that at ${found.at(t)}; however it is over ${cents ?? 'all'}`,
        );
      if (act.to !== undefined && terminal !== undefined && act.to !== terminal)
        found.fail(
          [act.id, id],
          `let ${node} be asked for ${settles} of tab ${tab} at ${act.to}; then it sent that at ${found.at(t)}; however it named ${terminal}`,
        );
    }

    /** A change is sent as the operator has chosen it. */
    function judgeChange({ node, req, change, tab, t }: EventOf<'sent'>, id: number): void {
      if (change === undefined || req <= (sent.get(node) ?? -1)) return;
      sent.set(node, req);
      const act = acts.get(`${node} ${change.kind}`);
      if (act?.change === undefined) return;
      found.judge();
      if (JSON.stringify(act.change) === JSON.stringify(change)) return;
      found.fail(
        [act.id, id],
        `let ${node} be asked for ${JSON.stringify(act.change)} of tab ${tab}; then it sent a change at ${found.at(t)}; however that is ${JSON.stringify(change)}`,
      );
    }

    return {
      on: {
        act({ node, act, confirmed, to, cents, change }, id) {
          acts.set(`${node} ${act}`, {
            id,
            ...(confirmed && { confirmed }),
            ...(to === undefined ? {} : { to }),
            ...(cents === undefined ? {} : { cents }),
            ...(change === undefined ? {} : { change }),
          });
        },
        sent(event, id) {
          judgeRequest(event, id);
          judgeChange(event, id);
        },
        collected({ node, tab, article, quantity, cents, t }, id) {
          const known = article === undefined || quantity === undefined ? undefined : prices.get(article);
          if (known === undefined || quantity === undefined) return;
          found.judge();
          if ([...known].some((price) => price * quantity === cents)) return;
          found.fail(
            [id],
            `let ${node} take ${quantity} x ${article} for tab ${tab} at ${found.at(t)}; then that costs ${[...known].map((price) => price * quantity).join(' or ')} cents; however it stored ${cents}`,
          );
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
