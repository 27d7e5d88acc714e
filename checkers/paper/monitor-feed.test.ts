// What kitchen monitors show.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { monitorFeed } from './monitor-feed.ts';

const header = {
  timeScale: 1,
  floor: { monitors: [{ name: 'qsr', places: ['kitchen'], instead: false }] },
} as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const LINES = ['Tab 5  Anna', 'Order kitchen', '1 x Soup'];

const booked = (place = 'kitchen'): HistoryEvent =>
  fact({
    ...{ kind: 'booked', tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40', offline: false },
    bookings: [{ seq: 1, article: 'Soup', quantity: 1, cents: 690, place }],
  });
const queued = (item: number, lines = LINES): HistoryEvent =>
  fact({ kind: 'item-queued', monitor: 'qsr', item, tab: 5, place: 'kitchen', device: 'H01', lines });
const shown = (item: number, text = LINES): HistoryEvent => ({
  ...{ t: 2, node: 'qsr', kind: 'shown', item, tab: 5, place: 'kitchen', text },
});
const taken = (item: number): HistoryEvent => fact({ kind: 'items-shown', monitor: 'qsr', item });

/** The verdict, or what a failure says after its `however`. */
function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { whole: true, checkers: [monitorFeed] });
  return result?.evidence[0]?.sentence.split('; however ')[1] ?? `${result?.verdict}`;
}

describe('a kitchen monitor', () => {
  it('shows what is handed over for its place, and is taken at its word', () => {
    assert.equal(said(booked(), queued(1), shown(1), taken(1)), 'pass');
    assert.equal(said(booked('bar')), 'pass');
    assert.match(said(booked()), /not queued for it/);
    assert.match(said(queued(1), shown(1)), /nobody handed over/);
    assert.match(said(booked(), queued(1, ['Tab 5  Anna', '2 x Soup'])), /nobody handed over/);
  });

  it('shows everything in the end, in order, and nothing twice', () => {
    const two = [booked(), queued(1), booked(), queued(2)];
    assert.equal(said(...two, shown(1), shown(2)), 'pass');
    assert.match(said(...two, shown(1)), /had shown 1 of them/);
    assert.match(said(...two, shown(2)), /showed 2, and not 1/);
    assert.match(said(...two, shown(1), shown(1)), /showed item 1 after 1/);
    assert.match(said(...two, shown(1), shown(2), shown(3)), /which was not queued/);
    assert.match(said(booked(), queued(2)), /item 2 followed on 0/);
    assert.match(said(booked(), queued(1), shown(1, ['Tab 5  Anna'])), /it showed "Tab 5  Anna"/);
  });

  it('has shown what the server takes for shown', () => {
    assert.match(said(booked(), queued(1), taken(1), shown(1)), /was taken for shown/);
  });
});
