/**
 * The journal has the server's times, and nobody else's: what its clock on the wall said when it decided. The faults say
 * by how much that clock was set; the clock of a device has no part in it. Its entries are numbered one after the other:
 * what is missing between two of them was decided before the later one, and may be what that one goes by.
 */
import type { EventOf } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

export const journalClock: Checker = {
  name: 'journal-clock',
  about:
    "What is in the journal has the time of the server's clock, whatever the clocks of devices say, and nothing is missing in it.",
  start(header) {
    const found = findings('journal-clock', header);
    const still = stalls();
    const { slackMs } = header.limits;
    const entries = new Entries();
    const steps = new Map<number, number>();
    /** By how much the clock of the server has been ahead, and since when; the latest last. */
    let ahead: { ms: number; sinceMs: number }[] = [{ ms: 0, sinceMs: 0 }];

    function stepped({ fault, phase, id, params, t }: EventOf<'fault'>): void {
      if (fault !== 'server-clock-step') return;
      const stepMs = Number(params['stepMs'] ?? 0);
      if (phase === 'ended') steps.delete(id);
      else steps.set(id, Math.sign(stepMs) * Math.round(Math.abs(stepMs) / header.timeScale));
      ahead.push({ ms: [...steps.values()].reduce((sum, step) => sum + step, 0), sinceMs: t });
    }

    function judge({ n, at, fact, aheadMs = 0 }: EventOf<'fact'>, id: number): void {
      entries.seen(n, id);
      // Of what was before, the value with which the time began is kept.
      const begun = ahead.findLastIndex(({ sinceMs }) => sinceMs < at - slackMs);
      ahead = ahead.slice(Math.max(0, begun));
      const isSet = ahead.some(({ ms }) => ms !== 0);
      if (aheadMs === 0 && isSet) return; // older histories do not tell
      found.judge();
      if (ahead.some(({ ms }) => Math.abs(ms - aheadMs) <= slackMs)) return;
      if (still.between(at - slackMs, at)) found.unknown(STALLED);
      else
        found.fail(
          [id],
          `let the server decide "${fact.kind}" at ${found.at(at)}; then it was journalled; however with a time that is wrong by ${aheadMs} ms`,
        );
    }

    return {
      on: { stall: (event) => still.seen(event), fault: stepped, fact: judge },
      end(whole) {
        const gap = entries.gap();
        if (whole && gap !== null)
          found.fail(
            [gap.id],
            `let entry ${gap.missing} of the journal be decided; then entry ${gap.after} was kept; however not the one before`,
            'missing',
          );
        return found.result(whole);
      },
    };
  },
};

/** Entries of the journal by their numbers, which may be told a little out of order. */
class Entries {
  /** The least that is not seen, and what is seen beyond that; 0 before the first. */
  private next = 0;
  private readonly beyond = new Map<number, number>();

  seen(n: number, id: number): void {
    if (this.next === 0) this.next = n;
    if (n > this.next) this.beyond.set(n, id);
    else if (n === this.next) {
      this.next += 1;
      while (this.beyond.delete(this.next)) this.next += 1;
    }
  }

  /** The first that is missing, and the next one behind it that is not; null if all are there. */
  gap(): { missing: number; after: number; id: number } | null {
    if (this.beyond.size === 0) return null;
    const after = Math.min(...this.beyond.keys());
    return { missing: this.next, after, id: this.beyond.get(after) ?? 0 };
  }
}
