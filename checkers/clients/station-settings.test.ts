// Whose settings a device goes by, and at which IIS it is right.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import { judgeHistory } from '../judge.ts';
import { stationSettings } from './station-settings.ts';
import { STORY_LIMITS } from '../story.ts';

type Device = FloorSummary['devices'][number];

const settings = { offlineBooking: false, offers: ['bar'] };
const own: Partial<Device> = { iis: 'terrace', settings };
const welcome = (offlineBooking?: boolean): EventBody => ({
  ...{ kind: 'welcome', hold: 'none', serverClockMs: 0, heartbeatMs: 1, toleranceMs: 1 },
  ...(offlineBooking === undefined ? {} : { offlineBooking }),
});
const tap = (article: string): EventBody => ({
  ...{ kind: 'tap', screen: 1, title: 'Tab 1', key: article, x: 1, y: 1, asks: 'book', article },
});
const collected = (offline: boolean): EventBody => ({ kind: 'collected', tab: 1, seq: 1, cents: 1, offline });
const told = (iis?: string): EventBody => ({
  ...{ kind: 'told', code: 'wrong-iis', tab: 0 },
  ...(iis === undefined ? {} : { iis }),
});

/** The verdict on what happens at H01, or what a failure says after its `however`. */
function verdict(device: Partial<Device>, body: EventBody): string {
  const one = { name: 'H01', family: 'handheld', beltPrinter: false, ...device };
  const articles = [
    { name: 'Pils', cents: 1, place: 'bar' },
    { name: 'Soup', cents: 1, place: 'kitchen' },
  ];
  const header = {
    limits: STORY_LIMITS,
    floor: { devices: [one], articles },
    timeScale: 1,
  } as unknown as HistoryHeader;
  const event = { t: 5, node: 'H01', ...body } as HistoryEvent;
  const [result] = judgeHistory(header, [event], { whole: true, checkers: [stationSettings] });
  return result?.verdict === 'fail'
    ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '')
    : `${result?.verdict}`;
}

describe('the settings of a station', () => {
  it('are told to its device', () => {
    assert.equal(verdict(own, welcome(false)), 'pass');
    assert.match(verdict(own, welcome(true)), /it was told true/);
    assert.equal(verdict(own, welcome()), 'pass');
    assert.equal(verdict({}, welcome(true)), 'pass');
  });

  it('forbid bookings without radio, or allow them', () => {
    assert.match(verdict(own, collected(true)), /it stored a booking/);
    assert.equal(verdict(own, collected(false)), 'pass');
    assert.equal(verdict({ settings: { offlineBooking: true } }, collected(true)), 'pass');
  });

  it('say what a thin client is shown to book', () => {
    assert.equal(verdict(own, tap('Pils')), 'pass');
    assert.match(verdict(own, tap('Soup')), /Soup, from kitchen/);
    assert.equal(verdict({ settings: { offlineBooking: true } }, tap('Soup')), 'pass');
  });
});

describe('a device that comes to another IIS', () => {
  const lost = { ...own, dials: 'hall' };
  const admitted: EventBody = { kind: 'admitted', session: 1 };

  it('is not let in', () => {
    assert.match(verdict(lost, welcome(false)), /it was let in/);
    assert.match(verdict(lost, admitted), /it was let in/);
    assert.equal(verdict(own, admitted), 'pass');
  });

  it('is told which is its own, and nobody else is', () => {
    assert.equal(verdict(lost, told('terrace')), 'pass');
    const reply: EventBody = { kind: 'reply', req: 0, ok: false, did: 'error', code: 'wrong-iis', iis: 'terrace' };
    assert.equal(verdict(lost, reply), 'pass');
    assert.match(verdict(lost, told('hall')), /belongs to hall/);
    assert.match(verdict(lost, told()), /belongs to another IIS/);
    assert.match(verdict(own, told('terrace')), /belongs to terrace/);
  });

  it('may be a Freestyle device, which belongs where it comes to', () => {
    assert.equal(verdict({ ...lost, family: 'freestyle' }, admitted), 'pass');
  });
});
