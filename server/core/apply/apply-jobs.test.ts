import assert from 'node:assert/strict';
import { apply } from './apply.ts';
import { serverConfigSchema } from '../config.ts';
import type { Fact } from '../facts.ts';
import { emptyState, REPRINTABLE, type State } from '../state.ts';

const config = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
  printers: [{ name: 'kitchen' }],
});

function stateAfter(...facts: Fact[]): State {
  const state = emptyState(config);
  for (const [i, fact] of facts.entries()) apply(state, { n: i + 1, at: 0, fact });
  return state;
}
const queued = (job: number, route: 'pos' | 'belt' | 'static' = 'pos'): Fact => ({
  kind: 'job-queued',
  job,
  document: 'order',
  tab: 1,
  route,
  queue: 'kitchen',
  device: 'H01',
  ticket: job,
  copy: false,
  lines: [],
});
const printed = (job: number): Fact => ({ kind: 'job-printed', job, printer: 'kitchen', evidence: 'confirmed' });

describe('print jobs in the journal', () => {
  it('are kept for reprints, the latest two hundred of them', () => {
    const jobs = Array.from({ length: REPRINTABLE + 2 }, (_, i) => i + 1);
    const { printed: kept } = stateAfter(...jobs.flatMap((job) => [queued(job), printed(job)]));
    assert.deepEqual([...kept.keys()], jobs.slice(2));
    const all = stateAfter(...jobs.slice(2).flatMap((job) => [queued(job), printed(job)])).printed;
    assert.equal(all.size, REPRINTABLE);
  });

  it('wait in a queue of their printer, redirected ones in one of their own, those of devices in none', () => {
    const { queues } = stateAfter(queued(1), queued(2, 'static'), queued(3, 'belt'), queued(4));
    assert.deepEqual(
      [...queues],
      [
        ['kitchen', [1, 4]],
        ['static kitchen', [2]],
      ],
    );
  });

  it('leave the queue when they are out, and no empty queue behind', () => {
    assert.deepEqual([...stateAfter(queued(1), queued(2), printed(2)).queues], [['kitchen', [1]]]);
    assert.deepEqual([...stateAfter(queued(1), printed(1)).queues], []);
    assert.deepEqual([...stateAfter(queued(1), queued(2, 'belt'), printed(2)).queues], [['kitchen', [1]]]);
  });

  it('that are redirected twice wait once', () => {
    const redirected: Fact = { kind: 'job-redirected', job: 1, printer: 'kitchen', mayBePrinted: true };
    const { queues, jobs } = stateAfter(queued(1, 'belt'), redirected, redirected);
    assert.deepEqual([...queues], [['static kitchen', [1]]]);
    assert.equal(jobs.get(1)?.mayBePrinted, true);
  });

  it('nobody knows any more change nothing', () => {
    const facts: Fact[] = [
      { kind: 'job-started', job: 9, printer: 'kitchen', copy: false },
      { kind: 'job-failed', job: 9, printer: 'kitchen', trouble: 'silent', mayBePrinted: true },
      { kind: 'job-redirected', job: 9, printer: 'kitchen', mayBePrinted: true },
      { kind: 'job-overdue', job: 9, queue: 'kitchen' },
      printed(9),
    ];
    const { jobs, queues, printed: kept } = stateAfter(...facts);
    assert.deepEqual([jobs.size, queues.size, kept.size], [0, 0, 0]);
  });
});
