import assert from 'node:assert/strict';
import type { HistoryEvent } from '#history/events';
import { latenciesOf } from './latencies.ts';

/** Requests of a device that are answered after so many ms of the run. */
const asked = (node: string, ...waits: number[]): HistoryEvent[] =>
  waits.flatMap((ms, i): HistoryEvent[] => [
    { t: 100 * i, node, kind: 'sent', type: 'open', req: i },
    { t: 100 * i + ms, node, kind: 'reply', req: i, ok: true, did: 'opened' },
  ]);

describe('latencies of a run', () => {
  it('are told for devices whose answers were usually late, in times of the scenario', () => {
    const events = [...asked('H1', 9, 10, 90), ...asked('H2', 1, 2, 3)];
    assert.deepEqual(latenciesOf(events, 20, 60_000), [
      { fault: 'link-latency', at: 0, target: 'H1', for: 60_000, latencyMs: 100 },
    ]);
  });

  it('are none where nothing was answered', () => {
    assert.deepEqual(latenciesOf(asked('H1', 500).slice(0, 1), 20, 60_000), []);
  });
});
