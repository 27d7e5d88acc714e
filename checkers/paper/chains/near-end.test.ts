import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../../judge.ts';
import { nearEnd } from './near-end.ts';
import { fact, queued, started } from './ticket-story.ts';

const failing = ['offline', 'paper-out', 'cover-open', 'error', 'near-end'];
const printers = [
  { name: 'kitchen', alternatives: ['pass', 'bar'], failing, tellsPaper: true },
  { name: 'pass', alternatives: [], failing, tellsPaper: true },
  { name: 'bar', alternatives: [], tellsPaper: true },
];
const limits = { printerPollMs: 5, printStatusMs: 3, failAfterMs: 5, slackMs: 0 };
const header = { limits, floor: { printers }, timeScale: 1 } as unknown as HistoryHeader;

const sensor = (t: number, node: string, state: 'near-end' | 'enough'): HistoryEvent => ({
  ...{ t, node, kind: 'condition', of: 'paper', state },
});
const trouble = (t: number, node: string): HistoryEvent => ({
  ...{ t, node, kind: 'condition', of: 'printer', state: 'off' },
});
const printed = (t: number, printer: string): HistoryEvent =>
  fact(t, { kind: 'job-printed', job: 1, printer, evidence: 'confirmed' });
const noted = (t: number, printer = 'kitchen'): HistoryEvent => fact(t, { kind: 'paper-near-end', printer, job: 1 });
const enough = (t: number, printer = 'kitchen'): HistoryEvent => fact(t, { kind: 'paper-enough', printer });

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, [queued(0), ...events], { checkers: [nearEnd] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('paper near its end', () => {
  it('is noted once, when it is so, also if that is over by then', () => {
    const near = [started(1, 'kitchen'), sensor(2, 'kitchen', 'near-end')];
    assert.equal(said(...near, noted(3)), '');
    assert.equal(said(...near, sensor(3, 'kitchen', 'enough'), noted(4)), '');
    assert.match(said(...near, noted(3), noted(4)), /had been noted before/);
    assert.match(said(started(1, 'kitchen'), noted(3)), /it was not/);
    assert.match(
      said(sensor(1, 'kitchen', 'near-end'), sensor(2, 'kitchen', 'enough'), started(3, 'kitchen'), noted(4)),
      /it was not/,
    );
  });

  it('is noted with the first ticket that is begun after the sensor has told', () => {
    assert.equal(said(started(1, 'kitchen'), sensor(2, 'kitchen', 'near-end'), printed(3, 'kitchen')), '');
    const later = [sensor(1, 'kitchen', 'near-end'), started(2, 'kitchen')];
    assert.match(said(...later, printed(3, 'kitchen')), /that was not noted/);
    assert.equal(said(...later, noted(3), printed(3, 'kitchen')), '');
  });

  it('is over only with a new roll', () => {
    const near = [sensor(1, 'kitchen', 'near-end'), started(2, 'kitchen'), noted(3), printed(3, 'kitchen')];
    assert.equal(said(...near, sensor(4, 'kitchen', 'enough'), enough(5)), '');
    assert.equal(said(...near, sensor(4, 'kitchen', 'enough'), sensor(5, 'kitchen', 'near-end'), enough(6)), '');
    assert.match(said(...near, enough(5)), /nobody had put in a new roll/);
    assert.match(said(...near, sensor(4, 'kitchen', 'enough'), enough(5), enough(6)), /nothing else had been noted/);
    assert.match(said(started(1, 'kitchen'), enough(2)), /nothing else had been noted/);
  });

  it('is over soon after a new roll, where tickets go elsewhere meanwhile', () => {
    // Three polls and answers, and the hold-off of the printer.
    const DUE = 29;
    const near = [sensor(1, 'kitchen', 'near-end'), started(2, 'kitchen'), noted(3), printed(3, 'kitchen')];
    const end = (t: number): HistoryEvent => ({ t, node: 'run', kind: 'phase', phase: 'end' });
    const roll = [...near, sensor(10, 'kitchen', 'enough')];
    assert.equal(said(...roll, end(10 + DUE)), '');
    assert.match(said(...roll, end(11 + DUE)), /by 0:00:00.040 that was not noted/);
    assert.match(said(...roll, enough(11 + DUE)), /that was not noted/);
    assert.match(said(...roll, started(11 + DUE, 'pass')), /that was not noted/);
    assert.equal(said(...roll, enough(12), end(11 + DUE)), '');
    assert.equal(said(...roll, trouble(20, 'kitchen'), end(11 + DUE)), '', 'it could not be asked');
    assert.equal(
      said(trouble(0, 'pass'), trouble(0, 'bar'), ...roll, started(30, 'kitchen'), end(11 + DUE)),
      '',
      'it prints, and tells then',
    );
    const counts = { ...header, floor: { printers: printers.map((one) => ({ ...one, failing: ['offline'] })) } };
    assert.equal(
      judgeHistory(counts as never, [queued(0), ...roll, end(99)], { checkers: [nearEnd] })[0]?.verdict,
      'pass',
    );
  });

  it('sends tickets elsewhere where it counts, if they can go there', () => {
    const near = [sensor(1, 'kitchen', 'near-end'), started(2, 'kitchen'), noted(3), printed(3, 'kitchen')];
    assert.equal(said(...near, started(100, 'pass')), '');
    assert.match(said(...near, started(100, 'kitchen')), /while pass was well/);
    assert.equal(said(...near, trouble(50, 'pass'), started(100, 'kitchen')), '');
    const both = [...near, sensor(4, 'pass', 'near-end'), started(4, 'pass'), noted(5, 'pass')];
    assert.match(said(...both, started(100, 'pass')), /while bar was well/);
    assert.equal(said(...both, started(100, 'bar')), '');
    const all = [...both, started(6, 'bar'), sensor(7, 'bar', 'near-end'), noted(8, 'bar')];
    assert.equal(said(...all, started(100, 'bar')), '');
    assert.match(said(...all, started(100, 'kitchen')), /while bar was well/);
  });
});
