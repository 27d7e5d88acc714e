/** How many answers came in time, and how fast they were. */
import type { RunResult } from '#checkers/run-result';
import { answerLines } from '../answers-text.ts';
import { escapeMarkup } from '../escape.ts';

export function answersSection(results: readonly RunResult[], heads: readonly string[]): string {
  const lines = results.flatMap((result, run) =>
    answerLines(result).map((line) => (results.length > 1 ? `${heads[run] ?? ''}: ${line}` : line)),
  );
  if (lines.length === 0) return '';
  return `<section class="answers" aria-labelledby="answers-title"><h2 id="answers-title">Answers</h2>
${lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join('\n')}</section>`;
}
