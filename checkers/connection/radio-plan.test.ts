// What the plan says of a signal and what is seen of the link agree, or the harness is wrong.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../judge.ts';
import { radioPlan } from './radio-plan.ts';

const judge = (events: HistoryEvent[], { slackMs = 0, timeScale = 1 } = {}): string => {
  const devices = [{ name: 'H01' }, { name: 'P01', ownTerminal: 'pt1' }];
  const header = { timeScale, limits: { slackMs }, floor: { devices } } as unknown as HistoryHeader;
  return judgeHistory(header, events, { checkers: [radioPlan] })[0]?.verdict ?? '';
};
const at = (t: number, body: EventBody, node = 'H01'): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const signal = (t: number, dbm: number): HistoryEvent =>
  at(t, { kind: 'signal', accessPoint: 'inside', band: '5GHz', dbm, quality: dbm < -92 ? 'none' : 'good' });
const link = (t: number, state: 'silent' | 'audible'): HistoryEvent => at(t, { kind: 'condition', of: 'link', state });
const outOfRange = (t: number, phase: 'begun' | 'ended'): HistoryEvent =>
  at(t, { kind: 'fault', phase, fault: 'out-of-range', id: 1, params: {} });
const heard = (t: number): HistoryEvent => at(t, { kind: 'heard', from: 'H01' }, 'server');
const end = (t: number): HistoryEvent => at(t, { kind: 'phase', phase: 'end' }, 'run');

describe('plan and links', () => {
  it('agree where a link is silent as long as there is no signal', () => {
    assert.equal(judge([signal(0, -60), signal(5_000, -100), link(5_000, 'silent'), end(90_000)]), 'pass');
    const back = [signal(60_000, -60), link(61_500, 'audible'), heard(62_000), end(90_000)];
    assert.equal(judge([signal(0, -60), signal(5_000, -100), link(5_000, 'silent'), ...back]), 'pass');
  });
  it('disagree where a device is kept without network at −60 dBm', () => {
    assert.equal(judge([signal(0, -60), link(5_000, 'silent'), end(90_000)]), 'fail');
    assert.equal(judge([signal(0, -60), link(5_000, 'silent'), link(26_000, 'audible'), end(90_000)]), 'fail');
    const faded = [link(5_000, 'silent'), signal(30_000, -100), end(90_000)];
    assert.equal(judge([signal(0, -60), ...faded]), 'fail');
  });
  it('agree while it changes its access point', () => {
    assert.equal(judge([signal(0, -60), link(5_000, 'silent'), link(15_000, 'audible'), end(90_000)]), 'pass');
  });
  it('agree while a fault keeps it out of range, and some seconds after', () => {
    const fault = [outOfRange(5_000, 'begun'), link(5_000, 'silent'), outOfRange(60_000, 'ended')];
    assert.equal(judge([signal(0, -60), ...fault, link(61_500, 'audible'), end(90_000)]), 'pass');
    assert.equal(judge([signal(0, -60), ...fault, end(90_000)]), 'fail');
  });
  it('agree while the payment terminal in a PayPOS is lost, which is on the same radio', () => {
    const fault = { kind: 'fault', phase: 'begun', fault: 'terminal-lost-mid-payment', id: 1, params: {} } as const;
    const silent = at(5_000, { kind: 'condition', of: 'link', state: 'silent' }, 'P01');
    const dbm = { kind: 'signal', accessPoint: 'inside', band: '5GHz', dbm: -60, quality: 'good' } as const;
    assert.equal(judge([at(0, dbm, 'P01'), at(1_000, fault, 'pt1'), silent, end(90_000)]), 'pass');
    assert.equal(judge([at(0, dbm, 'P01'), at(1_000, fault, 'pt2'), silent, end(90_000)]), 'fail');
  });
  it('disagree where something passes a link below −92 dBm for longer than its loss takes', () => {
    assert.equal(judge([signal(0, -100), heard(18_000), end(90_000)]), 'pass');
    assert.equal(judge([signal(0, -100), heard(18_001), end(90_000)]), 'fail');
    const answered = at(19_000, { kind: 'reply', req: 1, ok: true, did: 'done' });
    assert.equal(judge([signal(0, -100), answered, end(90_000)]), 'fail');
    const hello = (t: number): HistoryEvent => at(t, { kind: 'hello', clockMs: t });
    assert.equal(judge([signal(0, -100), hello(18_000), end(90_000)]), 'pass');
    assert.equal(judge([signal(0, -100), hello(18_001), end(90_000)]), 'fail', 'a connection has come about');
  });
  it('agree where who lay asleep, or stood still, hears afterwards what had come before', () => {
    const turned = (t: number, from: string, to: string): HistoryEvent =>
      at(t, { kind: 'transition', machine: 'handheld', from, to });
    const reply = (t: number): HistoryEvent => at(t, { kind: 'reply', req: 1, ok: true, did: 'done' });
    const lay = (fromMs: number, toMs: number) => [turned(fromMs, 'idle', 'putAway'), turned(toMs, 'putAway', 'idle')];
    const [down, up] = lay(2_000, 60_000);
    assert.equal(judge([down as HistoryEvent, signal(5_000, -100), up as HistoryEvent, reply(60_000)]), 'pass');
    assert.equal(judge([down as HistoryEvent, signal(5_000, -100), up as HistoryEvent, reply(79_000)]), 'fail');
    assert.equal(judge([signal(0, -100), ...lay(19_000, 60_000), reply(60_000)]), 'fail', 'too late to have got it');
    const server = (t: number, state: 'paused' | 'resumed'): HistoryEvent =>
      at(t, { kind: 'condition', of: 'server', state }, 'server');
    const paused = [server(2_000, 'paused'), signal(5_000, -100), server(60_000, 'resumed')];
    assert.equal(judge([...paused, heard(60_000)]), 'pass');
    assert.equal(judge([...paused, reply(60_000)]), 'fail', 'the device did not stand still');
  });
  it('agree where a slow app hears late what had come before, and only there', () => {
    const slow = (t: number, phase: 'begun' | 'ended'): HistoryEvent =>
      at(t, { kind: 'fault', phase, fault: 'old-hardware', id: 1, params: { slowMs: 5_000 } });
    const reply = (t: number): HistoryEvent => at(t, { kind: 'reply', req: 1, ok: true, did: 'done' });
    assert.equal(judge([slow(0, 'begun'), signal(0, -100), reply(28_000), end(90_000)]), 'pass');
    assert.equal(judge([slow(0, 'begun'), signal(0, -100), reply(28_001), end(90_000)]), 'fail');
    assert.equal(judge([slow(0, 'begun'), signal(0, -100), heard(28_000), end(90_000)]), 'fail', 'no slow server');
    const over = [slow(0, 'begun'), slow(1_000, 'ended')];
    assert.equal(judge([...over, signal(2_000, -100), reply(28_000), end(90_000)]), 'fail', 'it was over before');
  });
  it('have their time divided where the run is faster than life, and the slack of the ground', () => {
    const faster = { timeScale: 10, slackMs: 100 };
    assert.equal(judge([signal(0, -60), link(500, 'silent'), link(2_600, 'audible')], faster), 'pass');
    assert.equal(judge([signal(0, -60), link(500, 'silent'), link(2_601, 'audible')], faster), 'fail');
  });
  it('cannot be compared when the machine stood still', () => {
    const stall = at(40_000, { kind: 'stall', who: 'harness', fromMs: 10_000, toMs: 40_000 }, 'run');
    assert.equal(judge([signal(0, -60), link(5_000, 'silent'), stall, end(90_000)]), 'unknown');
  });
});
