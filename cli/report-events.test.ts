import assert from 'node:assert/strict';
import { TwinError } from '#protocols/errors';
import type { HistoryEvent } from '#history/events';
import { reportEvents } from './report-events.ts';

const event: HistoryEvent = { t: 0, node: 'H01', kind: 'storage', seqs: [] };

describe('the events of a report', () => {
  it('are all of the run', () => {
    const { event: see, events } = reportEvents(2);
    see(event);
    see(event);
    assert.deepEqual(events(), [event, event]);
  });

  it('are refused rather than cut where they are too many for a page', () => {
    const { event: see, events } = reportEvents(2);
    for (let i = 0; i < 3; i += 1) see(event);
    assert.throws(events, (error) => error instanceof TwinError && error.code === 'history-too-long');
  });
});
