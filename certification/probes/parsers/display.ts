/** `wm size` and `wm density`: an override, if there is one, is what apps see. Pixels, and dots per inch. */
import { known, single, andThen, type Reading } from '../reading.ts';
import { valuesOf } from '../answer.ts';

export type Size = { shortPx: number; longPx: number; widthPx: number; heightPx: number };

export function displaySize(lines: readonly string[]): Reading<Size> {
  return andThen(inForce(lines, 'size', /^\d{2,5}x\d{2,5}$/), (text) => {
    const [widthPx, heightPx] = text.split('x').map(Number) as [number, number];
    return known({ widthPx, heightPx, shortPx: Math.min(widthPx, heightPx), longPx: Math.max(widthPx, heightPx) });
  });
}

export function displayDensity(lines: readonly string[]): Reading<number> {
  return andThen(inForce(lines, 'density', /^[1-9]\d{1,3}$/), (text) => known(Number(text)));
}

/** The physical one has to be said, whether it is overridden or not. */
function inForce(lines: readonly string[], what: string, form: RegExp): Reading<string> {
  const physical = single(valuesOf(lines, `Physical ${what}`), `physical ${what}`);
  const override = valuesOf(lines, `Override ${what}`);
  return andThen(physical, () => {
    const one = override.length === 0 ? physical : single(override, `override of the ${what}`);
    return andThen(one, (text) => single(form.test(text) ? [text] : [], what));
  });
}
