// How long a device may wait, and for what.
import assert from 'node:assert/strict';
import type { Evidence } from '../checker.ts';
import { evening, Story } from '../story.ts';
import { waitsEnd } from './waits-end.ts';

const becomes = (story: Story, to: string, node = 'H01'): Story =>
  story.event(node, { kind: 'transition', machine: 'handheld', from: 'idle', to });
const fault = (story: Story, phase: 'begun' | 'ended', node: string, name = 'out-of-range'): Story =>
  story.event(node, { kind: 'fault', phase, fault: name, id: 1, params: {} });
const opening = (): Story => becomes(evening().at(10_000), 'opening');
const end = (story: Story, t: number): string =>
  story.at(t).event('run', { kind: 'phase', phase: 'end' }).verdict(waitsEnd);

describe('a device that waits', () => {
  it('is answered in time', () => {
    assert.equal(end(becomes(opening().at(12_000), 'open.booking'), 900_000), 'pass');
    assert.match(end(opening(), 900_000), /still waited/);
    assert.match(end(becomes(opening().at(100_000), 'idle'), 900_000), /still waited at 0:01:40/);
    assert.equal(opening().judged(waitsEnd, {}, false).verdict, 'unknown');
  });

  it('may wait while something is wrong that concerns it, and a moment after', () => {
    const faulty = (node: string): Story =>
      fault(fault(opening(), 'begun', node).at(300_000), 'ended', node).at(301_000);
    assert.equal(end(becomes(faulty('H01'), 'idle'), 900_000), 'pass');
    assert.equal(end(becomes(faulty('server'), 'idle'), 900_000), 'pass');
    assert.match(end(becomes(faulty('H02'), 'idle'), 900_000), /still waited/);
    assert.match(end(becomes(faulty('counter'), 'idle'), 900_000), /still waited/);
    assert.match(end(becomes(faulty('H01').at(400_000), 'idle'), 900_000), /still waited/);
  });

  it('may wait while no server runs', () => {
    const away = opening().server('killed').at(300_000).server('up').at(301_000);
    assert.equal(end(becomes(away, 'idle'), 900_000), 'pass');
  });

  it('shows its dialog no longer than there is a reason', () => {
    const dialog = becomes(becomes(evening().at(10_000), 'idle yellow').at(15_000), 'idle red');
    assert.match(end(dialog, 900_000), /still waited/);
    const short = becomes(becomes(evening().at(10_000), 'idle yellow').at(20_000), 'idle');
    assert.equal(end(short, 900_000), 'pass');
  });

  it('waits for a payment as long as that lasts, and hears of its end', () => {
    const paying = (): Story => becomes(evening().at(10_000).begins(1, 5, 1), 'open.paying');
    assert.equal(end(becomes(paying().at(200_000).ends(1, 5, 'paid').at(201_000), 'idle'), 900_000), 'pass');
    assert.match(end(paying().at(200_000).ends(1, 5, 'paid'), 900_000), /still waited/);
  });

  it('is not judged where the machine stood still', () => {
    const stalled = opening().at(50_000).event('run', { kind: 'stall', who: 'harness', fromMs: 20_000, toMs: 50_000 });
    assert.equal(end(stalled, 200_000), 'unknown');
  });

  it('has as long as noticing, dialling, asking again and a grace take, and not a moment longer', () => {
    const until = (t: number): Story => becomes(opening().at(t), 'idle').event('run', { kind: 'phase', phase: 'end' });
    assert.equal(until(64_000).verdict(waitsEnd), 'pass');
    assert.match(until(64_001).verdict(waitsEnd), /still waited/);
    assert.equal(until(64_500).verdict(waitsEnd, { slackMs: 500 }), 'pass');
    assert.match(until(64_501).verdict(waitsEnd, { slackMs: 500 }), /still waited/);
    const faster = (t: number): string => until(t).judged(waitsEnd, {}, true, { timeScale: 20 }).verdict;
    assert.deepEqual([faster(45_000), faster(45_001)], ['pass', 'fail']);
  });

  it('has waited too long already when something goes wrong that would explain it', () => {
    const late = opening().at(100_000);
    assert.match(end(fault(late, 'begun', 'H01').at(101_000), 102_000), /still waited at 0:01:40/);
    assert.match(end(opening().at(100_000).server('killed'), 101_000), /still waited at 0:01:40/);
  });

  it('may wait as long as a fault lasts that concerns it, and for no other', () => {
    const lasting = (node: string): string => end(fault(opening(), 'begun', node), 900_000);
    assert.deepEqual([lasting('H01'), lasting('server')], ['pass', 'pass']);
    assert.match(lasting('H02'), /still waited/);
    assert.match(lasting('H01/belt'), /still waited/);
  });

  it('is a device of the floor', () => {
    assert.equal(end(becomes(evening().at(10_000), 'opening', 'pt1'), 900_000), 'pass');
  });

  it('may wait while its air is bad, and from then on as long as ever', () => {
    const heard = (story: Story, quality: 'good' | 'bad' | 'none', node = 'H01'): Story =>
      story.event(node, { kind: 'signal', accessPoint: 'ap1', band: '5GHz', dbm: -80, quality });
    const weak = (node: string, quality: 'bad' | 'none' = 'bad'): Story =>
      heard(heard(opening().at(20_000), quality, node).at(300_000), 'good', node);
    assert.equal(end(becomes(weak('H01').at(354_000), 'idle'), 900_000), 'pass');
    assert.equal(end(becomes(weak('H01', 'none').at(354_000), 'idle'), 900_000), 'pass');
    assert.match(end(becomes(weak('H01').at(354_001), 'idle'), 900_000), /still waited/);
    assert.match(end(becomes(weak('H02').at(301_000), 'idle'), 900_000), /still waited/);
    assert.equal(end(heard(opening().at(20_000), 'bad'), 900_000), 'pass');
    assert.match(end(heard(opening().at(100_000), 'bad'), 101_000), /still waited at 0:01:40/);
  });

  it('may wait while the server is cut off from all, by its port or between two paths', () => {
    const cut = (of: 'lan-port' | 'paths', node: string, gone: string, back: string): Story =>
      opening()
        .at(20_000)
        .event(node, { kind: 'condition', of, state: gone } as Parameters<Story['event']>[1])
        .at(300_000)
        .event(node, { kind: 'condition', of, state: back } as Parameters<Story['event']>[1]);
    assert.equal(end(becomes(cut('lan-port', 'server', 'down', 'up').at(354_000), 'idle'), 900_000), 'pass');
    assert.equal(end(becomes(cut('paths', 'lan', 'flapping', 'steady').at(354_000), 'idle'), 900_000), 'pass');
    assert.match(end(cut('lan-port', 'server', 'down', 'up'), 354_001), /still waited/);
    assert.match(end(cut('paths', 'lan', 'flapping', 'steady'), 354_001), /still waited/);
    assert.match(end(cut('lan-port', 'counter', 'down', 'up'), 301_000), /still waited/);
    assert.equal(end(cut('lan-port', 'server', 'down', 'down'), 900_000), 'pass');
  });

  it('waits anew when its link or an access point changes, and nobody else does', () => {
    const changes = (of: 'link' | 'access-point', node: string): Story =>
      becomes(
        opening()
          .at(60_000)
          .event(node, { kind: 'condition', of, state: 'up' } as Parameters<Story['event']>[1])
          .at(110_000),
        'idle',
      );
    assert.equal(end(changes('link', 'H01'), 900_000), 'pass');
    assert.equal(end(changes('access-point', 'ap1'), 900_000), 'pass');
    assert.match(end(changes('link', 'H02'), 900_000), /still waited/);
    assert.match(end(changes('link', 'pt1'), 900_000), /still waited/);
  });

  it('may wait for what befalls the till, if the server is in it', () => {
    const till = (name: string): Story =>
      becomes(fault(fault(opening(), 'begun', 'till', name).at(300_000), 'ended', 'till', name).at(301_000), 'idle');
    assert.equal(end(till('till-restart'), 900_000), 'pass');
    assert.match(end(till('out-of-range'), 900_000), /still waited/);
  });

  it('has one dialog, whatever its colour, and another one after it was closed', () => {
    const red = becomes(becomes(evening().at(10_000), 'idle yellow').at(50_000), 'idle red');
    assert.match(end(becomes(red.at(70_000), 'idle'), 900_000), /still waited at 0:01:10/);
    const twice = becomes(
      becomes(becomes(evening().at(10_000), 'idle yellow').at(40_000), 'idle').at(50_000),
      'idle red',
    );
    assert.equal(end(becomes(twice.at(100_000), 'idle'), 900_000), 'pass');
    assert.equal(end(becomes(evening().at(10_000), 'idle waiting'), 900_000), 'pass');
  });

  it('waits in another state anew', () => {
    const next = becomes(becomes(opening().at(60_000), 'open.closing').at(110_000), 'idle');
    assert.equal(end(next, 900_000), 'pass');
    const same = becomes(becomes(opening().at(60_000), 'opening yellow').at(70_000), 'idle');
    assert.match(end(same, 900_000), /still waited at 0:01:10/);
  });

  it('waits for its own payment only, and for one that is parked no more', () => {
    const other = becomes(evening().at(10_000).begins(1, 5, 1, 'H02', 'Ben'), 'open.paying');
    assert.match(end(other, 900_000), /still waited/);
    const parked = (): Story =>
      becomes(evening().at(10_000).begins(1, 5, 1), 'open.paying')
        .at(200_000)
        .fact({ kind: 'payment-parked', payment: 1, tab: 5 } as Parameters<Story['fact']>[0]);
    assert.equal(end(parked(), 254_000), 'pass');
    assert.match(end(parked(), 254_001), /still waited/);
    const ended = parked().at(210_000).ends(1, 5, 'paid').begins(2, 5, 1);
    assert.equal(end(ended, 900_000), 'pass');
  });

  it('is judged where the machine stood still before or after', () => {
    const stalled = (fromMs: number, toMs: number): Story =>
      opening().at(300_000).event('run', { kind: 'stall', who: 'harness', fromMs, toMs });
    assert.match(end(stalled(1_000, 9_999), 400_000), /still waited/);
    assert.equal(end(stalled(1_000, 10_000), 400_000), 'unknown');
  });

  it('is told with what it waits in, since when, and until when it might', () => {
    const told = (story: Story): Evidence | undefined => {
      story.at(100_000).event('run', { kind: 'phase', phase: 'end' });
      const { evidence, judged } = story.judged(waitsEnd);
      assert.equal(judged, 1);
      return evidence[0];
    };
    const deadline = { node: 'H01', fromMs: 10_000, dueMs: 64_000, actualMs: 100_000 };
    const rest = 'then from 0:00:10.000 on nothing was wrong that concerned it; however it still waited at 0:01:40.000';
    assert.deepEqual(told(opening()), { events: [11], sentence: `let H01 be in "opening"; ${rest}`, deadline });
    const dialog = becomes(evening().at(10_000), 'idle red');
    const sentence = `let H01 be in its connection-problems dialog; ${rest}`;
    assert.deepEqual(told(dialog), { events: [11], sentence, deadline });
  });

  it('shows its dialog anew from when something is over that explained it', () => {
    const red = (): Story => becomes(evening().at(10_000), 'idle red');
    const faulty = fault(fault(red(), 'begun', 'H01').at(300_000), 'ended', 'H01');
    assert.equal(end(becomes(faulty.at(354_000), 'idle'), 900_000), 'pass');
    const linked = red().at(60_000).event('H01', { kind: 'condition', of: 'link', state: 'audible' });
    assert.equal(end(becomes(linked.at(114_000), 'idle'), 900_000), 'pass');
  });

  it('waits on whatever is said of it, or of the server, that explains nothing', () => {
    const paired = opening().at(60_000).event('H01', { kind: 'condition', of: 'pairing', state: 'paired' });
    assert.match(end(becomes(paired.at(100_000), 'idle'), 900_000), /still waited/);
    const resumed = opening().server('paused').at(20_000).server('resumed');
    assert.match(end(resumed, 900_000), /still waited/);
    const before = evening().begins(1, 5, 1).at(10_000);
    const paid = becomes(becomes(before, 'opening').at(60_000).ends(1, 5, 'paid').at(100_000), 'idle');
    assert.match(end(paid, 900_000), /still waited/, 'the end of a payment for which it does not wait');
    const paying = becomes(evening().begins(1, 5, 1).at(10_000), 'opening');
    assert.match(end(paying, 900_000), /still waited/, 'nor a payment that lasts');
  });

  it('waits for its second payment whatever comes late of the first', () => {
    const late = becomes(evening().at(10_000).begins(1, 5, 1), 'open.paying');
    late.at(200_000).fact({ kind: 'payment-parked', payment: 1, tab: 5 }).at(205_000).begins(2, 5, 1);
    assert.equal(end(late.at(210_000).ends(1, 5, 'paid'), 900_000), 'pass');
    const unknown = becomes(evening().at(10_000).begins(1, 5, 1), 'open.paying').ends(7, 5, 'paid');
    assert.equal(end(unknown, 900_000), 'pass');
  });

  it('waits for a server that was never there as long as it likes', () => {
    assert.equal(end(becomes(new Story().at(10_000), 'starting'), 900_000), 'pass');
  });

  it('is concerned by no fault of a monitor or a camera', () => {
    const floor = {
      devices: [{ name: 'H01' }],
      printers: [],
      terminals: [],
      monitors: [{ name: 'screen' }],
      cameras: [{ name: 'door' }],
    };
    const lasting = (node: string): string => {
      const story = fault(opening(), 'begun', node).at(900_000).event('run', { kind: 'phase', phase: 'end' });
      return story.judged(waitsEnd, {}, true, { floor } as never).verdict;
    };
    assert.deepEqual(['screen', 'door', 'server'].map(lasting), ['fail', 'fail', 'pass']);
  });
});

describe('whoever waits for a screen', () => {
  const on = (name: 'paying' | 'booking') => ({ keys: { on: name, does: [], names: [], terminals: [] } });
  const paying = on('paying');
  const booking = on('booking');
  const shown = (): Story => becomes(evening().at(20_000), 'showing.shown').screen('H01', 3, 0, 0).at(30_000);
  const tapped = (): Story => shown().taps('H01', 3, 'open', { key: 'Open', tab: 5 });
  const showsAt = (story: Story, t: number, screen = 4): string => end(story.at(t).screen('H01', screen, 0, 0), t);

  it('is shown what came of a tap, and where a key only leads on, where to', () => {
    assert.equal(showsAt(tapped(), 35_000), 'pass');
    assert.match(showsAt(tapped(), 35_001), /still waited at 0:00:35.001/);
    assert.match(end(tapped(), 36_000), /still waited/);
    assert.match(showsAt(tapped(), 35_001, 3), /still waited/, 'the same screen again is none');
    const leads = (key: Partial<Parameters<Story['taps']>[3]>): Story =>
      shown().event('H01', { kind: 'tap', screen: 3, title: '', key: 'Back', x: 1, y: 1, ...key });
    assert.match(end(leads({ leads: true }), 36_000), /still waited/);
    assert.equal(end(leads({}), 36_000), 'pass', 'a key that may lead nowhere');
    const { evidence } = tapped().at(36_000).event('run', { kind: 'phase', phase: 'end' }).judged(waitsEnd);
    assert.match(evidence[0]?.sentence ?? '', /^let H01 be tapped on "Open"; then from 0:00:30.000 on/);
  });

  it('is shown what was read of a card', () => {
    const read = (): Story => shown().event('H01', { kind: 'code-read', screen: 3 });
    assert.equal(showsAt(read(), 35_000), 'pass');
    assert.match(showsAt(read(), 35_001), /still waited at 0:00:35.001/);
    assert.equal(end(shown().event('H01', { kind: 'code-read', screen: 2 }), 90_000), 'pass', 'on an older screen');
  });

  it('waits since the first tap, made on the newest screen', () => {
    const again = tapped().at(33_000).taps('H01', 3, 'open', { tab: 5 });
    assert.match(showsAt(again, 36_000), /still waited/);
    const older = shown().screen('H01', 4, 0, 0).taps('H01', 3, 'open', { tab: 5 });
    assert.equal(end(older, 90_000), 'pass');
    assert.equal(end(shown().taps('H02', 3, 'open', { tab: 5 }), 90_000), 'pass');
  });

  it('waits for nothing on what is not shown any more, or is numbered anew', () => {
    const admitted = tapped().at(33_000).event('H01', { kind: 'admitted', session: 2 });
    assert.equal(end(admitted, 90_000), 'pass');
    assert.equal(end(admitted.taps('H01', 3, 'open', { tab: 5 }), 190_000), 'pass');
    assert.equal(end(becomes(tapped().at(33_000), 'putAway'), 90_000), 'pass');
    assert.match(end(becomes(tapped().at(36_000), 'putAway'), 90_000), /waited at 0:00:36/);
    assert.equal(showsAt(becomes(tapped().at(33_000), 'showing.waiting'), 35_000), 'pass');
  });

  it('waits as long as something explains it, and until what was sent before has arrived', () => {
    const faulty = (node: string): Story => fault(fault(tapped().at(31_000), 'begun', node).at(50_000), 'ended', node);
    assert.equal(showsAt(faulty('H01'), 68_000), 'pass');
    assert.match(showsAt(faulty('H01'), 68_001), /still waited at 0:01:08.001/);
    const beating = (heartbeatMs: number, t: number): string =>
      faulty('H01').at(t).screen('H01', 4, 0, 0).judged(waitsEnd, { heartbeatMs }).verdict;
    assert.deepEqual([beating(2_000, 65_000), beating(2_000, 65_001)], ['pass', 'fail'], 'noticed sooner');
    assert.deepEqual([beating(20_000, 78_000), beating(20_000, 78_001)], ['pass', 'fail'], 'noticed later');
    assert.match(showsAt(faulty('H02'), 51_000), /still waited/);
    const restarted = (): Story => tapped().server('killed').at(50_000).server('up');
    assert.equal(showsAt(restarted(), 68_000), 'pass');
    assert.match(showsAt(restarted(), 68_001), /still waited/);
    assert.match(end(fault(tapped().at(36_000), 'begun', 'H01'), 90_000), /waited at 0:00:36/);
  });

  it('waits longer on the wire, where a page needs its time', () => {
    const until = (t: number): string =>
      tapped().at(t).screen('H01', 4, 0, 0).judged(waitsEnd, { slackMs: 500 }, true, { timeScale: 20 }).verdict;
    assert.deepEqual([until(38_750), until(38_751)], ['pass', 'fail']);
  });

  it('is shown that a payment is over', () => {
    const waits = (): Story => shown().begins(1, 5, 1).screen('H01', 4, 5, 1, paying).at(50_000);
    assert.equal(end(waits(), 900_000), 'pass');
    const over = (): Story => waits().ends(1, 5, 'declined');
    assert.equal(end(over().at(55_000).screen('H01', 5, 5, 1, booking), 900_000), 'pass');
    assert.match(end(over().at(55_001).screen('H01', 5, 5, 1, booking), 900_000), /still waited/);
    assert.match(end(over().screen('H01', 5, 5, 1), 900_000), /still waited/, 'it still waits there');
    assert.match(end(shown().screen('H01', 4, 5, 1, paying), 900_000), /still waited/);
    assert.equal(end(shown().begins(1, 5, 1).ends(1, 5, 'paid').screen('H01', 4, 0, 0), 900_000), 'pass');
  });

  it('is shown a first screen', () => {
    const waiting = (): Story => becomes(evening().at(10_000), 'showing.waiting');
    assert.equal(end(becomes(waiting().at(64_000), 'showing.shown'), 900_000), 'pass');
    assert.match(end(becomes(waiting().at(64_001), 'showing.shown'), 900_000), /still waited/);
  });
});
