// What is wired hangs on its cable, and on nothing else.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../judge.ts';
import { network } from './network.ts';

const floor = {
  devices: [
    { name: 'T01', family: 'tablet', lan: true },
    { name: 'H01', family: 'handheld' },
  ],
  printers: [{ name: 'kitchen', alternatives: [], lan: true }],
};
const judge = (
  events: HistoryEvent[],
  { slackMs = 0, timeScale = 1, redundancy = 'stp' as string | null, doubles = [] as object[] } = {},
): string => {
  const paths = redundancy === null ? {} : { redundancy };
  const header = {
    timeScale,
    limits: { slackMs },
    floor: { ...floor, ...paths, devices: [...floor.devices, ...doubles] },
  } as unknown as HistoryHeader;
  const [result] = judgeHistory(header, [...events, at(90_000, 'run', { kind: 'phase', phase: 'end' })], {
    checkers: [network],
  });
  return result?.verdict === 'fail' ? (result.evidence[0]?.sentence ?? '') : (result?.verdict ?? '');
};
const at = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const port = (t: number, node: string, state: 'up' | 'down'): HistoryEvent =>
  at(t, node, { kind: 'condition', of: 'lan-port', state });
const link = (t: number, node: string, state: 'silent' | 'audible'): HistoryEvent =>
  at(t, node, { kind: 'condition', of: 'link', state });
const heard = (t: number, from: string): HistoryEvent => at(t, 'server', { kind: 'heard', from });
const server = (t: number, state: 'paused' | 'resumed'): HistoryEvent =>
  at(t, 'server', { kind: 'condition', of: 'server', state });

describe('cables', () => {
  for (const node of ['T01', 'kitchen']) {
    it(`of ${node}: it is silent while they are out`, () => {
      const out = [port(5_000, node, 'down'), link(5_000, node, 'silent')];
      assert.equal(judge([...out, port(9_000, node, 'up'), link(9_000, node, 'audible')]), 'pass');
      assert.match(judge([link(5_000, node, 'silent')]), /its cable was in; however its link fell silent/);
      assert.match(judge([port(5_000, node, 'down')]), /did not fall silent/);
      assert.match(judge([port(5_000, node, 'down'), port(9_000, node, 'up')]), /did not fall silent/);
    });
  }

  it('are nothing to a handheld', () => {
    assert.equal(judge([link(5_000, 'H01', 'silent')]), 'pass');
  });

  it('and no access point is one to what is wired', () => {
    const joined = { kind: 'association', phase: 'joined', accessPoint: 'inside' } as const;
    assert.match(judge([at(5_000, 'T01', joined)]), /had to do with an access point/);
    assert.equal(judge([at(5_000, 'H01', joined)]), 'pass');
  });

  it('that are out carry nothing, but what was on its way', () => {
    const out = [port(5_000, 'T01', 'down'), link(5_000, 'T01', 'silent')];
    assert.equal(judge([...out, heard(6_000, 'T01'), heard(60_000, 'H01')]), 'pass');
    assert.match(judge([...out, heard(6_001, 'T01')]), /the server heard T01/);
    const doubles = [{ name: 'T02', family: 'tablet', as: 'T01' }];
    assert.equal(judge([...out, heard(6_001, 'T01')], { doubles }), 'pass', 'another is set up as this one');
    assert.match(judge([port(5_000, 'server', 'down'), heard(7_000, 'H01')]), /the server heard H01/);
    assert.equal(judge([port(5_000, 'server', 'down'), port(6_500, 'server', 'up'), heard(7_000, 'H01')]), 'pass');
  });

  it('and a network between two paths carries nothing either, but for the till', () => {
    const paths = (t: number, state: 'changing' | 'steady'): HistoryEvent =>
      at(t, 'network', { kind: 'condition', of: 'paths', state });
    assert.match(
      judge([paths(5_000, 'changing'), heard(7_000, 'H01')]),
      /it changed its path; however the server heard/,
    );
    assert.equal(judge([paths(5_000, 'changing'), heard(7_000, 'till')]), 'pass');
    assert.equal(judge([paths(5_000, 'changing'), paths(6_500, 'steady'), heard(7_000, 'H01')]), 'pass');
    assert.match(
      judge([paths(5_000, 'changing')], { redundancy: null }),
      /let network have one path; then .* changed its path/,
    );
  });

  it('explain what a server hears that has stood still', () => {
    const paused = [server(4_000, 'paused'), port(5_000, 'server', 'down'), server(30_000, 'resumed')];
    assert.equal(judge([...paused, heard(30_000, 'H01')]), 'pass');
    assert.match(judge([...paused, heard(32_000, 'H01')]), /the server heard H01/);
    const slow = at(4_000, 'server', {
      kind: 'fault',
      phase: 'begun',
      fault: 'server-slow',
      id: 1,
      params: { commitMs: 800 },
    });
    assert.equal(judge([slow, port(5_000, 'server', 'down'), heard(7_600, 'H01')]), 'pass');
    assert.match(judge([slow, port(5_000, 'server', 'down'), heard(7_601, 'H01')]), /the server heard H01/);
  });

  it('are judged in the time of the ground', () => {
    const out = [port(5_000, 'server', 'down'), heard(5_600, 'H01')];
    assert.match(judge(out, { timeScale: 10 }), /heard/);
    assert.equal(judge(out, { timeScale: 10, slackMs: 500 }), 'pass');
  });
});
