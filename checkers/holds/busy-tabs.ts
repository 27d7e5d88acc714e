/**
 * A tab that has been settled is not opened again before its bill is out, or the busy time is over, nor changed from
 * another tab: who tries is told to try again in a few seconds. So nobody books on a tab that is still on its way to the
 * guest. A start forgets it: what a server of before had printing keeps nobody waiting.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

/** A bill that is not out yet, and when it was made. */
type Printing = { bill: number; job: number; madeMs: number; id: number };

export const busyTabs: Checker = {
  name: 'busy-tabs',
  about:
    'A tab that was settled is opened again, or changed from another one, only when its bill is printed, or the busy time is over.',
  start(header) {
    const found = findings('busy-tabs', header);
    const busyMs = header.limits.busyMs ?? 0;
    const printing = new Map<number, Printing>();
    /** The bill just made: its ticket is queued by the same decision. */
    let due: { tab: number; bill: number; madeMs: number; id: number } | null = null;

    function out(job: number): void {
      for (const [tab, one] of printing) if (one.job === job) printing.delete(tab);
    }

    function queued({ document, copy, job, tab }: Extract<Fact, { kind: 'job-queued' }>): void {
      if (document !== 'bill' || copy || due?.tab !== tab) return;
      printing.set(tab, { ...due, job });
      due = null;
    }

    /** Something is begun with a tab. */
    function begun(tab: number, what: string, { at }: EventOf<'fact'>, id: number): void {
      found.judge();
      const bill = printing.get(tab);
      // Measured with slack, the times of decisions are a little off.
      if (bill === undefined || at >= bill.madeMs + busyMs - header.limits.slackMs) return;
      found.fail(
        [bill.id, id],
        `let tab ${tab} be settled at ${found.at(bill.madeMs)}; then ${what} at ${found.at(at)}; however bill ${bill.bill} was not printed yet`,
      );
    }

    return {
      facts: {
        started() {
          printing.clear();
          due = null;
        },
        billed({ tab, bill }, { at }, id) {
          printing.delete(tab);
          due = { tab, bill, madeMs: at, id };
        },
        'job-queued': queued,
        // A bill that was sent to the guest has no ticket of its own; the paper that stands in later is another's.
        'receipt-on-paper': () => void (due = null),
        'job-printed': ({ job }) => out(job),
        'job-given-up': ({ job }) => out(job),
        'tab-locked': ({ tab, device }, event, id) => begun(tab, `${device} opened it`, event, id),
        'lines-moved'({ tab, from, to, device }, event, id) {
          if (tab !== to) begun(to, `${device} put lines on it`, event, id);
          else begun(from, `${device} took its lines`, event, id);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
