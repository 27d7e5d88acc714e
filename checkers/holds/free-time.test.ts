// What is told of a tab that is held: since when, and when it is free.
import assert from 'node:assert/strict';
import type { ReleaseCause } from '#server/core/facts';
import { freeTime } from './free-time.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(10_000).opens('H01', 'Anna', 5, 1);
/** Ben is refused the tab at 20 s. */
const refused = (freeInMs: number, sinceMs = 10_005, story = held(), code = 'held-by-another-device'): Story =>
  story
    .at(20_000)
    .asks('H02', 'open', { tab: 5 })
    .at(20_010)
    .refused('H02', code, { holder: 'H01', sinceMs, freeInMs });
const freed = (story: Story, t: number, cause: ReleaseCause = 'lease-ended'): string =>
  story.at(t).fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause }).verdict(freeTime);

describe('the free time that is told', () => {
  it('comes true when the holder stays silent', () => {
    assert.equal(freed(refused(170_000), 190_000), 'pass');
    assert.match(freed(refused(150_000), 190_000), /still held it when it lost it/);
    assert.match(freed(refused(170_000), 180_000), /it was free at .* already/);
    assert.equal(refused(170_000).judged(freeTime, {}, false).verdict, 'unknown');
  });

  it('is said for the case of silence: who is heard of may keep the tab, who closes it may do so', () => {
    assert.equal(freed(refused(100_000).at(60_000).heard('H01', 1), 240_000), 'pass');
    assert.match(
      refused(20_000).at(60_000).heard('H01', 1).verdict(freeTime),
      /still held it when it was heard of again/,
    );
    assert.equal(freed(refused(170_000), 30_000, 'new-balance'), 'pass');
  });

  it('is not promised for a thin client that was heard of without a token: it may have been admitted anew', () => {
    const story = (): Story =>
      evening().at(10_000).opens('C01', 'Anna', 5, 1).at(20_000).asks('H02', 'open', { tab: 5 });
    const told = (): Story =>
      story().at(20_010).refused('H02', 'held-by-another-device', { holder: 'C01', freeInMs: 100_000 });
    const later = (s: Story): string => s.at(240_000).heard('C01', 1).verdict(freeTime);
    assert.match(later(told()), /still held it/);
    assert.equal(later(told().at(60_000).event('server', { kind: 'heard', from: 'C01' })), 'pass');
  });

  it('does not count the time without a server, nor is it kept to the second by one that is slow', () => {
    const away = refused(100_000).at(60_000).server('killed').at(160_000).server('up');
    assert.equal(freed(away, 200_000, 'restart'), 'pass');
    const slow = { kind: 'fault', phase: 'begun', fault: 'server-slow', id: 1, params: {} } as const;
    assert.equal(freed(refused(100_000).at(60_000).event('server', slow), 190_000), 'pass');
  });

  it('may come later by the grace of each restart in between', () => {
    const restarted = (): Story => refused(100_000).at(60_000).server('killed').at(61_000).server('up');
    assert.equal(freed(restarted(), 140_000, 'restart'), 'pass');
    assert.match(freed(restarted(), 190_000, 'restart'), /still held it/);
  });

  it('is not that of a server that has been started anew by the time it is heard', () => {
    const asked = held().at(20_000).asks('H02', 'open', { tab: 5 }).at(20_005).server('killed');
    const heard = asked.at(21_000).server('up').at(25_000);
    const told = heard.refused('H02', 'held-by-another-device', { holder: 'H01', sinceMs: 10_005, freeInMs: 170_000 });
    assert.equal(freed(told, 52_000, 'restart'), 'pass');
  });

  it('is the time by which the tab is parked while a payment keeps it', () => {
    const paying = (): Story => held().begins(1, 5, 1);
    assert.equal(freed(refused(290_000, 10_005, paying(), 'held-by-payment'), 310_000, 'parked'), 'pass');
    assert.match(freed(refused(0, 10_005, paying(), 'held-by-payment'), 310_000, 'parked'), /still held it/);
    assert.equal(
      freed(refused(290_000, 10_005, paying(), 'held-by-payment').at(30_000).ends(1, 5, 'declined'), 190_000),
      'pass',
    );
  });

  it('goes with the time since which the tab is held', () => {
    assert.match(freed(refused(170_000, 3_000), 190_000), /it is held for 3 s/);
  });

  it('is unknown where the machine stood still', () => {
    const stalled = refused(150_000)
      .at(100_000)
      .event('run', { kind: 'stall', who: 'harness', fromMs: 90_000, toMs: 100_000 });
    assert.equal(freed(stalled, 190_000), 'unknown');
  });
});
