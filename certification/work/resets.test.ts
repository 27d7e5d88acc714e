import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { AT_WORK, type Played } from './evening.ts';
import { startsAnew } from './resets.ts';

const STEP_MS = 5_000;
const at = (t: number, body: EventBody, node = AT_WORK): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const screen = (t: number, tab?: number): HistoryEvent =>
  at(t, { kind: 'screen', screen: 1, title: '', token: 1, ...(tab === undefined ? {} : { tab }) } as never);
const to = (t: number, state: string): HistoryEvent =>
  at(t, { kind: 'transition', machine: 'thin-client', from: 'showing.shown', to: state });

/** Two fingers, and what comes of it. */
function swipe(i: number, comes: 'anew' | 'nothing' | 'without its tab' | 'never'): HistoryEvent[] {
  const t = i * STEP_MS;
  const swiped = at(t, { kind: 'act', act: 'swipe' } as never);
  if (comes === 'nothing') return [swiped, screen(t + 50, 11)];
  const connecting = [swiped, to(t + 20, 'connecting.asking')];
  if (comes === 'never') return connecting;
  return [...connecting, to(t + 40, 'showing.waiting'), screen(t + 50, comes === 'anew' ? 11 : undefined)];
}
const still = at(7_000, { kind: 'stall', who: 'harness', fromMs: 4_000, toMs: 7_000 }, 'run');
const tapped = at(1, { kind: 'tap' } as never);

function said(events: HistoryEvent[]): unknown {
  const played = { events: [tapped, ...events], heartbeatMs: 2_000, timeScale: 2, asked: [] } as unknown as Played;
  const reading = startsAnew(played);
  return reading.kind === 'known' ? (reading.value as { value: number }).value : reading.reason;
}
const ten = (other: Parameters<typeof swipe>[1], count: number): HistoryEvent[] =>
  Array.from({ length: 10 }, (_, i) => swipe(i, i < count ? other : 'anew')).flat();
/** The class of so many of ten. */
function classOf(value: number): string {
  const criterion = catalogue.criteria.find(({ id }) => id === 'INP-2');
  assert.ok(criterion);
  return judgeRun(criterion, { kind: 'number', value, uncertainty: 0 }).class;
}

describe('a device that is reset by two fingers', () => {
  it('starts anew and shows its tab, each time', () => {
    assert.equal(said(ten('anew', 0)), 10);
    assert.equal(said(ten('nothing', 3)), 7);
    assert.equal(said(ten('without its tab', 2)), 8);
    assert.equal(said(ten('never', 1)), 9);
    assert.deepEqual([10, 9, 8, 7].map(classOf), ['pass', 'conditional', 'conditional', 'fail']);
  });

  it('is not known to where fewer swipes were made, or the machine stood still', () => {
    assert.match(String(said(ten('anew', 0).slice(4))), /Only 9 of 10 swipes/);
    assert.match(String(said([...ten('nothing', 1), still])), /stood still/);
    assert.equal(said([...ten('anew', 0), still]), 10, 'it did all the same');
  });

  it('is judged by what it does, not by what others do', () => {
    const others = ten('anew', 0).map((event) => ({ ...event, node: 'C01' }) as HistoryEvent);
    assert.match(String(said(others)), /Only 0 of 10/);
  });
});
