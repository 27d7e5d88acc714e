/** The top of a report: what was played, how it came out, and in one line for each run where, when and how fast. */
import type { Verdict } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { escapeMarkup } from '../escape.ts';
import { durationText } from '#history/clock';
import { dateText, grouped, oneLine, speedText, verdictMark, worstVerdict } from '../figures.ts';
import type { ReportedRun } from '../report-data.ts';

export const worstOf = (results: readonly RunResult[]): Verdict => worstVerdict(results.map(({ verdict }) => verdict));

export function pageHead(runs: readonly ReportedRun[], heads: readonly string[], title: string): string {
  const facts = runs.map((run, i) => runFacts(run, runs.length > 1 ? (heads[i] ?? '') : ''));
  return `<header class="top">
<div class="title"><h1>${escapeMarkup(title)}</h1>${badge(runs.map(({ result }) => result))}<span class="by">mpos-twin · run report</span></div>
${aboutOf(runs)}${facts.join('\n')}
</header>`;
}

function badge(results: readonly RunResult[]): string {
  const verdict = worstOf(results);
  const count = (wanted: Verdict): number =>
    new Set(results.flatMap((result) => result.checkers.filter((one) => one.verdict === wanted).map((one) => one.name)))
      .size;
  const invariants = (n: number): string => `${n} invariant${n === 1 ? '' : 's'}`;
  const words = {
    fail: count('fail') === 0 ? 'failed' : `${invariants(count('fail'))} failed`,
    unknown: count('unknown') === 0 ? 'unknown' : `${invariants(count('unknown'))} unknown`,
    pass: `${invariants(count('pass'))} ${count('pass') === 1 ? 'holds' : 'hold'}`,
  };
  return `<span class="badge ${verdict}"><b aria-hidden="true">${verdictMark(verdict)}</b> ${words[verdict]}</span>`;
}

function aboutOf(runs: readonly ReportedRun[]): string {
  const source = runs[0]?.header.source as { about?: unknown } | null | undefined;
  const isOne = new Set(runs.map(({ result }) => result.scenario)).size === 1;
  return isOne && typeof source?.about === 'string' ? `<p class="about">${escapeMarkup(source.about)}</p>\n` : '';
}

function runFacts({ header, result }: ReportedRun, head: string): string {
  const { simulatedMs, wallMs } = result;
  const fact = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const code = (text: string): string => `<code title="${escapeMarkup(text)}">${escapeMarkup(text)}</code>`;
  const facts = [
    fact('ground', escapeMarkup(result.ground)),
    fact('seed', String(result.seed)),
    fact('played', durationText(simulatedMs)),
    ...(wallMs > 0 ? [fact('in', `${durationText(wallMs)} <i>${speedText(simulatedMs, wallMs)}</i>`)] : []),
    ...(header.playedAt === undefined ? [] : [fact('on', escapeMarkup(dateText(header.playedAt)))]),
    fact('events', grouped(result.events)),
    fact('hash', code(result.historyHash)),
    ...(header.commit === '' ? [] : [fact('commit', code(header.commit))]),
  ];
  const mark =
    head === ''
      ? ''
      : `<b class="mark ${result.verdict}"><span class="said">${escapeMarkup(oneLine(head))}: ${result.verdict}</span><span aria-hidden="true">${verdictMark(result.verdict)}</span></b>`;
  return `<div class="run">${mark}<dl>${facts.join('')}</dl></div>`;
}
