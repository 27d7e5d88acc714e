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

  it('is asked of a refusal of a tab, and of nothing else that a device was told', () => {
    const other = held().at(20_000).asks('H02', 'open', { tab: 5 }).asks('H02', 'sign-off').at(20_010);
    const told = { holder: 'H01', sinceMs: 10_005, freeInMs: 20_000 };
    assert.equal(freed(other.refused('H02', 'held-by-another-device', told), 190_000), 'pass', 'of something else');
    const ask = (): Story => held().at(20_000).asks('H02', 'open', { tab: 5 }).at(20_010);
    assert.equal(freed(ask().refused('H02', 'busy', { holder: 'H01', sinceMs: 10_005 }), 190_000), 'pass');
    assert.equal(freed(ask().refused('H02', 'busy', { sinceMs: 10_005, freeInMs: 20_000 }), 190_000), 'pass');
    assert.equal(freed(ask().refused('H02', 'busy', { ...told, holder: 'T01' }), 190_000), 'pass', 'of another holder');
    assert.match(freed(ask().refused('H02', 'held-by-another-device', told), 190_000), /still held it/);
    assert.equal(freed(ask().refused('H02', 'held-by-payment', told), 190_000), 'pass', 'of a payment that is not');
  });

  it('is asked of no tab that has changed hands, or whose holder was heard of, while the answer was under way', () => {
    const told = { holder: 'H01', freeInMs: 20_000 };
    const opened = evening().at(19_000).asks('H02', 'open', { tab: 5 }).at(20_000).opens('H01', 'Anna', 5, 1);
    assert.equal(freed(opened.at(20_010).refused('H02', 'held-by-another-device', told), 190_000), 'pass');
    const heard = held().at(20_000).asks('H02', 'open', { tab: 5 }).heard('H01', 1).at(20_010);
    assert.equal(freed(heard.refused('H02', 'held-by-another-device', told), 190_000), 'pass');
    const stranger = held().at(20_000).asks('H02', 'open', { tab: 5 }).heard('T01', 1).at(20_010);
    assert.match(freed(stranger.refused('H02', 'held-by-another-device', told), 190_000), /still held it/);
  });

  it('says since when to what measuring adds, and not where the clock was set and the server started', () => {
    const since = (sinceMs: number, slackMs = 0): string =>
      refused(170_000, sinceMs).judged(freeTime, { slackMs }).evidence[0]?.sentence ?? '';
    assert.equal(since(10_000), '');
    assert.equal(since(10_010), '');
    assert.match(
      since(9_999),
      /H01 hold tab 5 since 0:00:10.000; then H02 was refused it at 0:00:20.010;.* held for 10 s/,
    );
    assert.match(since(10_011), /held for 10/);
    assert.equal(since(9_900, 100), '');
    assert.equal(since(10_110, 100), '');
    assert.match(since(9_899, 100), /held for/);
    assert.match(since(10_111, 100), /held for/);
    const step = { kind: 'fault', phase: 'begun', fault: 'server-clock-step', id: 1, params: {} } as const;
    const set = (): Story => held().at(12_000).event('server', step);
    assert.match(refused(170_000, 3_000, set()).verdict(freeTime), /held for 3 s/, 'no start');
    const restarted = (story: Story): Story => story.at(13_000).server('killed').at(14_000).server('up');
    assert.equal(refused(170_000, 3_000, restarted(set())).verdict(freeTime), 'pass');
    assert.match(refused(170_000, 3_000, restarted(held())).verdict(freeTime), /held for 3 s/, 'no clock was set');
  });

  it('comes true to the millisecond', () => {
    const COMMIT_MS = 50;
    assert.equal(freed(refused(100_000), 120_010 + COMMIT_MS), 'pass');
    assert.match(freed(refused(100_000), 120_011 + COMMIT_MS), /still held it when it lost it at 0:02:00.061/);
    assert.equal(freed(refused(100_000), 120_000), 'pass');
    assert.match(freed(refused(100_000), 119_999), /it was free at/);
    assert.match(freed(refused(100_000), 119_999, 'restart'), /it was free at/);
    assert.equal(freed(refused(100_000), 119_999, 'forced'), 'pass');
  });

  it('is told by the screen of a thin client in whole seconds', () => {
    const screen = (freeInMs: number): Story =>
      held()
        .at(20_000)
        .taps('C01', 3, 'open', { tab: 5 })
        .at(20_010)
        .screen('C01', 4, 0, 0, { refusal: 'held-by-another-device', holder: 'H01', freeInMs });
    assert.equal(freed(screen(101_000), 120_000), 'pass');
    assert.match(freed(screen(101_000), 119_999), /it was free at/);
    assert.match(freed(screen(90_000), 120_000), /still held it/);
    const twice = screen(101_000).at(40_000);
    twice.screen('C01', 5, 0, 0, { refusal: 'held-by-another-device', holder: 'H01', freeInMs: 1_000 });
    assert.equal(freed(twice, 120_000), 'pass', 'the same screen, and no other answer');
    const other = held().at(20_000).taps('C01', 3, 'open', { tab: 5 }).taps('C01', 3, 'home').at(20_010);
    other.screen('C01', 4, 0, 0, { refusal: 'held-by-another-device', holder: 'H01', freeInMs: 1_000 });
    assert.equal(freed(other, 120_000), 'pass', 'it has gone elsewhere');
    const none = held().at(20_000).taps('C01', 3, 'open', { tab: 5 }).at(20_010);
    assert.equal(freed(none.screen('C01', 4, 0, 0, { refusal: 'busy', holder: 'H01' }), 120_000), 'pass');
  });

  it('is promised anew when a slow server is slow no more', () => {
    const fault = (phase: 'begun' | 'ended', id = 1) =>
      ({ kind: 'fault', phase, fault: 'server-paused', id, params: {} }) as const;
    const slow = held().at(11_000).event('server', fault('begun'));
    assert.equal(freed(refused(20_000, 10_005, slow), 190_000), 'pass');
    const over = held().at(11_000).event('server', fault('begun')).at(12_000).event('server', fault('ended'));
    assert.match(freed(refused(20_000, 10_005, over), 190_000), /still held it/);
    const other = held()
      .at(11_000)
      .event('H01', { ...fault('begun'), fault: 'out-of-range' });
    assert.match(freed(refused(20_000, 10_005, other), 190_000), /still held it/);
  });

  it('is judged when the run ends, where a server runs by then', () => {
    const end = (story: Story): string =>
      story.at(190_000).event('run', { kind: 'phase', phase: 'end' }).verdict(freeTime);
    assert.match(end(refused(20_000)), /still held it when it was seen last at 0:03:10/);
    assert.equal(end(refused(175_000)), 'pass');
    assert.equal(end(refused(20_000).at(25_000).server('killed')), 'pass');
  });

  it('is over for a tab that begins to be paid, or has been, at its holder', () => {
    assert.match(refused(5_000).at(30_000).begins(1, 5, 1).verdict(freeTime), /still held it when it began to pay at/);
    assert.equal(refused(5_000).at(30_000).begins(1, 5, 9).verdict(freeTime), 'pass', 'another hold');
    const paying = refused(5_000, 10_005, held().begins(1, 5, 1), 'held-by-payment');
    assert.match(paying.at(30_000).ends(1, 5, 'declined').verdict(freeTime), /when it had paid, or not at/);
  });
});
