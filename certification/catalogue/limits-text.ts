/** The limits of a criterion in a few signs: `≤ 30`, `31 to 120`, words. */
import type { Criterion, Range } from './criterion.ts';

/** What comes out as each class; `–` where nothing does. */
export function formatLimits({ numbers, words }: Criterion): { pass: string; conditional: string; fail: string } {
  const cell = (range: string, said: readonly string[] = []) =>
    [...(range === '' ? [] : [range]), ...said].join(', ') || '–';
  if (numbers === undefined) {
    return { pass: cell('', words?.pass), conditional: cell('', words?.conditional), fail: cell('', words?.fail) };
  }
  const { pass, conditional } = numbers;
  const same = pass.least === conditional.least && pass.most === conditional.most;
  return {
    pass: cell(rangeText(pass), words?.pass),
    conditional: cell(same ? '' : rangeText(conditional) || 'any other', words?.conditional),
    fail: cell(rangeText(conditional) === '' ? '' : 'else', words?.fail),
  };
}

function rangeText({ least, most }: Range): string {
  if (least !== null && most !== null) return least === most ? String(least) : `${least} to ${most}`;
  if (least !== null) return `≥ ${least}`;
  return most === null ? '' : `≤ ${most}`;
}
