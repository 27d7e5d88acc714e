/** What tests tell of one ticket, which is to come out in the kitchen. */
import type { HistoryEvent } from '#history/events';
import type { Fact } from '#server/core/facts';

export const fact = (t: number, said: Fact): HistoryEvent => ({
  ...{ t, node: 'server', kind: 'fact', n: 1, at: t, fact: said },
});

/** It is queued at that time, ms. */
export const queued = (t: number): HistoryEvent =>
  fact(t, {
    ...{ kind: 'job-queued', job: 1, document: 'order', tab: 5, route: 'pos', queue: 'kitchen', device: 'H01' },
    ...{ ticket: 1, copy: false, lines: [] },
  });

/** A printer is given it. */
export const started = (t: number, printer: string): HistoryEvent =>
  fact(t, { kind: 'job-started', job: 1, printer, copy: false });
