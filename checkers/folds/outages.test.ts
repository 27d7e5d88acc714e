// What may keep a device and the server apart, at a tolerance of 3 s.
import assert from 'node:assert/strict';
import type { ConditionEvent, EventOf, HistoryHeader } from '#history/events';
import { Outages } from './outages.ts';

const devices = [{ name: 'H01' }, { name: 'H02', signal: -76 }, { name: 'H03', signal: -75 }, { name: 'H04' }];
const outages = (redundancy?: 'stp' | 'router', timeScale = 1): Outages => {
  const floor = { devices, ...(redundancy && { redundancy }) };
  const all = new Outages({ limits: { toleranceMs: 3_000 }, floor, timeScale } as unknown as HistoryHeader);
  all.condition(is(0, 'server', 'server', 'up'));
  return all;
};
/** On a radio plan with an access point that is so busy. */
const onPlan = (percent: number): Outages => {
  const floor = {
    devices,
    plan: {
      accessPoints: [
        {
          load: [
            { atMs: 0, percent: 0 },
            { atMs: 9_000, percent },
          ],
        },
      ],
    },
  };
  return new Outages({ limits: { toleranceMs: 3_000 }, floor, timeScale: 1 } as unknown as HistoryHeader);
};
const is = (t: number, node: string, of: ConditionEvent['of'], state: string): EventOf<'condition'> =>
  ({ t, node, kind: 'condition', of, state }) as EventOf<'condition'>;
const fault = (t: number, phase: 'begun' | 'ended', name: string, node = 'H01', params = {}): EventOf<'fault'> => ({
  ...{ t, node, kind: 'fault', phase, fault: name, id: 1, params },
});
/** Of H01, looking back for a second. */
const explains = (all: Outages, t: number, node = 'H01'): boolean => all.explains(node, t, 1_000);
const cut = (all: Outages, t: number, node = 'H01'): boolean => all.mayHaveEnded(node, t, 1_000);

describe('connection problems', () => {
  it('have no reason where all is well for some time', () => {
    assert.equal(explains(outages(), 1_001), false);
    assert.equal(explains(outages(), 1_000), true, 'the server has just started');
    assert.equal(cut(outages(), 1_001), false);
    assert.equal(cut(outages(), 1_000), true);
  });

  it('may come of a link that is silent, or was', () => {
    const all = outages();
    all.condition(is(10_000, 'H01', 'link', 'silent'));
    all.condition(is(12_000, 'H01', 'link', 'silent'));
    assert.deepEqual([all.silentSince('H01'), all.outSince('H01')], [10_000, 10_000]);
    assert.deepEqual([explains(all, 90_000), explains(all, 90_000, 'H04'), cut(all, 90_000)], [true, false, false]);
    all.condition(is(91_000, 'H01', 'link', 'audible'));
    assert.deepEqual([all.silentSince('H01'), all.outSince('H01'), all.audibleSince('H01')], [null, null, 91_000]);
    assert.deepEqual([explains(all, 92_000), explains(all, 92_001)], [true, false]);
    assert.equal(all.audibleSince('H04'), 0);
    assert.deepEqual([all.silentSince('X'), all.outSince('X'), all.audibleSince('X')], [null, null, 0]);
  });

  it('may come of a server that does not run, or is cut off', () => {
    for (const [of, from, to, ends] of [
      ['server', 'killed', 'up', true],
      ['server', 'paused', 'resumed', true],
      ['lan-port', 'down', 'up', false],
      ['paths', 'changing', 'steady', false],
    ] as const) {
      const all = outages();
      all.condition(is(10_000, 'server', of, from));
      assert.deepEqual([explains(all, 90_000), all.outSince('H01')], [true, 10_000], from);
      assert.equal(cut(all, 90_000), of === 'server', from);
      all.condition(is(91_000, 'server', of, to));
      assert.deepEqual([explains(all, 92_000), explains(all, 92_001), all.outSince('H01')], [true, false, null], to);
      assert.equal(cut(all, 92_000), ends, to);
    }
  });

  it('may come of paths that change, which end connections where routers do it', () => {
    const all = outages('router');
    all.condition(is(10_000, 'network', 'paths', 'changing'));
    assert.deepEqual([cut(all, 11_000), cut(all, 11_001)], [true, false]);
    const stp = outages('stp');
    stp.condition(is(10_000, 'network', 'paths', 'changing'));
    assert.equal(cut(stp, 11_000), false);
  });

  it('of a device end with its cable, and with its network', () => {
    const all = outages();
    all.condition(is(10_000, 'H01', 'lan-port', 'down'));
    assert.deepEqual([cut(all, 11_000), cut(all, 11_001), cut(all, 11_000, 'H04')], [true, false, false]);
    assert.equal(explains(all, 10_000), false, 'its link says so itself');
    all.condition(is(20_000, 'H01', 'network', 'other'));
    assert.deepEqual([all.outSince('H01'), all.outSince('H04')], [20_000, null]);
    assert.deepEqual([cut(all, 21_000), explains(all, 21_000), explains(all, 21_001)], [true, true, false]);
    all.condition(is(30_000, 'H01', 'network', 'own'));
    assert.equal(all.outSince('H01'), null);
  });

  it('are concerned by these conditions only', () => {
    const all = outages();
    const concerned = [
      ['server', 'server', 'up'],
      ['network', 'paths', 'steady'],
      ['server', 'lan-port', 'up'],
      ['H01', 'lan-port', 'up'],
      ['H01', 'link', 'silent'],
      ['H01', 'network', 'own'],
    ] as const;
    for (const [node, of, state] of concerned) assert.ok(all.concerns(is(1, node, of, state)), `${of} of ${node}`);
    const others = [
      ['kitchen', 'lan-port', 'up'],
      ['kitchen', 'link', 'silent'],
      ['kitchen', 'network', 'own'],
      ['kitchen', 'printer', 'ready'],
      ['H01', 'pairing', 'paired'],
    ] as const;
    for (const [node, of, state] of others) assert.ok(!all.concerns(is(1, node, of, state)), `${of} of ${node}`);
  });

  it('may come of a fault at the device, while it is in force and just after it', () => {
    for (const name of ['half-open', 'link-drop', 'put-away', 'app-frozen', 'app-missing', 'other-network']) {
      const all = outages();
      all.fault(fault(10_000, 'begun', name));
      assert.deepEqual([explains(all, 90_000), explains(all, 90_000, 'H04')], [true, false], name);
      assert.deepEqual([cut(all, 11_000), cut(all, 11_001)], [true, false], name);
      all.fault(fault(91_000, 'ended', name));
      assert.deepEqual([explains(all, 92_000), explains(all, 92_001)], [true, false], name);
    }
    const other = outages();
    other.fault(fault(10_000, 'begun', 'printer-off'));
    assert.deepEqual([explains(other, 10_500), cut(other, 10_500)], [false, false]);
  });

  it('may come of what delays for so long that an answer, five delays, is late', () => {
    for (const [name, params, node] of [
      ['link-latency', { latencyMs: 600 }, 'H01'],
      ['old-hardware', { slowMs: 600 }, 'H01'],
      ['bad-cable', { lossPercent: 1 }, 'H01'],
      ['server-slow', { commitMs: 600 }, 'server'],
    ] as const) {
      const all = outages();
      all.fault(fault(10_000, 'begun', name, node, params));
      assert.deepEqual([all.isSlow('H01'), explains(all, 90_000)], [true, true], name);
      assert.equal(all.isSlow('H04'), node === 'server', name);
      const lastsMs = name === 'bad-cable' ? 1_400 : 600;
      all.fault(fault(91_000, 'ended', name, node, params));
      assert.equal(all.isSlow('H01'), false, name);
      assert.equal(all.slowUntilMs('H01'), 91_000 + lastsMs, name);
      assert.deepEqual([explains(all, 92_000 + lastsMs), explains(all, 92_001 + lastsMs)], [true, false], name);
    }
    const little = outages();
    little.fault(fault(10_000, 'begun', 'link-latency', 'H01', { latencyMs: 599 }));
    assert.equal(little.isSlow('H01'), false);
    little.fault(fault(20_000, 'ended', 'link-latency', 'H01', {}));
    assert.deepEqual([little.slowUntilMs('H01'), explains(little, 20_100)], [0, false]);
    const app = outages();
    app.fault(fault(10_000, 'begun', 'old-hardware', 'H01', { slowMs: 300 }));
    assert.equal(app.isSlow('H01'), true, 'a slow app does one thing after the other');
    const none = outages();
    none.fault(fault(10_000, 'begun', 'bad-cable', 'H01', { lossPercent: 0 }));
    assert.equal(none.isSlow('H01'), false);
  });

  it('may come of delays at the device and at the server together, each for less where time runs faster', () => {
    const all = outages();
    all.fault({ ...fault(1, 'begun', 'link-latency', 'H01', { latencyMs: 300 }), id: 1 });
    assert.equal(all.isSlow('H01'), false);
    all.fault({ ...fault(1, 'begun', 'server-slow', 'server', { commitMs: 300 }), id: 2 });
    assert.deepEqual([all.isSlow('H01'), all.isSlow('H04')], [true, false]);
    const fast = outages(undefined, 2);
    fast.fault(fault(1, 'begun', 'link-latency', 'H01', { latencyMs: 1_199 }));
    assert.equal(fast.isSlow('H01'), false);
    const twice = outages();
    twice.fault({ ...fault(1, 'begun', 'link-latency', 'H01', { latencyMs: 400 }), id: 1 });
    twice.fault({ ...fault(1, 'begun', 'old-hardware', 'H01', { slowMs: 400 }), id: 2 });
    twice.fault({ ...fault(5_000, 'ended', 'old-hardware', 'H01', {}), id: 2 });
    assert.deepEqual(
      [twice.slowUntilMs('H01'), twice.isSlow('H01')],
      [5_800, false],
      'what has begun waits on for all of it',
    );
  });

  it('may come of a weak signal, as the floor tells it or the radio plan', () => {
    const all = outages();
    assert.deepEqual(
      ['H01', 'H02', 'H03'].map((node) => all.isSlow(node)),
      [false, true, true],
    );
    const hears = (t: number, quality: 'good' | 'weak', dbm: number): void =>
      all.signal({ t, node: 'H01', kind: 'signal', accessPoint: 'in', band: '2.4', dbm, quality } as never);
    hears(10_000, 'good', -72);
    assert.equal(all.isSlow('H01'), false, '340 ms each');
    hears(10_000, 'good', -73);
    assert.equal(all.isSlow('H01'), true, '600 ms each');
    hears(10_000, 'weak', -60);
    assert.equal(all.isSlow('H01'), true, 'something disturbs it');
    hears(20_000, 'good', -60);
    assert.deepEqual([all.isSlow('H01'), explains(all, 21_000), explains(all, 21_001)], [false, true, false]);
    hears(30_000, 'good', -60);
    assert.equal(explains(all, 30_100), false, 'it was good before');
  });

  it('may come of an error of the connection as a whole, or of a device that was away', () => {
    const reply = (req: number, ok: boolean): EventOf<'reply'> => ({
      t: 10_000,
      node: 'H01',
      kind: 'reply',
      req,
      ok,
      did: '',
    });
    const from = (state: string): EventOf<'transition'> => ({
      ...{ t: 10_000, node: 'H01', kind: 'transition', machine: 'handheld', from: state, to: 'idle' },
    });
    const told = (tell: (all: Outages) => void): boolean[] => {
      const all = outages();
      tell(all);
      return [explains(all, 11_000), explains(all, 11_001), cut(all, 11_000), cut(all, 11_001)];
    };
    const so = [true, false, true, false];
    const never = [false, false, false, false];
    assert.deepEqual(
      told((all) => all.reply(reply(0, false))),
      so,
    );
    assert.deepEqual(
      told((all) => all.reply(reply(0, true))),
      never,
    );
    assert.deepEqual(
      told((all) => all.reply(reply(4, false))),
      never,
    );
    assert.deepEqual(
      told((all) => all.transition(from('putAway'))),
      so,
    );
    assert.deepEqual(
      told((all) => all.transition(from('frozen'))),
      so,
    );
    assert.deepEqual(
      told((all) => all.transition(from('open.booking'))),
      never,
    );
  });

  it('may come of a busy channel on the radio plan, though the signal is good', () => {
    const slowAt = (percent: number, dbm: number): boolean => {
      const all = onPlan(percent);
      all.signal({ t: 1, node: 'H01', kind: 'signal', accessPoint: 'in', band: '2.4', dbm, quality: 'good' } as never);
      return all.isSlow('H01');
    };
    assert.deepEqual([slowAt(60, -68), slowAt(60, -70)], [false, true], '540 and 750 ms each');
    assert.deepEqual([slowAt(80, -60), slowAt(81, -60)], [false, true], '400 and 800 ms each');
  });

  it('are known to a station of the radio plan once it has lost its access point', () => {
    const all = outages();
    all.condition(is(10_000, 'H01', 'link', 'silent'));
    assert.equal(all.withoutNetworkSince('H01'), 10_000);
    const phase = (t: number, is: 'lost' | 'joined'): void =>
      all.association({ t, node: 'H01', kind: 'association', phase: is, accessPoint: 'in' });
    phase(9_000, 'joined');
    assert.equal(all.withoutNetworkSince('H01'), null, 'it believes that there is one');
    phase(15_000, 'lost');
    assert.equal(all.withoutNetworkSince('H01'), 15_000);
  });

  it('are not known to who is carried, before the change of access point is over', () => {
    const all = outages(undefined, 2);
    all.fault(fault(10_000, 'begun', 'carried', 'H01', { stallMs: 6_000 }));
    all.condition(is(10_000, 'H01', 'link', 'silent'));
    assert.equal(all.withoutNetworkSince('H01'), 13_000);
    all.condition(is(13_000, 'H01', 'link', 'audible'));
    assert.equal(all.withoutNetworkSince('H01'), null);
    all.condition(is(20_000, 'H01', 'link', 'silent'));
    all.fault(fault(21_000, 'begun', 'carried', 'H01', { stallMs: 6_000 }));
    assert.equal(all.withoutNetworkSince('H01'), 20_000, 'it had lost its network already');
  });
});
