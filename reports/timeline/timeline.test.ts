import assert from 'node:assert/strict';
import type { RunResult } from '#checkers/run-result';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { PackedBand, PackedLane } from './data.ts';
import { timelineOf, type TimelineData } from './timeline.ts';

const header = {
  scenario: 'two-devices',
  ground: 'sim',
  seed: 1,
  durationMs: 400_000,
  limits: { toleranceMs: 3_000 },
  floor: {
    devices: [
      { name: 'H01', family: 'handheld', beltPrinter: true },
      { name: 'till', family: 'till', beltPrinter: false },
    ],
    printers: [{ name: 'kitchen', alternatives: [] }],
    terminals: ['pt1'],
    accessPoints: ['inside'],
  },
} as unknown as HistoryHeader;

const at = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const fact = (t: number, fields: { kind: string; [field: string]: unknown }): HistoryEvent =>
  at(t, 'server', { kind: 'fact', n: 1, at: t, fact: fields });
const show = (events: HistoryEvent[], evidence: number[] = []): TimelineData =>
  timelineOf({
    header,
    events,
    result: { checkers: [{ evidence: [{ events: evidence, sentence: '' }] }] } as never as RunResult,
  });

function laneOf(data: TimelineData, group: string, name: string): PackedLane {
  const found = data.groups.find((one) => one.name === group)?.lanes.find((lane) => lane.name === name);
  assert.ok(found, `no lane ${name} in ${group}`);
  return found;
}

/** A band as `from–to tone text label end`. */
function bandOf(data: TimelineData, lane: PackedLane, row: string): string[] {
  const band = lane.bands.find((one) => one.row === row) as PackedBand | undefined;
  const shown: string[] = [];
  let t = 0;
  for (let i = 0; band !== undefined && i < band.spans.length / 4; i += 1) {
    const [gap = 0, length = 0, code = 0] = band.spans.slice(i * 4);
    const [label, end] = band.texts?.slice(i * 3).map((text) => data.labels[text]) ?? [];
    const [text, tone] = data.codes[code] ?? [];
    shown.push([`${t + gap}–${t + gap + length}`, tone, text, ...(band.texts ? [label, end] : [])].join(' | '));
    t += gap + length;
  }
  return shown;
}

describe('the timeline of a run', () => {
  it('shows a device by the states of its app, the dialog below', () => {
    const transition = (t: number, from: string, to: string) =>
      at(t, 'H01', { kind: 'transition', machine: 'handheld', from, to });
    const data = show([
      transition(100, 'off', 'idle'),
      transition(200, 'idle', 'open.booking'),
      transition(300, 'open.booking', 'open.booking yellow'),
      transition(400, 'open.booking yellow', 'open.booking red'),
      transition(500, 'open.booking red', 'idle'),
    ]);
    const lane = laneOf(data, 'Devices', 'H01');
    assert.deepEqual(bandOf(data, lane, 'state'), [
      '0–100 | off | off',
      '100–200 | idle | idle',
      '200–300 | open | open.booking',
      '300–400 | open | open.booking yellow',
      '400–500 | open | open.booking red',
      '500–400000 | idle | idle',
    ]);
    assert.deepEqual(bandOf(data, lane, 'dialog'), ['300–400 | yellow | yellow dialog', '400–500 | red | red dialog']);
  });

  it('shows the server down while it is killed, and before it first starts', () => {
    const data = show([
      at(10, 'server', { kind: 'condition', of: 'server', state: 'up' }),
      at(1_000, 'server', { kind: 'condition', of: 'server', state: 'killed' }),
      at(5_000, 'server', { kind: 'condition', of: 'server', state: 'up' }),
    ]);
    assert.deepEqual(bandOf(data, laneOf(data, 'Server and radio', 'server'), 'state'), [
      '0–10 | down | not started',
      '10–1000 | up | up',
      '1000–5000 | down | killed',
      '5000–400000 | up | up',
    ]);
  });

  it('draws a hold from hold to hold-lost, with tab and token', () => {
    const data = show([
      at(1_000, 'H01', { kind: 'hold', tab: 12, token: 7 }),
      at(9_000, 'H01', { kind: 'hold-lost', tab: 12, token: 7, why: 'CLOSED' }),
    ]);
    assert.deepEqual(bandOf(data, laneOf(data, 'Devices', 'H01'), 'hold'), [
      '1000–9000 | hold | holds the tab | 12 · 7 | CLOSED',
    ]);
  });

  it('sets off a lock that outlives its hold as orphaned, on the device and on the tab', () => {
    const data = show([
      fact(1_000, { kind: 'tab-locked', tab: 12, token: 7, device: 'H01' }),
      at(1_010, 'H01', { kind: 'hold', tab: 12, token: 7 }),
      at(20_000, 'H01', { kind: 'hold-lost', tab: 12, token: 7, why: 'SWITCH_OFF' }),
      fact(200_000, { kind: 'tab-released', tab: 12, token: 7, device: 'H01', cause: 'lease-ended' }),
    ]);
    assert.deepEqual(bandOf(data, laneOf(data, 'Devices', 'H01'), 'lock'), [
      '1000–20000 | lock | locked | 12 · 7 | lease-ended',
      '20000–200000 | orphaned | orphaned | 12 · 7 | lease-ended',
    ]);
    assert.deepEqual(
      bandOf(data, laneOf(data, 'Locks by tab', 'tab 12'), 'lock').at(-1),
      '20000–200000 | orphaned | orphaned | H01 · 7 | lease-ended',
    );
  });

  it('sets off a hold the server has ended in the meantime, but no difference within the tolerance', () => {
    const data = show([
      fact(1_000, { kind: 'tab-locked', tab: 12, token: 7, device: 'H01' }),
      at(1_010, 'H01', { kind: 'hold', tab: 12, token: 7 }),
      fact(181_000, { kind: 'tab-released', tab: 12, token: 7, device: 'H01', cause: 'lease-ended' }),
      at(300_000, 'H01', { kind: 'hold-lost', tab: 12, token: 7, why: 'LOCK_LOST' }),
      fact(310_000, { kind: 'tab-locked', tab: 12, token: 8, device: 'H01' }),
      at(310_010, 'H01', { kind: 'hold', tab: 12, token: 8 }),
      fact(320_000, { kind: 'tab-released', tab: 12, token: 8, device: 'H01', cause: 'bill' }),
      at(320_900, 'H01', { kind: 'hold-lost', tab: 12, token: 8, why: 'CLOSED' }),
    ]);
    assert.deepEqual(bandOf(data, laneOf(data, 'Devices', 'H01'), 'hold'), [
      '1010–181000 | hold | holds the tab | 12 · 7 | LOCK_LOST',
      '181000–300000 | stale | holds by its own word only | 12 · 7 | LOCK_LOST',
      '310010–320900 | hold | holds the tab | 12 · 8 | CLOSED',
    ]);
  });

  it('draws a fault in its target and among the faults, one above the other where they overlap', () => {
    const fault = (t: number, node: string, phase: 'begun' | 'ended', id: number) =>
      at(t, node, { kind: 'fault', phase, fault: 'put-away', id, params: {} });
    const data = show([fault(100, 'H01', 'begun', 1), fault(200, 'till', 'begun', 2), fault(300, 'H01', 'ended', 1)]);
    assert.deepEqual(bandOf(data, laneOf(data, 'Devices', 'H01'), 'fault'), [
      '100–300 | fault | put-away | put-away on H01 | healed',
    ]);
    const rows = data.groups.find((group) => group.name === 'Faults')?.lanes.map((lane) => bandOf(data, lane, 'bar'));
    assert.deepEqual(rows, [
      ['100–300 | fault | put-away | put-away on H01 | healed'],
      ['200–400000 | fault | put-away | put-away on till | never healed'],
    ]);
  });

  it('keeps a parked payment on its tab until it is billed', () => {
    const data = show([
      fact(100, { kind: 'payment-begun', payment: 1, tab: 5, terminal: 'pt1' }),
      fact(900, { kind: 'payment-parked', payment: 1, tab: 5 }),
      fact(5_000, { kind: 'billed', tab: 5 }),
    ]);
    assert.deepEqual(bandOf(data, laneOf(data, 'Locks by tab', 'tab 5'), 'payment'), [
      '100–900 | paying | payment | pt1 | parked',
      '900–5000 | parked | parked payment | parked | billed',
    ]);
  });

  it('marks tickets, copies and money, and draws no heartbeat', () => {
    const data = show([
      at(100, 'kitchen', { kind: 'printed', ticket: 4, copy: false, document: 'order', tab: 5, lines: 9 }),
      at(200, 'kitchen', { kind: 'printed', ticket: 4, copy: true, document: 'order', tab: 5, lines: 9 }),
      at(300, 'server', { kind: 'heard', from: 'H01' }),
      at(400, 'pt1', { kind: 'money', phase: 'taken', cents: 1_250, receiptNo: '0001', trace: 1 }),
    ]);
    const { marks } = laneOf(data, 'Printers', 'kitchen');
    assert.deepEqual(
      [marks[1], marks[6]].map((code) => data.codes[code ?? 0]?.[1]),
      ['printed', 'copy'],
    );
    assert.deepEqual(laneOf(data, 'Payment terminals', 'pt1').marks.slice(3), [1_250, 1]);
    assert.deepEqual(
      data.details.map(([n]) => n),
      [1, 2, 4],
    );
  });

  it('quotes the events of a finding word for word, a heartbeat too, and none that are not there', () => {
    const data = show([at(300, 'server', { kind: 'heard', from: 'H01' })], [1, 99]);
    assert.deepEqual(data.details, [[1, { t: 300, node: 'server', kind: 'heard', from: 'H01' }]]);
    assert.deepEqual(data.evidence, [1]);
  });
});
