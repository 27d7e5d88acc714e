// A fault that is in force is in force: a node that is well meanwhile has been healed by something else.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { CheckResult } from './checker.ts';
import { faultsInForce } from './faults-in-force.ts';
import { judgeHistory } from './judge.ts';

type Ground = { slackMs?: number; timeScale?: number; floor?: object };
const result = (events: HistoryEvent[], { slackMs = 0, timeScale = 1, floor = {} }: Ground = {}): CheckResult => {
  const header = { timeScale, limits: { slackMs }, floor } as unknown as HistoryHeader;
  return judgeHistory(header, events, { checkers: [faultsInForce] })[0] as CheckResult;
};
const judge = (events: HistoryEvent[], slackMs = 0): string => result(events, { slackMs }).verdict;
const fault = (t: number, phase: 'begun' | 'ended', name: string, node: string, id = 1): HistoryEvent => ({
  t,
  node,
  kind: 'fault',
  phase,
  fault: name,
  id,
  params: {},
});
const paper = (t: number, state: string): HistoryEvent => ({
  t,
  node: 'kitchen',
  kind: 'condition',
  of: 'printer',
  state,
});
const app = (t: number, to: string): HistoryEvent => ({
  t,
  node: 'H01',
  kind: 'transition',
  machine: 'handheld',
  from: '',
  to,
});
/** H01 draws a screen. */
const draws = (t: number): HistoryEvent => ({
  t,
  node: 'H01',
  kind: 'screen',
  screen: 1,
  title: '',
  tab: 0,
  token: 0,
  bytes: 1,
  lines: [],
});
const PRINTED: EventBody = { kind: 'printed', ticket: 1, copy: false, document: 'ORDER', tab: 1, lines: 4 };

describe('faults in force', () => {
  const outOfPaper = [fault(10, 'begun', 'paper-out', 'kitchen'), paper(10, 'paper-out')];
  const over = fault(90, 'ended', 'paper-out', 'kitchen');

  it('pass while the node is as they left it, or worse', () => {
    assert.equal(
      judge([...outOfPaper, paper(20, 'paper-out+cover-open'), paper(30, 'off'), over, paper(90, 'ready')]),
      'pass',
    );
  });
  it('fail when the printer has paper before the fault is over', () => {
    assert.equal(judge([...outOfPaper, paper(50, 'ready'), over]), 'fail');
  });
  it('fail when paper comes out of a printer that has none', () => {
    assert.equal(judge([...outOfPaper, { t: 50, node: 'kitchen', ...PRINTED }, over]), 'fail');
    assert.equal(judge([...outOfPaper, { t: 50, node: 'kitchen', ...PRINTED }]), 'fail', 'and it is never over');
    const last: HistoryEvent = { t: 90, node: 'kitchen', ...PRINTED };
    assert.equal(judge([...outOfPaper, paper(90, 'ready'), last, over]), 'pass', 'what waited comes out as it ends');
  });
  it('fail when a device is on while its battery is empty, and for however short a time', () => {
    const empty = fault(10, 'begun', 'battery-empty', 'H01');
    assert.equal(judge([empty, app(10, 'off'), app(50, 'starting'), app(51, 'off')]), 'fail');
  });
  it('pass when a device that was switched on is put away in the same moment', () => {
    const away = [fault(10, 'begun', 'put-away', 'H01'), app(10, 'putAway'), app(20, 'off')];
    assert.equal(judge([...away, app(50, 'starting'), app(50, 'putAway')]), 'pass');
  });
  it('pass when a device is kept from being switched on in the morning', () => {
    const switchedOff = [fault(0, 'begun', 'switched-off', 'H01'), fault(10, 'ended', 'switched-off', 'H01')];
    assert.equal(judge([...switchedOff, app(10, 'starting')]), 'pass');
    assert.equal(judge([...switchedOff.slice(0, 1), app(5, 'starting'), ...switchedOff.slice(1)]), 'fail');
  });
  it('pass while a bad cable is out again and again, and fail when it stays whole', () => {
    const bad = { ...fault(0, 'begun', 'bad-cable', 'T01'), params: { periodMs: 1_000 } } as HistoryEvent;
    const port = (t: number, state: 'up' | 'down'): HistoryEvent =>
      ({ t, node: 'T01', kind: 'condition', of: 'lan-port', state }) as const;
    const flaps = [bad, port(0, 'down'), port(300, 'up')];
    assert.equal(judge([...flaps, port(1_800, 'down'), fault(3_000, 'ended', 'bad-cable', 'T01')]), 'pass');
    assert.equal(judge([...flaps, port(1_801, 'down'), fault(3_000, 'ended', 'bad-cable', 'T01')]), 'fail');
    assert.equal(judge(flaps), 'fail');
  });
  it('fail when an app on old hardware is as fast as any', () => {
    const old = { ...fault(0, 'begun', 'old-hardware', 'H01'), params: { slowMs: 900 } } as HistoryEvent;
    const asks = (t: number): HistoryEvent => ({ t, node: 'H01', kind: 'sent', type: 'open', req: 1 });
    const answered = (t: number): HistoryEvent => ({ t, node: 'H01', kind: 'reply', req: 1, ok: true, did: 'opened' });
    assert.equal(judge([old, asks(10), answered(1_810)]), 'pass');
    assert.equal(judge([old, asks(10), answered(1_809)]), 'fail');
    assert.equal(judge([asks(10), { ...old, t: 20 }, answered(50)]), 'pass');
    assert.equal(judge([old, asks(10), fault(20, 'ended', 'old-hardware', 'H01'), answered(950)]), 'pass');
    assert.equal(judge([old, draws(10), draws(910)]), 'pass');
    assert.equal(judge([old, draws(10), draws(909)]), 'fail');
  });
  it('fail when a device is touched while a call lies over its app', () => {
    const rings = fault(10, 'begun', 'call', 'C01');
    const act = (t: number, what: 'book' | 'put-away'): HistoryEvent => ({ t, node: 'C01', kind: 'act', act: what });
    const tap: HistoryEvent = { t: 20, node: 'C01', kind: 'tap', screen: 1, title: 'Tables', key: '1', x: 1, y: 1 };
    assert.equal(judge([rings, act(20, 'put-away'), { ...tap, node: 'C02' }]), 'pass');
    assert.equal(judge([rings, tap]), 'fail');
    assert.equal(judge([rings, act(20, 'book')]), 'fail');
    assert.equal(judge([tap, { ...rings, t: 30 }, fault(40, 'ended', 'call', 'C01'), act(50, 'book')]), 'pass');
  });
  it('fail when the fault never showed at all', () => {
    assert.equal(judge([fault(10, 'begun', 'out-of-range', 'H01')]), 'fail');
  });
  it('leave a ground its time to do what it was told', () => {
    assert.equal(judge([fault(10, 'begun', 'paper-out', 'kitchen'), paper(400, 'paper-out')], 500), 'pass');
  });
  it('are unknown when the machine stood still', () => {
    const stall: HistoryEvent = { t: 60, node: 'run', kind: 'stall', who: 'harness', fromMs: -100, toMs: 60 };
    assert.equal(judge([...outOfPaper, stall, paper(50, 'ready'), over]), 'unknown');
  });

  const at = (t: number, node: string, of: string, state: string): HistoryEvent =>
    of === 'app'
      ? { t, node, kind: 'transition', machine: 'handheld', from: '', to: state }
      : ({ t, node, kind: 'condition', of, state } as HistoryEvent);

  /** What each fault shows in, the states it leaves, and those in which its node is well. */
  const shows: [fault: string, of: string, left: string[], well: string[]][] = [
    ['switched-off', 'app', ['off'], ['idle', 'putAway']],
    ['battery-empty', 'app', ['off'], ['starting']],
    ['app-frozen', 'app', ['frozen', 'frozen red', 'off'], ['open.booking red']],
    ['put-away', 'app', ['putAway', 'frozen', 'off'], ['idle']],
    ['app-missing', 'app', ['off', 'starting', 'startFailed yellow', 'connecting', 'putAway', 'frozen'], ['idle red']],
    ['other-network', 'network', ['other'], ['own']],
    ['out-of-range', 'link', ['silent'], ['audible']],
    ['belt-printer-out-of-range', 'link', ['silent'], ['audible']],
    ['belt-printer-unpaired', 'pairing', ['unpaired'], ['paired', 'wrong-driver']],
    ['belt-printer-off', 'belt-printer', ['off'], ['ready']],
    ['camera-unplugged', 'camera', ['unplugged'], ['plugged']],
    ['monitor-off', 'monitor', ['off'], ['on']],
    ['cable-out', 'lan-port', ['down'], ['up']],
    ['access-point-reboot', 'access-point', ['down'], ['up']],
    ['service-down', 'service', ['down'], ['up']],
    ['printer-off', 'printer', ['off'], ['ready', 'cover-open']],
    ['paper-out', 'printer', ['off', 'paper-out', 'cover-open+paper-out'], ['ready', 'cover-open']],
    ['cover-open', 'printer', ['off', 'cover-open', 'cover-open+paper-out'], ['ready', 'paper-out']],
    ['printer-stuck', 'printer', ['off', 'stuck', 'cover-open+stuck'], ['ready', 'cover-open']],
    ['server-killed', 'server', ['killed', 'stopped', 'ended'], ['up', 'resumed']],
    ['server-paused', 'server', ['paused', 'killed'], ['up', 'resumed']],
    ['till-restart', 'server', ['killed', 'ended'], ['up', 'resumed']],
  ];
  const nodeOf = (name: string): string => (name === 'till-restart' ? 'till' : 'N1');
  const during = (name: string, of: string, ...states: string[]): HistoryEvent[] => [
    fault(10, 'begun', name, nodeOf(name)),
    ...states.map((state, i) => at(10 + 20 * i, name === 'till-restart' ? 'server' : 'N1', of, state)),
    fault(90, 'ended', name, nodeOf(name)),
  ];
  for (const [name, of, left, well] of shows)
    it(`of ${name} leave their node ${left.join(', or ')}, and not ${well.join(', or ')}`, () => {
      for (const state of left) assert.equal(judge(during(name, of, state)), 'pass', state);
      for (const state of well) assert.equal(judge(during(name, of, left[0] as string, state)), 'fail', state);
    });

  it('are judged by the part of their node that they break, and by no other node', () => {
    const silent = [fault(10, 'begun', 'out-of-range', 'H01'), at(10, 'H01', 'link', 'silent')];
    assert.equal(judge([...silent, at(20, 'H01', 'app', 'idle'), at(20, 'H01', 'pairing', 'paired')]), 'pass');
    assert.equal(judge([...silent, at(20, 'H02', 'link', 'audible')]), 'pass');
    assert.equal(
      judge([...outOfPaper, at(20, 'kitchen', 'paper', 'enough'), over]),
      'pass',
      'its sensor is no trouble',
    );
    assert.equal(judge([...outOfPaper, { t: 50, node: 'bar', ...PRINTED }, over]), 'pass');
    assert.equal(judge([...silent, { t: 50, node: 'H01', ...PRINTED }]), 'pass', 'no fault of a printer');
    const weak = fault(10, 'begun', 'weak-wlan', 'H01');
    assert.equal(judge([weak, at(20, 'H01', 'link', 'audible')]), 'pass', 'which shows in no state');
    assert.equal(judge([fault(20, 'ended', 'weak-wlan', 'H01')]), 'pass', 'of which nobody knows that it began');
  });

  it('let no paper come out of a printer that is off, open, empty or stuck', () => {
    for (const [name, state] of [
      ['printer-off', 'off'],
      ['paper-out', 'paper-out'],
      ['cover-open', 'cover-open'],
      ['printer-stuck', 'stuck'],
    ] as const) {
      const broken = [fault(10, 'begun', name, 'kitchen'), at(10, 'kitchen', 'printer', state)];
      const prints: HistoryEvent = { t: 50, node: 'kitchen', ...PRINTED };
      const ended = fault(90, 'ended', name, 'kitchen');
      assert.equal(judge([...broken, ended]), 'pass', name);
      assert.equal(judge([...broken, prints, ended]), 'fail', name);
    }
  });

  it('say nothing of the moment in which they begin', () => {
    const rings = fault(10, 'begun', 'call', 'C01');
    const tap = (t: number): HistoryEvent => ({
      t,
      node: 'C01',
      kind: 'tap',
      screen: 1,
      title: '',
      key: '1',
      x: 1,
      y: 1,
    });
    assert.deepEqual([judge([rings, tap(10)]), judge([rings, tap(11)])], ['pass', 'fail']);
    assert.deepEqual([judge([rings, tap(60)], 50), judge([rings, tap(61)], 50)], ['pass', 'fail']);
    assert.equal(judge([fault(10, 'begun', 'weak-wlan', 'C01'), tap(20)]), 'pass');
    const prints = (t: number): HistoryEvent => ({ t, node: 'kitchen', ...PRINTED });
    assert.deepEqual([judge([...outOfPaper, prints(10)]), judge([...outOfPaper, prints(11)])], ['pass', 'fail']);
    assert.deepEqual(
      [judge([...outOfPaper, prints(60)], 50), judge([...outOfPaper, prints(61)], 50)],
      ['pass', 'fail'],
    );
  });

  it('let a second path flap only where there is one, and two of them at once hide each other', () => {
    const flaps = (t: number, phase: 'begun' | 'ended', id: number): HistoryEvent =>
      ({ ...fault(t, phase, 'path-flaps', 'switch', id), params: { periodMs: 100 } }) as HistoryEvent;
    const redundant = (events: HistoryEvent[], timeScale = 1): string =>
      result(events, { floor: { redundancy: {} }, timeScale }).verdict;
    const one = [flaps(0, 'begun', 1), at(0, 'switch', 'paths', 'changing')];
    const steady = at(10, 'switch', 'paths', 'steady');
    assert.equal(judge([flaps(0, 'begun', 1), flaps(900, 'ended', 1)]), 'pass', 'a path that is switched off');
    assert.equal(redundant([flaps(0, 'begun', 1), flaps(900, 'ended', 1)]), 'fail', 'it never flapped');
    assert.equal(redundant([...one, steady, at(160, 'switch', 'paths', 'changing'), flaps(900, 'ended', 1)]), 'pass');
    assert.equal(redundant([...one, steady, flaps(161, 'ended', 1)]), 'fail');
    assert.equal(redundant([...one, steady, flaps(160, 'ended', 1)]), 'pass');
    assert.equal(redundant([...one, steady, flaps(26, 'ended', 1)], 10), 'fail', 'ten times faster than life');
    const unplugged = (id: number): HistoryEvent[] => [
      at(0, 'T01', 'lan-port', 'down'),
      fault(0, 'begun', 'cable-out', 'T01', id),
    ];
    const cables = [...unplugged(3), ...unplugged(4)];
    assert.equal(redundant([...cables, ...one, steady, flaps(900, 'ended', 1)]), 'fail', 'other faults hide nothing');
    const two = [...one, flaps(5, 'begun', 2), steady];
    assert.equal(redundant([...two, flaps(900, 'ended', 1), flaps(900, 'ended', 2)]), 'pass');
    assert.equal(
      redundant([...two, ...unplugged(3), at(50, 'T01', 'lan-port', 'up')]),
      'fail',
      'but not those of a cable',
    );
  });

  it('make old hardware as slow as they say, each device by itself, whatever the speed of the run', () => {
    const old = (node: string, id: number): HistoryEvent =>
      ({ ...fault(0, 'begun', 'old-hardware', node, id), params: { slowMs: 900 } }) as HistoryEvent;
    const asks = (t: number, node: string): HistoryEvent => ({ t, node, kind: 'sent', type: 'open', req: 1 });
    const told = (t: number, node: string): HistoryEvent => ({
      t,
      node,
      kind: 'reply',
      req: 1,
      ok: true,
      did: 'opened',
    });
    const two = [old('H01', 1), old('H02', 2), asks(10, 'H01'), asks(1_000, 'H02')];
    assert.equal(judge([...two, told(1_810, 'H01'), told(2_800, 'H02')]), 'pass');
    assert.equal(judge([old('H01', 1), asks(10, 'H02'), told(20, 'H02')]), 'pass', 'another device');
    assert.equal(judge([fault(0, 'begun', 'call', 'H01'), asks(10, 'H01'), told(20, 'H01')]), 'pass', 'another fault');
    assert.equal(result([old('H01', 1), asks(10, 'H01'), told(190, 'H01')], { timeScale: 10 }).verdict, 'pass');
    assert.equal(result([old('H01', 1), asks(10, 'H01'), told(189, 'H01')], { timeScale: 10 }).verdict, 'fail');
    assert.equal(judge([old('H01', 1), asks(10, 'H01'), told(1_760, 'H01')], 50), 'pass');
    assert.equal(judge([old('H01', 1), asks(10, 'H01'), told(1_759, 'H01')], 50), 'fail');
    assert.equal(judge([old('H01', 1), draws(0), draws(10)]), 'pass', 'the first was drawn as it began');
    const again = { ...old('H01', 2), t: 40 } as HistoryEvent;
    const healed = [old('H01', 1), draws(10), fault(20, 'ended', 'old-hardware', 'H01'), draws(30), again, draws(50)];
    assert.equal(judge(healed), 'pass', 'from a screen that was drawn in between nothing is measured');
  });

  it('are told with what was seen, and when', () => {
    const told = (...events: HistoryEvent[]): [number[] | undefined, string | undefined] => {
      const { evidence } = result(events);
      return [evidence[0]?.events, evidence[0]?.sentence.split('; then it was in force; however ').join(' | ')];
    };
    const hit = 'let paper-out hit kitchen at 0:00:00.010 |';
    assert.deepEqual(told(...outOfPaper, paper(50, 'ready'), over), [
      [1, 3],
      `${hit} kitchen was "ready" at 0:00:00.050`,
    ]);
    assert.deepEqual(told(...outOfPaper.slice(0, 1), over), [[1, 1], `${hit} kitchen was well at 0:00:00.010`]);
    const prints: HistoryEvent = { t: 50, node: 'kitchen', ...PRINTED };
    assert.deepEqual(told(...outOfPaper, prints, over), [[1, 3], `${hit} kitchen printed at 0:00:00.050`]);
    const tap: HistoryEvent = { t: 20, node: 'C01', kind: 'tap', screen: 1, title: '', key: '1', x: 1, y: 1 };
    assert.deepEqual(told(fault(10, 'begun', 'call', 'C01'), tap), [
      [1, 2],
      'let call hit C01 at 0:00:00.010 | C01 was touched at 0:00:00.020',
    ]);
    const old = { ...fault(0, 'begun', 'old-hardware', 'H01'), params: { slowMs: 900 } } as HistoryEvent;
    const asks: HistoryEvent = { t: 1_000, node: 'H01', kind: 'sent', type: 'open', req: 1 };
    const reply: HistoryEvent = { t: 2_000, node: 'H01', kind: 'reply', req: 1, ok: true, did: 'opened' };
    const slow = 'let old-hardware hit H01 at 0:00:00.000 | H01';
    assert.deepEqual(told(old, asks, reply), [[2, 3], `${slow} took an answer at 0:00:02.000, after 1 s`]);
    assert.match(told(old, draws(10), draws(20))[1] ?? '', / H01 drew a screen at 0:00:00.020, after /);
    assert.equal(result([...outOfPaper, over]).judged, 1);
  });
});
