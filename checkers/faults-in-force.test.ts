// A fault that is in force is in force: a node that is well meanwhile has been healed by something else.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { faultsInForce } from './faults-in-force.ts';
import { judgeHistory } from './judge.ts';

const judge = (events: HistoryEvent[], slackMs = 0): string => {
  const header = { timeScale: 1, limits: { slackMs }, floor: {} } as unknown as HistoryHeader;
  return judgeHistory(header, events, { checkers: [faultsInForce] })[0]?.verdict ?? '';
};
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
    const shows = (t: number): HistoryEvent =>
      ({ t, node: 'H01', kind: 'screen', screen: 1, title: '', tab: 0, token: 0, bytes: 1, lines: [] }) as HistoryEvent;
    assert.equal(judge([old, shows(10), shows(910)]), 'pass');
    assert.equal(judge([old, shows(10), shows(909)]), 'fail');
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
});
