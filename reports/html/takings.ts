/** What operators have taken in a run, as a table: with mPOS devices and at the till, in cash and by card, and tips. */
import type { RunResult } from '#checkers/run-result';
import type { Takings } from '#protocols/mpos/messages';
import { escapeMarkup } from '../escape.ts';
import { grouped, oneLine } from '../figures.ts';

const COLUMNS = ['operator', 'mPOS', 'till', 'cash', 'card', 'tips', 'due back'];

export function takingsSection(results: readonly RunResult[], heads: readonly string[]): string {
  const parts = results.flatMap(({ checkers }, run) => {
    const takings = checkers.find((one) => one.takings !== undefined)?.takings ?? [];
    return takings.length === 0 ? [] : [runPart(takings, results.length > 1 ? (heads[run] ?? '') : '')];
  });
  if (parts.length === 0) return '';
  return `<section class="traffic" aria-labelledby="takings-title"><h2 id="takings-title">Takings</h2>
${parts.join('\n')}</section>`;
}

function runPart(takings: readonly Takings[], head: string): string {
  const whole = takings.reduce((sum, { mposCents, posCents }) => sum + mposCents + posCents, 0);
  const name = `Takings of operators${head === '' ? '' : `, ${escapeMarkup(head)}`}`;
  const heading = COLUMNS.map((column) => `<th scope="col">${column}</th>`).join('');
  const summary = `${head === '' ? '' : `${escapeMarkup(head)}: `}${eurosText(whole)} EUR, by operator`;
  return `<details><summary>${summary}</summary><div class="wide" role="region" aria-label="${name}" tabindex="0"><table><thead><tr>${heading}</tr></thead><tbody>${takings.map(row).join('\n')}</tbody></table></div></details>`;
}

function row({ operator, mposCents, posCents, cashCents, cardCents, tipCents, refundCents }: Takings): string {
  const cells = [mposCents, posCents, cashCents, cardCents, tipCents, refundCents].map(eurosText);
  return `<tr><th scope="row">${escapeMarkup(oneLine(operator))}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** `1,234.50`. */
function eurosText(cents: number): string {
  const rest = Math.abs(cents % 100);
  const whole = (Math.abs(cents) - rest) / 100;
  return `${cents < 0 ? '-' : ''}${grouped(whole)}.${rest < 10 ? '0' : ''}${rest}`;
}
