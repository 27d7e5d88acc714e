import assert from 'node:assert/strict';
import type { RunResult } from '#checkers/run-result';
import type { HistoryHeader } from '#history/events';
import { htmlReport } from './html.ts';
import { readReportAssets } from './node-html.ts';
import type { JudgedRun } from './timeline/timeline.ts';

const HOSTILE = '</script><script>alert(1)</script><!-- "tab"';

function judgedRun(over: Partial<RunResult> = {}, device = 'H01'): JudgedRun {
  const floor = {
    devices: [{ name: device, family: 'handheld', beltPrinter: false }],
    printers: [],
    terminals: [],
    accessPoints: [],
  };
  return {
    header: {
      durationMs: 1_000,
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

describe('the HTML report', () => {
  const assets = readReportAssets();
  const page = htmlReport([judgedRun({ scenario: HOSTILE }, HOSTILE)], assets);

  it('keeps hostile names as text: two script elements, both its own', () => {
    assert.equal(page.match(/<script/g)?.length, 2);
    assert.equal(page.match(/<\/script/g)?.length, 2);
    assert.doesNotMatch(page, /<!--/);
  });

  it('carries data that reads back as it was', () => {
    const json = /id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    const data = JSON.parse(json) as { runs: { groups: { name: string; lanes: { name: string }[] }[] }[] };
    assert.equal(data.runs[0]?.groups.find((group) => group.name === 'Devices')?.lanes[0]?.name, HOSTILE);
  });

  it('needs no network: no address in script, style or markup', () => {
    assert.doesNotMatch(page, /https?:|src=|@import|url\(/);
    assert.match(page, /default-src 'none'/);
  });

  it('links the events of a finding by number and time, except those that are not there', () => {
    assert.match(page, /<button [^>]*data-run="0" data-event="1">#1 <small>1:02:03.456<\/small>/);
    assert.match(page, /<span class="event">#77<\/span>/);
  });

  it('sets the sentence of a finding in its three clauses', () => {
    assert.match(page, /<em>let<\/em>[^]*<em>then<\/em><span>a<\/span>[^]*<em>however<\/em><span>b<\/span>/);
  });

  it('shows several grounds side by side', () => {
    const both = htmlReport([judgedRun(), judgedRun({ ground: 'wire', verdict: 'pass', checkers: [] })], assets);
    assert.match(both, /<th scope="col">sim<\/th><th scope="col">wire<\/th>/);
    assert.match(both, /<td class="none">–<\/td>/);
  });

  it('has a script of one piece, without imports, that compiles', () => {
    assert.doesNotMatch(assets.script, /^(import|export)\b/m);
    assert.doesNotThrow(() => new Function(assets.script));
  });

  it('gives every tone of the legend a colour in both schemes', async () => {
    const { LEGEND } = (await import(new URL('./html/describe.js', import.meta.url).href)) as {
      LEGEND: [string, Record<string, string>][];
    };
    const colours = [...assets.style.matchAll(/--t-([a-z-]+):\s*#[0-9a-f]{6};/g)].map(([, tone]) => tone);
    const tones = LEGEND.flatMap(([, words]) => Object.keys(words));
    assert.ok(tones.length > 30);
    assert.deepEqual(colours.toSorted(), [...tones, ...tones].toSorted());
  });
});
