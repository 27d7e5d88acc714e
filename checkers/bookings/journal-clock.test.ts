// Whose time stands in the journal.
import assert from 'node:assert/strict';
import { journalClock } from './journal-clock.ts';
import { evening, type Story } from '../story.ts';

const decided = (story: Story, t: number, aheadMs?: number): Story =>
  story.at(t).event('server', {
    kind: 'fact',
    n: 2,
    at: t,
    fact: { kind: 'signed-off', device: 'H01' },
    ...(aheadMs === undefined ? {} : { aheadMs }),
  });
const step = (story: Story, t: number, phase: 'begun' | 'ended', stepMs = 60_000): Story =>
  story.at(t).event('server', { kind: 'fault', phase, fault: 'server-clock-step', id: 1, params: { stepMs } });

describe('the time in the journal', () => {
  it('is that of the server', () => {
    assert.equal(decided(evening(), 5_000).verdict(journalClock), 'pass');
    assert.match(decided(evening(), 5_000, 600_000).verdict(journalClock), /wrong by 600000 ms/);
  });

  it('is wrong where the clock of the server was set, and by that', () => {
    const set = (): Story => step(evening(), 4_000, 'begun');
    assert.equal(decided(set(), 5_000, 60_000).verdict(journalClock), 'pass');
    assert.match(decided(set(), 5_000, -60_000).verdict(journalClock), /wrong by -60000 ms/);
    assert.match(decided(step(set(), 6_000, 'ended'), 7_000, 60_000).verdict(journalClock), /wrong by/);
    // What was decided just before may be durable later.
    const late = step(set(), 6_000, 'ended').at(6_002);
    assert.equal(
      late
        .event('server', { kind: 'fact', n: 2, at: 6_000, fact: { kind: 'started' }, aheadMs: 60_000 })
        .verdict(journalClock),
      'pass',
    );
    // Older histories do not tell.
    assert.equal(decided(set(), 5_000).verdict(journalClock), 'pass');
  });

  it('is unknown where the machine stood still', () => {
    const stalled = evening().event('run', { kind: 'stall', who: 'server', fromMs: 4_000, toMs: 6_000 });
    assert.equal(decided(stalled, 5_000, 600).verdict(journalClock), 'unknown');
  });

  it('stands at entries that are numbered one after the other', () => {
    const numbered = (...numbers: number[]): string =>
      numbers
        .reduce(
          (story, n) =>
            story.at(n).event('server', { kind: 'fact', n, at: n, fact: { kind: 'signed-off', device: 'H01' } }),
          evening(),
        )
        .verdict(journalClock);
    assert.equal(numbered(6, 7, 8), 'pass');
    assert.equal(numbered(7, 6, 8), 'pass', 'told a little late');
    assert.equal(numbered(6, 8, 9), 'not the one before');
  });
});
