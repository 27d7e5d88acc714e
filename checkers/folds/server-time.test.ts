// How long a server ran, from what the history says of it.
import assert from 'node:assert/strict';
import type { ServerCondition } from '#history/events';
import { ServerTime } from './server-time.ts';

const after = (...conditions: [t: number, state: ServerCondition][]): ServerTime => {
  const time = new ServerTime();
  for (const [t, state] of conditions) time.seen({ t, node: 'server', kind: 'condition', of: 'server', state });
  return time;
};

describe('the time of the server', () => {
  it('stands still while no server runs', () => {
    const time = after([0, 'up'], [100, 'killed'], [130, 'up']);
    assert.deepEqual([time.ranMs(150), time.starts, time.startedMs, time.startedRanMs], [120, 2, 130, 100]);
  });
  it('stands still while the process is paused, which is no start', () => {
    const time = after([0, 'up'], [100, 'paused'], [160, 'up']);
    assert.deepEqual([time.ranMs(200), time.existedMs(200), time.starts], [140, 200, 1]);
  });
  it('knows a process that is killed while it is paused from one that goes on', () => {
    const time = after([0, 'up'], [100, 'paused'], [110, 'killed'], [160, 'up']);
    assert.deepEqual([time.ranMs(200), time.existedMs(200), time.starts], [140, 150, 2]);
  });
  it('has not moved on since the server went away', () => {
    assert.equal(after([0, 'up'], [100, 'stopped']).ranMs(900), 100);
    assert.equal(after([0, 'up'], [100, 'paused']).ranMs(900), 100);
    assert.equal(after([0, 'up'], [100, 'paused']).existedMs(900), 900);
  });
  it('is not that of a printer', () => {
    const time = after([0, 'up']);
    time.seen({ t: 50, node: 'kitchen', kind: 'condition', of: 'printer', state: 'off' });
    assert.equal(time.ranMs(90), 90);
  });
});
