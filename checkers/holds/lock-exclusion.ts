/** A tab has one holder at a time, and only writes under the present hold's fencing token are taken. */
import type { Checker } from '../checker.ts';
import { onChanges } from '../folds/changes.ts';
import { findings } from '../findings.ts';
import { Numbered } from '../folds/numbered.ts';

type Hold = { token: number; device: string; id: number };

export const lockExclusion: Checker = {
  name: 'lock-exclusion',
  about: 'A tab has one holder at a time; tokens rise, and a write under an old token is never taken.',
  start(header) {
    const found = findings('lock-exclusion', header);
    const held = new Map<number, Hold>();
    const lastToken = new Map<number, number>();
    const seenBy = new Numbered<{ device: string; id: number }>();

    function written(tab: number, token: number, device: string, t: number, id: number, what: string): void {
      const hold = held.get(tab);
      if (hold?.token === token && hold.device === device) return;
      const other = hold === undefined ? 'nobody held it' : `${hold.device} held it with token ${hold.token}`;
      found.fail(
        hold === undefined ? [id] : [hold.id, id],
        `let tab ${tab} be in a state where ${other}; then ${device} wrote with token ${token} at ${found.at(t)}; however the ${what} was taken`,
      );
    }

    return {
      on: {
        hold(event, id) {
          const before = seenBy.get(event.token);
          if (before !== undefined && before.device !== event.node) {
            found.fail(
              [before.id, id],
              `let ${before.device} be granted token ${event.token}; then ${event.node} was granted the same token at ${found.at(event.t)}; however tokens are unique`,
            );
          }
          seenBy.set(event.token, { device: event.node, id });
        },
      },
      facts: {
        'tab-locked'({ tab, token, device }, { t }, id) {
          found.judge();
          const hold = held.get(tab);
          if (hold !== undefined) {
            found.fail(
              [hold.id, id],
              `let tab ${tab} be held by ${hold.device}; then ${device} opened it at ${found.at(t)}; however the first hold had not ended`,
            );
          }
          const last = lastToken.get(tab) ?? 0;
          if (token <= last) {
            found.fail(
              [id],
              `let tab ${tab} have been granted with token ${last}; then ${device} opened it; however its token ${token} is not higher`,
            );
          }
          lastToken.set(tab, Math.max(last, token));
          held.set(tab, { token, device, id });
        },
        'tab-released'({ tab, token }) {
          if (held.get(tab)?.token === token) held.delete(tab);
        },
        booked: ({ tab, token, device }, { t }, id) => written(tab, token, device, t, id, 'booking'),
        // What a reversal has brought is owed again whoever holds the tab by then.
        ...onChanges((fact, { t }, id) => {
          if (fact.kind !== 'reversal-ended') written(fact.tab, fact.token, fact.device, t, id, 'change');
        }),
        'payment-begun': ({ tab, token, device }, { t }, id) => written(tab, token, device, t, id, 'payment'),
      },
      end: (whole) => found.result(whole),
    };
  },
};
