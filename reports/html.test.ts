import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import type { CheckResult } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { htmlReport, windowOf } from './html.ts';
import { bundlePage } from './node-bundle.ts';
import { pack } from './node-html.ts';
import type { PageData, ReportedRun } from './report-data.ts';

const HOSTILE = '</script><script>alert(1)</script><!-- "tab"';

function judgedRun(over: Partial<RunResult> = {}, device = 'H01'): ReportedRun & { events: HistoryEvent[] } {
  const floor = {
    devices: [{ name: device, family: 'handheld', beltPrinter: false }],
    printers: [],
    terminals: [],
    accessPoints: [],
  };
  return {
    header: {
      durationMs: 1_000,
      timeScale: 1,
      commit: '',
      limits: { toleranceMs: 3_000 },
      floor,
      source: { about: HOSTILE },
    } as unknown as HistoryHeader,
    events: [{ t: 3_723_456, node: device, kind: 'hold', tab: 1, token: 2 }],
    result: {
      scenario: 'saturday-night',
      verdict: 'fail',
      expectation: { verdict: 'pass', failing: [], met: false },
      ground: 'sim',
      seed: 20,
      historyHash: 'abc',
      events: 1,
      steps: 1,
      simulatedMs: 1_000,
      wallMs: 10,
      checkers: [
        {
          name: 'money',
          verdict: 'fail',
          judged: 1,
          failures: 1,
          evidence: [{ events: [1, 77], sentence: `let ${HOSTILE}; then a; however b` }],
        },
        { name: 'settled', verdict: 'unknown', judged: 0, failures: 0, evidence: [], reason: HOSTILE },
      ],
      history: null,
      replay: `mpos-twin replay ${HOSTILE}`,
      ...over,
    },
  };
}

const pageOf = (runs: readonly ReportedRun[]): string => [...htmlReport(runs, assets, pack)].join('');
const assets = bundlePage('report');

describe('the HTML report', () => {
  const page = pageOf([judgedRun({ scenario: HOSTILE }, HOSTILE)]);

  it('keeps hostile names as text: three script elements, all its own', () => {
    assert.equal(page.match(/<script/g)?.length, 3);
    assert.equal(page.match(/<\/script/g)?.length, 3);
    assert.doesNotMatch(page, /<!--/);
  });

  it('tells what operators have taken', () => {
    const takings = [
      { operator: 'Jürgen <3', mposCents: 123_450, posCents: 5, cashCents: 123_455, cardCents: 0, tipCents: 0 },
    ].map((one) => ({ ...one, refundCents: 0 }));
    const checker = { name: 'takings', verdict: 'pass', judged: 1, failures: 0, evidence: [], takings } as const;
    const told = pageOf([judgedRun({ checkers: [{ ...checker, evidence: [], takings }] })]);
    assert.match(told, /1,234\.55 EUR, by operator/);
    assert.match(told, /<th scope="row">Jürgen &#60;3<\/th><td>1,234\.50<\/td><td>0\.05<\/td>/);
  });

  it('tells the traffic of each device, for a tab and for a line', () => {
    const devices = [{ device: HOSTILE, family: 'client', up: 1_000, down: 239_000, tabs: 2, bookings: 0 }];
    const traffic = { devices };
    const checker = { name: 'traffic', verdict: 'pass', judged: 2, failures: 0, evidence: [], traffic } as const;
    const told = pageOf([judgedRun({ checkers: [{ ...checker, evidence: [] }] })]);
    const cells = ['client', '1 kB', '239 kB', '2', '0', '120 kB', '–'].map((cell) => `<td>${cell}</td>`).join('');
    assert.ok(told.includes(cells));
    assert.match(told, /traffic: 120 kB a tab on thin clients</);
    assert.doesNotMatch(page, /id="traffic-title"/);
  });

  it('carries data that reads back as it was', () => {
    const data = JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '') as PageData;
    assert.equal(data.runs[0]?.floor.devices[0]?.name, HOSTILE);
    assert.deepEqual(data.findings, [
      { run: 0, events: [1, 77] },
      { run: 0, events: [] },
    ]);
  });

  it('carries the history, event for event', () => {
    const packed = /<script type="text\/plain" data-run="0">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    assert.deepEqual(
      JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()),
      judgedRun({}, HOSTILE).events[0],
    );
  });

  it('needs no network: no address in script, style or markup', () => {
    // The name of the SVG namespace is no address that anybody asks.
    assert.doesNotMatch(page.replaceAll('http://www.w3.org/2000/svg', ''), /https?:|src=|@import|url\(/);
    assert.match(page, /default-src 'none'/);
  });

  it('shows several grounds side by side', () => {
    const both = pageOf([judgedRun(), judgedRun({ ground: 'wire', verdict: 'pass', checkers: [] })]);
    assert.match(both, /<th scope="col">sim<\/th><th scope="col">wire<\/th>/);
    assert.match(both, /<td class="none">not judged<\/td>/);
  });

  it('has the events around the first finding of a history that is too long for a page', () => {
    assert.deepEqual(windowOf(90, 50, 100), { first: 1, last: 90 });
    assert.deepEqual(windowOf(1_000, Infinity, 100), { first: 901, last: 1_000 });
    assert.deepEqual(windowOf(1_000, 500, 100), { first: 475, last: 574 });
    assert.deepEqual(windowOf(1_000, 3, 100), { first: 1, last: 100 });
  });
});

describe('findings in the HTML report', () => {
  const page = pageOf([judgedRun()]);

  it('link their events by number and time, except those that are not there', () => {
    assert.match(page, /<button [^>]*data-run="0" data-event="1">#1 <small>1:02:03.456<\/small>/);
    assert.match(page, /<span class="event">#77<\/span>/);
  });

  it('give times in the seconds of the scenario, whatever the ground', () => {
    const wire = judgedRun();
    assert.match(pageOf([{ ...wire, header: { ...wire.header, timeScale: 20 } }]), /#1 <small>20:41:09.120<\/small>/);
  });

  it('are set in their three clauses', () => {
    assert.match(page, /<em>let<\/em>[^]*<em>then<\/em><span>a<\/span>[^]*<em>however<\/em><span>b<\/span>/);
  });

  it('say how many there were where only the first few are told', () => {
    const [money] = judgedRun().result.checkers;
    const more = pageOf([judgedRun({ checkers: [{ ...(money as CheckResult), failures: 1_024 }] })]);
    assert.match(more, /<span class="count">1 of 1,024<\/span>/);
    assert.doesNotMatch(page, /class="count"/);
  });
});

describe('invariants in the HTML report', () => {
  const holding: CheckResult = { name: 'calm-floor', verdict: 'pass', judged: 0, failures: 0, evidence: [] };

  it('stand open where they do not hold, and lead to the finding', () => {
    const page = pageOf([judgedRun()]);
    assert.doesNotMatch(page, /<details class="holding">/);
    assert.match(page, /<th scope="row">settled<\/th><td><a href="#finding-2">/);
  });

  it('are folded away where they hold, with a dash where there was nothing to judge', () => {
    const page = pageOf([judgedRun({ checkers: [...judgedRun().result.checkers, holding] })]);
    assert.match(
      page,
      /<details class="holding"><summary>1 other invariant holds<\/summary>[^]*calm-floor[^]*>–<\/span>/,
    );
  });
});

describe('what one needs to play it again in the HTML report', () => {
  it('is the scenario as a file would say it, and the smallest that fails alike', () => {
    const run = judgedRun();
    const source = { format: 1, name: 'small', about: 'One tab.', seed: 7, duration: 60_000, settle: 480_000 };
    const shrunk = { text: 'name: smaller\n', command: 'mpos-twin run shrunk.yaml' };
    const page = pageOf([
      { ...run, header: { ...run.header, source, commit: 'abc123', playedAt: '2026-11-26T07:29:55.123Z' }, shrunk },
    ]);
    assert.match(page, /name: small\nabout: One tab.\nseed: 7\nduration: 1min\n/);
    assert.match(page, /name: smaller\n/);
    assert.match(page, /mpos-twin run shrunk.yaml/);
    assert.match(page, /<dd>2026-11-26 07:29 UTC<\/dd>[^]*>abc123</);
  });
});

describe('the script of the HTML report', () => {
  it('is of one piece, without imports, and compiles', () => {
    assert.doesNotMatch(assets.script, /^(import|export)\b/m);
    assert.doesNotThrow(() => new Function(assets.script));
  });
});
