/**
 * The report one opens in a browser: a single file without a network, with verdicts, findings, a timeline to zoom into
 * and every event. The markup is made here and can be read and printed as it is; the script (pages/report/) draws the
 * timeline from the history that travels in the file.
 */
import type { HistoryEvent } from '#history/events';
import { columnHeads } from './console.ts';
import { escapeMarkup, jsonForScript } from './escape.ts';
import { oneLine, verdictMark } from './figures.ts';
import { answersSection } from './html/answers.ts';
import { findingsOf, findingsSection, type Finding } from './html/findings.ts';
import { pageHead, worstOf } from './html/head.ts';
import { invariantsSection } from './html/invariants.ts';
import { scenarioSection } from './html/scenario.ts';
import { takingsSection } from './html/takings.ts';
import { trafficSection } from './html/traffic.ts';
import { pageBegin, pageEnd, type ReportAssets } from './page-shell.ts';
import type { PageData, ReportedRun } from './report-data.ts';

/** Deflates a piece of text and writes it in base64. */
export type Pack = (text: string) => string;

/** More events than this no browser takes; the page then has those around the first finding, and says so. */
const MOST_EVENTS = 1_000_000;

/**
 * One HTML file for one run, or for several that belong together, e.g. the same scenario on both grounds; piece by
 * piece, so that a long history need not be in memory.
 */
export function* htmlReport(
  runs: readonly ReportedRun[],
  { script, style }: ReportAssets,
  pack: Pack,
): Generator<string> {
  const results = runs.map((run) => run.result);
  const heads = columnHeads(results);
  const title = [...new Set(results.map((result) => oneLine(result.scenario)))].join(', ');
  const findings = findingsOf(runs);
  const times = runs.map((run, i) => timesOf(run, findings, i));
  const data = pageData(runs, heads, findings);
  yield `${pageBegin(`${verdictMark(worstOf(results))} ${escapeMarkup(title)}`, style)}${pageHead(runs, heads, title)}
<main>
${findingsSection(findings, runs, heads, (run, n) => times[run]?.get(n))}
<section class="timeline" id="timeline" aria-labelledby="timeline-title"><h2 id="timeline-title">Timeline</h2>
<noscript><p>The timeline needs JavaScript; verdicts and findings do not.</p></noscript></section>
${invariantsSection(results, heads, findings)}
${answersSection(results, heads)}
${takingsSection(results, heads)}
${trafficSection(results, heads)}
${scenarioSection(runs, heads)}
</main>
<script type="application/json" id="data">${jsonForScript(data)}</script>
`;
  for (const [i, { events }] of runs.entries()) {
    for (const piece of piecesOf(events, data.runs[i]?.first ?? 1, data.runs[i]?.last ?? 0))
      yield `<script type="text/plain" data-run="${i}">${pack(piece)}</script>\n`;
  }
  yield pageEnd(script);
}

function pageData(runs: readonly ReportedRun[], heads: readonly string[], findings: readonly Finding[]): PageData {
  return {
    runs: runs.map(({ header, result }, i) => ({
      head: heads[i] ?? '',
      timeScale: header.timeScale,
      toleranceMs: header.limits.toleranceMs,
      floor: header.floor,
      ...windowOf(result.events, firstShown(findings, i)),
    })),
    findings: findings.map(({ run, evidence }) => ({
      run,
      events: evidence?.events ?? [],
      ...(evidence?.deadline === undefined ? {} : { deadline: evidence.deadline }),
    })),
  };
}

/** Which events of so many are on the page, when `around` must be among them. */
export function windowOf(count: number, around: number, most = MOST_EVENTS): { first: number; last: number } {
  const first = Math.max(1, Math.min(count - most + 1, around - Math.floor(most / 4)));
  return { first, last: Math.min(count, first + most - 1) };
}

const firstShown = (findings: readonly Finding[], run: number): number =>
  Math.min(...findings.filter((one) => one.run === run).flatMap(({ evidence }) => evidence?.events ?? []), Infinity);

/** When the events of a run's findings were, in ms of the scenario. */
function timesOf({ header, events }: ReportedRun, findings: readonly Finding[], run: number): Map<number, number> {
  const wanted = new Set(findings.flatMap((one) => (one.run === run ? (one.evidence?.events ?? []) : [])));
  const times = new Map<number, number>();
  let n = 0;
  if (wanted.size === 0) return times;
  for (const { t } of events) {
    n += 1;
    if (wanted.has(n)) times.set(n, t * header.timeScale);
  }
  return times;
}

const PIECE_CHARACTERS = 1 << 20;

/** The lines of the events from `first` to `last`, in pieces that end with a line. */
function* piecesOf(events: Iterable<HistoryEvent>, first: number, last: number): Generator<string> {
  let lines: string[] = [];
  let characters = 0;
  let n = 0;
  for (const event of events) {
    n += 1;
    if (n < first) continue;
    if (n > last) break;
    const line = JSON.stringify(event);
    lines.push(line);
    characters += line.length + 1;
    if (characters < PIECE_CHARACTERS) continue;
    yield lines.join('\n');
    lines = [];
    characters = 0;
  }
  if (lines.length > 0) yield lines.join('\n');
}
