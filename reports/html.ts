/**
 * The report one opens in a browser: a single file without a network, with verdicts, findings and a timeline to zoom
 * into. Everything that is drawn is worked out here; the script on the page (html/) only draws it.
 */
import type { CheckResult, Evidence, Verdict } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import type { HistoryEvent } from '#history/events';
import { columnHeads } from './console.ts';
import { escapeMarkup, jsonForScript } from './escape.ts';
import { clockText, durationText, grouped, oneLine, speedText, verdictMark, worstVerdict } from './figures.ts';
import { timelineOf, type JudgedRun } from './timeline/timeline.ts';

/** The page's own script and style, as text. */
export type ReportAssets = { script: string; style: string };

/** One HTML file for one run, or for several that belong together, e.g. the same scenario on both grounds. */
export function htmlReport(runs: readonly JudgedRun[], assets: ReportAssets): string {
  const results = runs.map((run) => run.result);
  const heads = columnHeads(results);
  const title = [...new Set(results.map((result) => oneLine(result.scenario)))].join(', ');
  const data = { heads, runs: runs.map(timelineOf) };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${verdictMark(worstOf(results))} ${escapeMarkup(title)}</title>
<style>
${assets.style.replaceAll('</', '<\\/')}
</style>
</head>
<body>
<header class="top">
<p class="eyebrow">mpos-twin · run report</p>
<div class="title"><h1>${escapeMarkup(title)}</h1>${badge(results)}</div>
${aboutOf(runs)}${results.map((result, i) => runFacts(result, results.length > 1 ? (heads[i] ?? '') : '')).join('\n')}
</header>
<main>
${findingsSection(runs, heads)}
${invariantsSection(results, heads)}
${TIMELINE}
</main>
<script type="application/json" id="data">${jsonForScript(data)}</script>
<script>
${assets.script.replaceAll('</script', '<\\/script')}
</script>
</body>
</html>
`;
}

const worstOf = (results: readonly RunResult[]): Verdict => worstVerdict(results.map((result) => result.verdict));

function badge(results: readonly RunResult[]): string {
  const verdict = worstOf(results);
  const names = (wanted: Verdict): number =>
    new Set(results.flatMap((result) => result.checkers.filter((one) => one.verdict === wanted).map((one) => one.name)))
      .size;
  const invariants = (count: number): string => `${count} invariant${count === 1 ? '' : 's'}`;
  const counts = { fail: names('fail'), unknown: names('unknown'), pass: names('pass') };
  const words = {
    fail: counts.fail === 0 ? 'failed' : `${invariants(counts.fail)} failed`,
    unknown: counts.unknown === 0 ? 'unknown' : `${invariants(counts.unknown)} unknown`,
    pass: `${invariants(counts.pass)} hold`,
  };
  return `<span class="badge ${verdict}"><b>${verdictMark(verdict)}</b> ${words[verdict]}</span>`;
}

function aboutOf(runs: readonly JudgedRun[]): string {
  const source = runs[0]?.header.source as { about?: unknown } | null | undefined;
  const isOne = new Set(runs.map((run) => run.result.scenario)).size === 1;
  return isOne && typeof source?.about === 'string' ? `<p class="about">${escapeMarkup(source.about)}</p>\n` : '';
}

function runFacts(result: RunResult, head: string): string {
  const { simulatedMs, wallMs } = result;
  const facts: [string, string][] = [
    ['ground', escapeMarkup(result.ground)],
    ['seed', String(result.seed)],
    ['played', durationText(simulatedMs)],
    ['in', `${durationText(wallMs)} <i>${speedText(simulatedMs, wallMs)}</i>`],
    ['events', grouped(result.events)],
    ['hash', `<code title="${escapeMarkup(result.historyHash)}">${escapeMarkup(result.historyHash)}</code>`],
  ];
  const mark =
    head === ''
      ? ''
      : `<b class="mark ${result.verdict}" title="${escapeMarkup(head)}: ${result.verdict}">${verdictMark(result.verdict)}</b>`;
  return `<div class="run">${mark}<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl></div>`;
}

function invariantsSection(results: readonly RunResult[], heads: readonly string[]): string {
  const names = [...new Set(results.flatMap((result) => result.checkers.map((one) => one.name)))];
  const rows = names.map((name) => {
    const cells = results.map((result, run) =>
      cell(
        result.checkers.find((one) => one.name === name),
        run,
      ),
    );
    return `<tr><th scope="row">${escapeMarkup(oneLine(name))}</th>${cells.join('')}</tr>`;
  });
  const columns = heads.map((head) => `<th scope="col">${escapeMarkup(head)}</th>`).join('');
  return `<section class="invariants" aria-labelledby="invariants-title"><h2 id="invariants-title">Invariants</h2>
<div class="wide"><table><thead><tr><th scope="col">invariant</th>${columns}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>`;
}

function cell(checker: CheckResult | undefined, run: number): string {
  if (checker === undefined) return '<td class="none">–</td>';
  const { verdict, judged } = checker;
  const text = `<b class="mark ${verdict}"><span class="said">${verdict}</span><span aria-hidden="true">${verdictMark(verdict)}</span></b> <span class="judged${judged === 0 ? ' zero' : ''}">${grouped(judged)} judged</span>`;
  return verdict === 'pass' ? `<td>${text}</td>` : `<td><a href="#${findingId(run, checker)}">${text}</a></td>`;
}

function findingsSection(runs: readonly JudgedRun[], heads: readonly string[]): string {
  const cards = runs.flatMap((run, i) =>
    run.result.checkers
      .filter((checker) => checker.verdict !== 'pass')
      .map((checker) => finding(checker, run, i, runs.length > 1 ? (heads[i] ?? '') : '')),
  );
  if (cards.length === 0) return '';
  return `<section class="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>\n${cards.join('\n')}</section>`;
}

const findingId = (run: number, checker: CheckResult): string =>
  `finding-${run}-${checker.name.replace(/[^a-z0-9]+/gi, '-')}`;

function finding(checker: CheckResult, { events, result }: JudgedRun, run: number, head: string): string {
  const { verdict, evidence } = checker;
  const reason = escapeMarkup(checker.reason ?? 'no reason given');
  const unknown = verdict === 'unknown' ? `<p class="reason">${reason}</p>` : '';
  const ground = head === '' ? '' : ` <span class="ground">${escapeMarkup(head)}</span>`;
  return `<article class="finding ${verdict}" id="${findingId(run, checker)}">
<h3><b class="mark ${verdict}">${verdictMark(verdict)}</b> ${escapeMarkup(oneLine(checker.name))}${ground}</h3>
${unknown}<ol class="stories">${evidence.map((one) => story(one, run, events)).join('')}</ol>
<div class="replay"><span>replay</span><code>${escapeMarkup(oneLine(result.replay))}</code><button type="button" class="copy">Copy</button></div>
</article>`;
}

/** `let …; then …; however …`, a line each, and the events that show it. */
function story({ sentence, events: shown }: Evidence, run: number, events: readonly HistoryEvent[]): string {
  const clauses = sentence.split(/(?:;|,)?\s+(?=(?:then|however)\b)/).map((clause) => {
    const [, word = '', rest = clause] = /^(let|then|however)\b(.*)$/su.exec(clause) ?? [];
    const keyword = word === '' ? '' : `<em>${word}</em>`;
    return `<span class="clause ${word}">${keyword}<span>${escapeMarkup(oneLine(rest))}</span></span>`;
  });
  const button = (numbers: readonly number[], text: string): string =>
    `<button type="button" class="event${numbers.length > 1 ? ' all' : ''}" data-run="${run}" data-event="${numbers.join(' ')}">${text}</button>`;
  const links = shown.map((n) => {
    const event = events[n - 1];
    return event === undefined
      ? `<span class="event">#${n}</span>`
      : button([n], `#${n} <small>${clockText(event.t)}</small>`);
  });
  const known = shown.filter((n) => events[n - 1] !== undefined);
  const all = known.length < 2 ? '' : button(known, 'show all on the timeline');
  return `<li><p>${clauses.join(' ')}</p><p class="evidence">${links.join(' ')} ${all}</p></li>`;
}

/** The chart's frame; html/interact.js fills it. */
const TIMELINE = `<section class="timeline" id="timeline" aria-labelledby="timeline-title">
<div class="tools"><h2 id="timeline-title">Timeline</h2><div class="grounds" role="group" aria-label="Run"></div>
<input type="search" class="filter" placeholder="Filter lanes" aria-label="Filter lanes by name" autocomplete="off" spellcheck="false">
<output class="range" aria-live="polite"></output>
<div class="buttons" role="group" aria-label="View">
<button type="button" data-do="findings">Findings</button><button type="button" data-do="fold">Collapse all</button><button type="button" data-do="fit">Whole run</button><button type="button" data-do="out" aria-label="Zoom out">−</button><button type="button" data-do="in" aria-label="Zoom in">+</button></div></div>
<div class="chart"><div class="corner overview-name">open tabs</div><canvas class="overview" aria-hidden="true"></canvas>
<div class="corner"></div><canvas class="axis" aria-hidden="true"></canvas>
<div class="lanes"><div class="names"></div><div class="plot"><canvas class="main" tabindex="0" role="img" aria-label="Timeline of the run. Arrow keys move, plus and minus zoom, 0 shows the whole run."></canvas></div></div></div>
<div class="tip" hidden></div>
<p class="hint"><kbd>wheel</kbd> zooms at the pointer · <kbd>drag</kbd> moves · <kbd>←</kbd><kbd>→</kbd><kbd>↑</kbd><kbd>↓</kbd> move · <kbd>+</kbd><kbd>−</kbd><kbd>0</kbd> zoom · <kbd>click</kbd> keeps what is under the pointer</p>
<div class="below"><div class="details" aria-live="polite"></div><div class="legend" role="list" aria-label="Legend"></div></div>
<noscript><p>The timeline needs JavaScript; verdicts and findings above do not.</p></noscript>
</section>`;
