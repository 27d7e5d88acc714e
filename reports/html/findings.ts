/**
 * The findings of a report: every story of a checker that does not hold is one of them. Without a script they stand
 * below each other; on the screen the page shows one at a time and steps through them.
 */
import type { CheckResult, Evidence, Verdict } from '#checkers/checker';
import { escapeMarkup } from '../escape.ts';
import { clockText } from '#history/clock';
import { grouped, oneLine, verdictMark } from '../figures.ts';
import type { ReportedRun } from '../report-data.ts';

/** `run` is an index; `ordinal` counts the stories of one checker from 1, `of` how many it found. */
export type Finding = {
  run: number;
  name: string;
  verdict: Exclude<Verdict, 'pass'>;
  reason: string;
  evidence: Evidence | null;
  ordinal: number;
  of: number;
};

/** All findings of the runs, failures before what is unknown. */
export function findingsOf(runs: readonly ReportedRun[]): Finding[] {
  const all = runs.flatMap(({ result }, run) => result.checkers.flatMap((checker) => storiesOf(checker, run)));
  return [...all.filter(({ verdict }) => verdict === 'fail'), ...all.filter(({ verdict }) => verdict === 'unknown')];
}

function storiesOf(checker: CheckResult, run: number): Finding[] {
  const { name, verdict, evidence, reason } = checker;
  if (verdict === 'pass') return [];
  const of = Math.max(evidence.length, checker.failures ?? 0);
  const one = { run, name, verdict, reason: reason ?? (verdict === 'unknown' ? 'no reason given' : ''), of };
  if (evidence.length === 0) return [{ ...one, evidence: null, ordinal: 1 }];
  return evidence.map((story, i) => ({ ...one, evidence: story, ordinal: i + 1 }));
}

/** Where the n-th finding of the page is, from 0. */
export const findingId = (index: number): string => `finding-${index + 1}`;

/** `timeOf` gives the time of an event of a run in ms of the scenario, or undefined when there is no such event. */
export function findingsSection(
  findings: readonly Finding[],
  runs: readonly ReportedRun[],
  heads: readonly string[],
  timeOf: (run: number, event: number) => number | undefined,
): string {
  if (findings.length === 0) return '';
  const articles = findings.map((finding, index) => {
    const head = runs.length > 1 ? (heads[finding.run] ?? '') : '';
    return article(finding, index, head, timeOf);
  });
  return `<section class="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
${articles.join('\n')}</section>`;
}

function article(
  { name, verdict, reason, evidence, ordinal, of, run }: Finding,
  index: number,
  head: string,
  timeOf: (run: number, event: number) => number | undefined,
): string {
  const count = of < 2 ? '' : ` <span class="count">${ordinal} of ${grouped(of)}</span>`;
  const ground = head === '' ? '' : ` <span class="ground">${escapeMarkup(head)}</span>`;
  const said = reason === '' ? '' : `<p class="reason">${escapeMarkup(reason)}</p>`;
  const links = evidence === null ? '' : evidenceLinks(evidence.events, run, timeOf);
  return `<article class="finding ${verdict}" id="${findingId(index)}">
<h3><b class="mark ${verdict}"><span class="said">${verdict}: </span><span aria-hidden="true">${verdictMark(verdict)}</span></b> ${escapeMarkup(oneLine(name))}${count}${ground}</h3>
${said}${evidence === null ? '' : `<p class="story">${clauses(evidence.sentence)}</p>`}
<p class="evidence">${links}</p>
</article>`;
}

/** `let …; then …; however …`, each clause on its own, as markup. */
export function clauses(sentence: string): string {
  return sentence
    .split(/(?:;|,)?\s+(?=(?:then|however)\b)/)
    .map((clause) => {
      const [, word = '', rest = clause] = /^(let|then|however)\b(.*)$/su.exec(clause) ?? [];
      const keyword = word === '' ? '' : `<em>${word}</em>`;
      return `<span class="clause ${word}">${keyword}<span>${escapeMarkup(oneLine(rest))}</span></span>`;
    })
    .join(' ');
}

function evidenceLinks(
  events: readonly number[],
  run: number,
  timeOf: (run: number, event: number) => number | undefined,
): string {
  const links = events.map((n) => {
    const t = timeOf(run, n);
    if (t === undefined) return `<span class="event">#${n}</span>`;
    return `<button type="button" class="event" data-run="${run}" data-event="${n}">#${n} <small>${clockText(t)}</small></button>`;
  });
  return links.join(' ');
}
