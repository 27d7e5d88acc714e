/** Limits in the words of the tables: at most, at least, between. Without a second figure there is no conditional class. */
import type { CriterionData } from '../criterion.ts';

type Numbers = CriterionData['numbers'];

/** Pass up to the first figure, conditional up to the second; null: conditional without limit. */
export function atMost(pass: number, conditional: number | null = pass): Numbers {
  return { pass: { most: pass }, conditional: { most: conditional } };
}

/** Pass from the first figure on, conditional from the second; null: conditional without limit. */
export function atLeast(pass: number, conditional: number | null = pass): Numbers {
  return { pass: { least: pass }, conditional: { least: conditional } };
}

/** Pass between two figures, conditional between two others. */
export function between(pass: [number, number], conditional: [number | null, number | null]): Numbers {
  return {
    pass: { least: pass[0], most: pass[1] },
    conditional: { least: conditional[0], most: conditional[1] },
  };
}

/** What is read off a list or a setting is so or not: there is no uncertainty about the figure. */
export const EXACT = 'None: it is read, not measured.';
