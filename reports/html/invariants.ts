/** The invariants of a report as a table: what does not hold stands open, what holds is folded away. */
import type { CheckResult } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { escapeMarkup } from '../escape.ts';
import { grouped, oneLine, verdictMark } from '../figures.ts';
import { findingId, type Finding } from './findings.ts';

export function invariantsSection(
  results: readonly RunResult[],
  heads: readonly string[],
  findings: readonly Finding[],
): string {
  const names = [...new Set(results.flatMap((result) => result.checkers.map((one) => one.name)))];
  const holds = (name: string): boolean =>
    results.every((result) => result.checkers.every((one) => one.name !== name || one.verdict === 'pass'));
  const holding = names.filter(holds);
  const broken = names.filter((name) => !holds(name));
  const columns = `<thead><tr><th scope="col">invariant</th>${heads.map((head) => `<th scope="col">${escapeMarkup(head)}</th>`).join('')}</tr></thead>`;
  const table = (rows: readonly string[], label: string): string =>
    `<div class="wide" role="region" aria-label="${label}" tabindex="0"><table>${columns}<tbody>${rows.map((name) => row(name, results, findings)).join('\n')}</tbody></table></div>`;
  const open = broken.length === 0 ? '' : table(broken, 'Invariants that do not hold');
  const folded =
    holding.length === 0
      ? ''
      : `<details class="holding"><summary>${holding.length} ${broken.length > 0 ? 'other ' : ''}invariant${holding.length === 1 ? ' holds' : 's hold'}</summary>${table(holding, 'Invariants that hold')}</details>`;
  const none = names.length === 0 ? '<p class="empty">No invariant was judged.</p>' : '';
  return `<section class="invariants" aria-labelledby="invariants-title"><h2 id="invariants-title">Invariants</h2>
${open}${folded}${none}</section>`;
}

function row(name: string, results: readonly RunResult[], findings: readonly Finding[]): string {
  const cells = results.map((result, run) => {
    const first = findings.findIndex((one) => one.run === run && one.name === name);
    return cell(
      result.checkers.find((one) => one.name === name),
      first < 0 ? null : findingId(first),
    );
  });
  return `<tr><th scope="row">${escapeMarkup(oneLine(name))}</th>${cells.join('')}</tr>`;
}

function cell(checker: CheckResult | undefined, finding: string | null): string {
  if (checker === undefined) return '<td class="none">not judged</td>';
  const { verdict, judged } = checker;
  const count =
    judged === 0
      ? '<span class="judged" title="there was nothing of the kind to judge">–</span>'
      : `<span class="judged">${grouped(judged)} judged</span>`;
  const text = `<b class="mark ${verdict}"><span class="said">${verdict}</span><span aria-hidden="true">${verdictMark(verdict)}</span></b> ${count}`;
  return finding === null ? `<td>${text}</td>` : `<td><a href="#${finding}">${text}</a></td>`;
}
