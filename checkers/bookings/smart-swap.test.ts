// Which station must be in force, and what may be booked with it.
import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import type { Fact } from '#server/core/facts';
import { evening, type Story } from '../story.ts';
import { smartSwap } from './smart-swap.ts';

const station = (name: string, cents: number) => ({
  ...{ name, columns: 1, printers: {}, runs: true },
  articles: [{ name: 'Soup', cents, place: 'none' }],
});
const floor = {
  devices: [{ name: 'C01', family: 'client', beltPrinter: false }],
  articles: [{ name: 'Soup', cents: 500, place: 'none' }],
  smartSwap: {
    stations: [station('terrace', 600), station('cellar', 700)],
    areas: [
      { from: 50, to: 59, station: 'terrace', maintain: true },
      { from: 60, to: 69, station: 'cellar', maintain: false },
    ],
    layoutChange: true,
  },
};
let token = 0;

/** H01 opens the tab with that station in force. */
function opens(story: Story, tab: number, name?: string, maintain?: true): Story {
  token += 1;
  const inForce = { ...(name === undefined ? {} : { station: name }), ...(maintain === undefined ? {} : { maintain }) };
  const layout = name === undefined ? {} : { station: name, columns: 1 };
  const locked: Fact = { kind: 'tab-locked', tab, token, device: 'H01', operator: 'Anna', ...inForce };
  return story
    .asks('H01', 'open', { tab })
    .fact(locked)
    .shows('H01', 'opened', { token, ...layout });
}

function verdict(story: Story): string {
  const { verdict: said, evidence } = story.judged(smartSwap, {}, true, { floor } as object);
  return said === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : said;
}
const made = (cents: number, more: object = {}): EventBody => ({
  ...{ kind: 'collected', tab: 1, seq: 1, article: 'Soup', quantity: 1, cents, place: 'none', offline: false },
  ...more,
});

describe('the station in force', () => {
  it('is none for a Simple Order, whoever presses its key', () => {
    const granted: Fact = { kind: 'tab-locked', tab: 55, token: 90, device: 'C01', operator: 'Anna' };
    const tapped = (asks: string): string => verdict(evening().taps('C01', 1, asks, { tab: 55 }).fact(granted));
    assert.equal(tapped('simple-order'), 'pass');
    assert.match(tapped('open'), /that was with its own settings/);
  });

  it('is that of the range', () => {
    assert.equal(verdict(opens(evening(), 60, 'cellar')), 'pass');
    assert.equal(verdict(opens(evening(), 60)), 'that was with its own settings');
    assert.equal(verdict(opens(evening(), 1, 'cellar')), 'that was with station cellar');
    assert.match(verdict(opens(evening(), 60, 'cellar', true)), /which was to stay/);
  });

  it('stays where it is maintained, until the next range or a start', () => {
    const outside = opens(evening(), 50, 'terrace', true);
    assert.equal(verdict(opens(outside, 1, 'terrace', true)), 'pass');
    assert.equal(verdict(opens(opens(outside, 60, 'cellar'), 1)), 'pass');
    const started = opens(evening(), 50, 'terrace', true).fact({ kind: 'started' });
    assert.equal(verdict(opens(started, 1, 'terrace', true)), 'that was with station terrace, which was to stay');
  });

  it('runs', () => {
    const down = (): Story => evening().fact({ kind: 'station-state', station: 'cellar', runs: false });
    assert.equal(verdict(opens(down(), 60)), 'pass');
    assert.equal(verdict(opens(down(), 60, 'cellar')), 'that was with station cellar');
  });

  it('is told to the device, with its layout', () => {
    const shown = (fields: object): Story =>
      opens(evening(), 60, 'cellar').shows('H01', 'opened', { token, ...fields });
    assert.equal(verdict(shown({ station: 'cellar', columns: 1 })), 'pass');
    assert.equal(verdict(shown({ station: 'terrace', columns: 1 })), 'it was told station terrace');
    assert.match(verdict(shown({ station: 'cellar' })), /a layout of no columns/);
  });
});

describe('a station that does not run', () => {
  const works = (story: Story): Story =>
    story.event('H01', { kind: 'transition', machine: 'handheld', from: 'opening', to: 'open.booking' });
  const down = (): Story => evening().fact({ kind: 'station-state', station: 'cellar', runs: false });
  const told = (story: Story, node = 'H01'): Story =>
    story.event(node, { kind: 'told', code: 'station-not-running', tab: 60 });

  it('is told to who opens a tab of its range, and to nobody else', () => {
    assert.equal(verdict(works(told(opens(down(), 60)))), 'pass');
    assert.match(verdict(works(opens(down(), 60))), /its operator had not been told/);
    assert.equal(verdict(works(opens(down(), 1))), 'pass');
    assert.equal(verdict(works(opens(evening(), 60, 'cellar'))), 'pass');
    assert.match(verdict(told(opens(evening(), 60, 'cellar'))), /that was not so, or had been told/);
    assert.match(verdict(told(told(opens(down(), 60)))), /that was not so, or had been told/);
    const welcomed = opens(down(), 60).event('H01', {
      ...{ kind: 'welcome', hold: 'none', serverClockMs: 0, heartbeatMs: 1, toleranceMs: 1, offlineBooking: true },
    });
    assert.equal(verdict(works(welcomed)), 'pass', 'it may be lost with the connection');
  });

  it('is told on the next screen of a thin client', () => {
    const shown = (): Story =>
      down()
        .taps('C01', 1, 'open', { tab: 60 })
        .fact({ kind: 'tab-locked', tab: 60, token: 77, device: 'C01', operator: 'Anna' })
        .screen('C01', 2, 60, 77)
        .event('C01', { kind: 'hold', tab: 60, token: 77 });
    const books = (story: Story, screen: number): Story => story.taps('C01', screen, 'book', { tab: 60, token: 77 });
    assert.equal(verdict(books(told(shown().screen('C01', 3, 60, 77), 'C01'), 4)), 'pass');
    assert.match(verdict(books(shown().screen('C01', 3, 60, 77), 3)), /its operator had not been told/);
    assert.equal(verdict(books(shown(), 2)), 'pass', 'it is on its way');
  });
});

describe('what is booked', () => {
  it('has the price of the station in force', () => {
    const at = (body: EventBody): Story =>
      opens(evening(), 60, 'cellar')
        .event('H01', { kind: 'transition', machine: 'handheld', from: 'opening', to: 'open.booking' })
        .event('H01', body);
    assert.equal(verdict(at(made(700, { station: 'cellar' }))), 'pass');
    assert.match(verdict(at(made(500, { station: 'cellar' }))), /it was to cost 500 cents/);
    assert.match(verdict(at(made(500))), /made with its own settings/);
    const closed: EventBody = { kind: 'transition', machine: 'handheld', from: 'idle', to: 'collectingOffline red' };
    assert.equal(verdict(at(closed).event('H01', made(500, { offline: true }))), 'pass');
    assert.match(verdict(at(made(700, { station: 'cellar', article: 'Tea' }))), /none of its items/);
  });

  it('has it also at a thin client, for which the server makes it', () => {
    const booked = (cents: number): Story => {
      const by = { tab: 60, token: 9_000, device: 'C01', operator: 'Anna' };
      const bookings = [{ seq: 1, article: 'Soup', quantity: 1, cents, place: 'none' }];
      return evening()
        .fact({ kind: 'tab-locked', ...by, station: 'cellar' })
        .fact({ kind: 'booked', ...by, source: '40', offline: false, bookings });
    };
    assert.equal(verdict(booked(700)), 'pass');
    assert.match(verdict(booked(500)), /it was to cost 500 cents/);
  });
});
