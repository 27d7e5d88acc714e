import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { monitorTold } from './monitor-told.ts';

const limits = { printWaitMs: 1_000, graceMs: 100, slackMs: 0 };
const floor = { monitors: [{ name: 'qsr', places: ['kitchen'], instead: true }], monitorsTold: true };
const header = { limits, floor, timeScale: 1 } as unknown as HistoryHeader;

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const fact = (t: number, said: Fact): HistoryEvent => event(t, 'server', { kind: 'fact', n: 1, at: t, fact: said });
const server = (t: number, state: 'up' | 'killed'): HistoryEvent =>
  event(t, 'server', { kind: 'condition', of: 'server', state });
const queued = (t: number, item: number): HistoryEvent =>
  fact(t, { kind: 'item-queued', monitor: 'qsr', item, tab: 5, place: 'kitchen', device: 'H01', lines: [] });
const shown = (t: number, item: number): HistoryEvent => fact(t, { kind: 'items-shown', monitor: 'qsr', item });
const away = (t: number, item: number, waiting = 1): HistoryEvent =>
  fact(t, { kind: 'monitor-away', monitor: 'qsr', item, waiting });
const ended = (t: number): HistoryEvent => event(t, 'run', { kind: 'phase', phase: 'end' });

function said(events: HistoryEvent[], of = header): string {
  const [result] = judgeHistory(of, [server(0, 'up'), ...events], { checkers: [monitorTold] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('a kitchen monitor that shows nothing', () => {
  it('is told to people when something has waited for the limit', () => {
    assert.equal(said([queued(100, 1), away(1_100, 1), ended(9_000)]), '');
    assert.match(said([queued(100, 1), ended(1_201)]), /^by 0:00:01.201 nobody was told$/);
    assert.equal(said([queued(100, 1), ended(1_200)]), '');
    assert.match(said([queued(100, 1), away(1_099, 1)]), /^it had waited for 999 ms only$/);
    assert.match(said([queued(100, 1), queued(200, 2), away(1_100, 1)]), /^2 waited, from 1 on$/);
  });

  it('has the limit anew with whatever it shows, and nothing to show is no matter', () => {
    const first = [queued(100, 1), queued(200, 2), shown(900, 1)];
    assert.equal(said([...first, away(1_900, 2), ended(9_000)]), '');
    assert.match(said([...first, away(1_899, 2)]), /^it had waited for 999 ms only$/);
    assert.match(said([...first, ended(2_001)]), /nobody was told/);
    assert.equal(said([...first, shown(1_950, 2), ended(9_000)]), '');
    assert.match(said([...first, shown(1_950, 2), away(3_000, 3)]), /^0 waited/);
  });

  it('is told once until it shows something again', () => {
    const told = [queued(100, 1), queued(200, 2), away(1_100, 1, 2)];
    assert.match(said([...told, away(2_100, 1, 2)]), /^that had been told before$/);
    assert.equal(said([...told, shown(3_000, 1), away(4_000, 2), ended(9_000)]), '');
    assert.match(said([...told, shown(3_000, 1), ended(4_101)]), /nobody was told/);
  });

  it('has its limit while a server runs, and anew from a start', () => {
    const killed = [queued(100, 1), server(500, 'killed')];
    assert.equal(said([...killed, ended(9_000)]), '');
    assert.equal(said([...killed, server(8_000, 'up'), ended(9_100)]), '');
    assert.match(said([...killed, server(8_000, 'up'), ended(9_101)]), /nobody was told/);
    assert.match(
      said([queued(100, 1), away(1_100, 1), server(1_500, 'killed'), server(2_000, 'up'), away(3_000, 1)]),
      /^that had been told before$/,
    );
  });

  it('is no matter of histories from before people were told', () => {
    const { monitorsTold: _, ...older } = floor;
    const old = { ...header, floor: older } as unknown as HistoryHeader;
    assert.equal(said([queued(100, 1), ended(9_000)], old), '');
  });
});
