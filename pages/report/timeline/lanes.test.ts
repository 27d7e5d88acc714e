import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { readRun, type Run } from '../run.ts';
import type { Lane } from './lanes.ts';

const floor = {
  devices: [
    { name: 'H01', family: 'handheld', beltPrinter: true },
    { name: 'till', family: 'till', beltPrinter: false },
  ],
  printers: [{ name: 'kitchen', alternatives: [] }],
  terminals: ['pt1'],
  accessPoints: ['inside'],
} as unknown as HistoryHeader['floor'];

const at = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const fact = (t: number, fields: { kind: string; [field: string]: unknown }): HistoryEvent =>
  at(t, 'server', { kind: 'fact', n: 1, at: t, fact: fields });
const end = (t: number): HistoryEvent => at(t, 'run', { kind: 'phase', phase: 'end' });

async function show(events: HistoryEvent[], timeScale = 1): Promise<Run> {
  const about = { head: 'sim', timeScale, toleranceMs: 3_000, floor, first: 1, last: events.length };
  return readRun(about, [events.map((event) => JSON.stringify(event)).join('\n')], []);
}

function laneOf(run: Run, group: string, name: string): Lane {
  const found = run.groups.find((one) => one.name === group)?.lanes.find((lane) => lane.name === name);
  assert.ok(found, `no lane ${name} in ${group}`);
  return found;
}

/** A band as `from–to | tone | text | label | end`. */
function bandOf(lane: Lane | undefined, row: string): string[] {
  const band = lane?.bands.find((one) => one.row === row);
  return (band?.segments ?? []).map(({ from, to, tone, text, label, end: ended }) =>
    [
      `${from}–${to}`,
      tone,
      text,
      ...(label === undefined ? [] : [label]),
      ...(ended === undefined ? [] : [ended]),
    ].join(' | '),
  );
}

describe('the lanes of a run', () => {
  it('show a device by the states of its app, the dialog below', async () => {
    const transition = (t: number, from: string, to: string) =>
      at(t, 'H01', { kind: 'transition', machine: 'handheld', from, to });
    const run = await show([
      transition(100, 'off', 'idle'),
      transition(200, 'idle', 'open.booking'),
      transition(300, 'open.booking', 'open.booking yellow'),
      transition(400, 'open.booking yellow', 'open.booking red'),
      transition(500, 'open.booking red', 'idle'),
      end(900),
    ]);
    const lane = laneOf(run, 'Devices', 'H01');
    assert.deepEqual(bandOf(lane, 'state'), [
      '0–100 | off | off',
      '100–200 | idle | idle',
      '200–300 | open | open.booking',
      '300–400 | open | open.booking yellow',
      '400–500 | open | open.booking red',
      '500–900 | idle | idle',
    ]);
    assert.deepEqual(bandOf(lane, 'dialog'), ['300–400 | yellow | yellow dialog', '400–500 | red | red dialog']);
  });

  it('show the server down while it is killed, and before it first starts', async () => {
    const server = (t: number, state: 'up' | 'killed') => at(t, 'server', { kind: 'condition', of: 'server', state });
    const run = await show([server(10, 'up'), server(1_000, 'killed'), server(5_000, 'up'), end(6_000)]);
    assert.deepEqual(bandOf(laneOf(run, 'Server and radio', 'server'), 'state'), [
      '0–10 | down | not started',
      '10–1000 | up | up',
      '1000–5000 | down | killed',
      '5000–6000 | up | up',
    ]);
  });

  it('end where the run ended, in the seconds of the scenario, on a ground that runs faster as well', async () => {
    const run = await show(
      [at(1_000, 'inside', { kind: 'condition', of: 'access-point', state: 'down' }), end(5_000)],
      20,
    );
    assert.equal(run.endMs, 100_000);
    assert.deepEqual(bandOf(laneOf(run, 'Server and radio', 'inside'), 'state'), [
      '0–20000 | up | up',
      '20000–100000 | down | down',
    ]);
    assert.equal(run.history.timeOf(1), 20_000);
  });
});

describe('faults, money and paper on the lanes', () => {
  it('draw a fault in its target and among the faults, one above the other where they overlap', async () => {
    const fault = (t: number, node: string, phase: 'begun' | 'ended', id: number) =>
      at(t, node, { kind: 'fault', phase, fault: 'put-away', id, params: {} });
    const run = await show([
      fault(100, 'H01', 'begun', 1),
      fault(200, 'till', 'begun', 2),
      fault(300, 'H01', 'ended', 1),
      end(400),
    ]);
    assert.deepEqual(bandOf(laneOf(run, 'Devices', 'H01'), 'fault'), [
      '100–300 | fault | put-away | put-away on H01 | healed',
    ]);
    const rows = run.groups.find((group) => group.name === 'Faults')?.lanes.map((lane) => bandOf(lane, 'bar'));
    assert.deepEqual(rows, [
      ['100–300 | fault | put-away | put-away on H01 | healed'],
      ['200–400 | fault | put-away | put-away on till | never healed'],
    ]);
  });

  it('keep a parked payment on its tab until it is billed', async () => {
    const run = await show([
      fact(100, { kind: 'payment-begun', payment: 1, tab: 5, terminal: 'pt1' }),
      fact(900, { kind: 'payment-parked', payment: 1, tab: 5 }),
      fact(5_000, { kind: 'billed', tab: 5 }),
    ]);
    assert.deepEqual(bandOf(laneOf(run, 'Locks by tab', 'tab 5'), 'payment'), [
      '100–900 | paying | payment | pt1 | parked',
      '900–5000 | parked | parked payment | parked | billed',
    ]);
  });

  it('mark tickets, copies and money, and draw no heartbeat', async () => {
    const printed = { kind: 'printed', ticket: 4, document: 'order', tab: 5, lines: 9 } as const;
    const run = await show([
      at(100, 'kitchen', { ...printed, copy: false }),
      at(200, 'kitchen', { ...printed, copy: true }),
      at(300, 'server', { kind: 'heard', from: 'H01' }),
      at(400, 'pt1', { kind: 'money', phase: 'taken', cents: 1_250, receiptNo: '0001', trace: 1 }),
    ]);
    assert.deepEqual(laneOf(run, 'Printers', 'kitchen').marks, [
      { at: 100, tone: 'printed', event: 1 },
      { at: 200, tone: 'copy', event: 2 },
    ]);
    assert.deepEqual(laneOf(run, 'Payment terminals', 'pt1').marks, [{ at: 400, tone: 'taken', event: 4 }]);
    assert.deepEqual(laneOf(run, 'Server and radio', 'server').marks, []);
  });

  it('are there for somebody the floor does not know', async () => {
    const run = await show([at(100, 'X99', { kind: 'transition', machine: 'handheld', from: 'off', to: 'idle' })]);
    assert.deepEqual(bandOf(laneOf(run, 'Devices', 'X99'), 'state'), ['100–100 | idle | idle']);
  });
});

describe('holds and locks on the lanes', () => {
  const hold = (t: number, token: number) => at(t, 'H01', { kind: 'hold', tab: 12, token });
  const lost = (t: number, token: number, why: string) => at(t, 'H01', { kind: 'hold-lost', tab: 12, token, why });
  const locked = (t: number, token: number) => fact(t, { kind: 'tab-locked', tab: 12, token, device: 'H01' });
  const released = (t: number, token: number, cause: string) =>
    fact(t, { kind: 'tab-released', tab: 12, token, device: 'H01', cause });
  const device = (run: Run) => laneOf(run, 'Devices', 'H01');

  it('draw a hold by the device alone where the server says nothing', async () => {
    const run = await show([hold(1_000, 7), lost(9_000, 7, 'CLOSED')]);
    assert.deepEqual(bandOf(device(run), 'hold'), ['1000–9000 | hold | holds the tab | 12 · 7 | CLOSED']);
  });

  it('give the end of a hold by the server’s word', async () => {
    const run = await show([
      locked(1_000, 7),
      hold(1_010, 7),
      released(9_000, 7, 'lease-ended'),
      lost(9_500, 7, 'LOCK_LOST'),
    ]);
    assert.deepEqual(bandOf(device(run), 'hold'), ['1010–9500 | hold | holds the tab | 12 · 7 | lease-ended']);
    assert.equal(device(run).bands.find((band) => band.row === 'hold')?.segments[0]?.endEvent, 3);
  });

  it('set off a lock that outlives its hold as orphaned, on the device and on the tab', async () => {
    const run = await show([
      locked(1_000, 7),
      hold(1_010, 7),
      lost(20_000, 7, 'SWITCH_OFF'),
      released(200_000, 7, 'lease-ended'),
    ]);
    assert.deepEqual(bandOf(device(run), 'lock'), [
      '1000–20000 | lock | locked | 12 · 7 | lease-ended',
      '20000–200000 | orphaned | orphaned | 12 · 7 | lease-ended',
    ]);
    assert.deepEqual(
      bandOf(laneOf(run, 'Locks by tab', 'tab 12'), 'lock').at(-1),
      '20000–200000 | orphaned | orphaned | H01 · 7 | lease-ended',
    );
  });

  it('set off a hold the server has ended in the meantime, but no difference within the tolerance', async () => {
    const run = await show([
      locked(1_000, 7),
      hold(1_010, 7),
      released(181_000, 7, 'lease-ended'),
      lost(300_000, 7, 'LOCK_LOST'),
      locked(310_000, 8),
      hold(310_010, 8),
      released(320_000, 8, 'bill'),
      lost(320_900, 8, 'CLOSED'),
    ]);
    assert.deepEqual(bandOf(device(run), 'hold'), [
      '1010–181000 | hold | holds the tab | 12 · 7 | lease-ended',
      '181000–300000 | stale | holds by its own word only | 12 · 7 | LOCK_LOST',
      '310010–320900 | hold | holds the tab | 12 · 8 | bill',
    ]);
  });
});
