// What operators are told of their belt printers.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import { judgeHistory } from '../../judge.ts';
import { STORY_LIMITS } from '../../story.ts';
import { beltTold } from './belt-told.ts';

type Device = FloorSummary['devices'][number];
type Moment = [t: number, node: string, body: EventBody];

const device = (name: string, belt?: Device['belt']): Device => ({
  ...{ name, family: 'handheld', beltPrinter: true },
  ...(belt === undefined ? {} : { belt }),
});
const UNPAIRED = { of: 'H01', driver: 'bixolon', paired: false } as const;
const WRONG_DRIVER = { of: 'H01', driver: 'generic', paired: true } as const;
const SHARED = { of: 'H01', driver: 'bixolon', paired: true } as const;

const told = (code: string): EventBody => ({ kind: 'told', code, tab: 0 });
const away = (job: number): EventBody => ({ kind: 'sent', type: 'redirect-print', req: job, job });
const queued = (job: number, of: string): EventBody => ({
  ...{ kind: 'fact', n: job, at: 0 },
  fact: { kind: 'job-queued', job, ticket: job, route: 'belt', queue: of, device: of, document: 'bill', tab: 1 },
});
const printed = (ticket: number, lines = 1): EventBody => ({
  ...{ kind: 'printed', ticket, copy: false, document: 'bill', tab: 1, lines },
});
const pairing = (state: 'paired' | 'unpaired'): EventBody => ({ kind: 'condition', of: 'pairing', state });

/** What is found, or else the verdict. */
function verdict(devices: Device[], moments: Moment[], beltReasons?: true): string {
  const header = {
    limits: { ...STORY_LIMITS, printConfirmMs: 12_000, printLineMs: 2_000 },
    floor: { devices, ...(beltReasons === undefined ? {} : { beltReasons }) },
    timeScale: 1,
  } as unknown as HistoryHeader;
  const events = moments.map(([t, node, body]) => ({ t, node, ...body }) as HistoryEvent);
  const [result] = judgeHistory(header, events, { whole: true, checkers: [beltTold] });
  return result?.verdict === 'fail'
    ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '')
    : `${result?.verdict}`;
}

describe('what operators are told of belt printers', () => {
  it('is how the device is paired', () => {
    const unpaired: Moment[] = [[50_000, 'H01', told('belt-printer-unpaired')]];
    assert.equal(verdict([device('H01', UNPAIRED)], unpaired), 'pass');
    assert.match(verdict([device('H01')], unpaired), /it was paired/);
    assert.match(verdict([device('H01', WRONG_DRIVER)], unpaired), /it was wrong-driver/);
    const fails: Moment[] = [[50_000, 'H01', told('belt-printer-fails')]];
    assert.match(verdict([device('H01', UNPAIRED)], fails), /it was unpaired/);
  });

  it('changes when a pairing is lost, and found again', () => {
    const lost: Moment = [10_000, 'H01/belt', pairing('unpaired')];
    const back: Moment = [60_000, 'H01/belt', pairing('paired')];
    const says = (t: number): Moment => [t, 'H01', told('belt-printer-unpaired')];
    assert.equal(verdict([device('H01')], [lost, says(20_000), back]), 'pass');
    assert.match(verdict([device('H01')], [lost, back, says(90_000)]), /it was paired/);
  });

  it('names another device only where one has something to print', () => {
    const inUse: Moment = [20_000, 'H02', told('belt-printer-in-use')];
    const both = [device('H01'), device('H02', SHARED)];
    assert.equal(verdict(both, [[10_000, 'server', queued(1, 'H01')], inUse]), 'pass');
    assert.match(verdict(both, [inUse]), /no other device/);
    assert.match(verdict([device('H02')], [[10_000, 'server', queued(1, 'H01')], inUse]), /no other device/);
  });

  it('is told before each receipt that goes elsewhere, but not in older histories', () => {
    const fails: Moment = [50_000, 'H01', told('belt-printer-fails')];
    const gone = (t: number, job: number): Moment => [t, 'H01', away(job)];
    assert.equal(verdict([device('H01')], [fails, gone(50_001, 1), gone(60_000, 1)], true), 'pass');
    assert.match(verdict([device('H01')], [fails, gone(50_001, 1), gone(60_000, 2)], true), /not told why/);
    assert.equal(verdict([device('H01')], [gone(50_001, 1)]), 'pass');
  });

  it('is true of the paper: nothing comes out without a pairing', () => {
    const out: Moment[] = [
      [10_000, 'server', queued(3, 'H01')],
      [50_000, 'H01/belt', printed(3)],
    ];
    assert.equal(verdict([device('H01')], out), 'pass');
    assert.match(verdict([device('H01', WRONG_DRIVER)], out), /was not paired/);
  });

  it('lets come out what the printer had got before, in the time its lines may take', () => {
    const out = (t: number, lines: number): Moment[] => [
      [30_000, 'server', queued(3, 'H01')],
      [30_034, 'H01/belt', pairing('unpaired')],
      [t, 'H01/belt', printed(3, lines)],
    ];
    const mostMs = 30_034 + 12_000 + 39 * 2_000;
    assert.equal(verdict([device('H01')], out(mostMs, 39)), 'pass');
    assert.match(verdict([device('H01')], out(mostMs + 1, 39)), /was not paired/);
    assert.match(verdict([device('H01')], out(mostMs, 38)), /was not paired/);
  });

  it('lets it come out behind the ticket that came before it', () => {
    const out = (t: number, first: boolean): Moment[] => [
      [29_000, 'server', queued(2, 'H01')],
      [30_000, 'server', queued(3, 'H01')],
      [30_034, 'H01/belt', pairing('unpaired')],
      ...(first ? ([[40_000, 'H01/belt', printed(2, 10)]] as Moment[]) : []),
      [t, 'H01/belt', printed(3, 5)],
    ];
    const mostMs = 30_034 + 12_000 + (10 + 5) * 2_000;
    assert.equal(verdict([device('H01')], out(mostMs, true)), 'pass');
    assert.match(verdict([device('H01')], out(mostMs + 1, true)), /was not paired/);
    assert.match(verdict([device('H01')], out(mostMs, false)), /was not paired/);
  });
});
