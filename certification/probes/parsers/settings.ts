/** `settings get`: one line; `null` is a setting that was never set. */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';

function setting(lines: readonly string[], name: string): Reading<string> {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '');
  return andThen(single(said, name), (text) =>
    text === 'null' ? unknown(`The setting ${name} is not set.`) : known(text),
  );
}

export function numberSetting(lines: readonly string[], name: string): Reading<number> {
  return andThen(setting(lines, name), (text) =>
    /^\d{1,10}(\.\d+)?$/.test(text) ? known(Number(text)) : unknown(`The setting ${name} is “${text}”, no number.`),
  );
}

/** 1 or 0. */
export function switchSetting(lines: readonly string[], name: string): Reading<boolean> {
  return andThen(setting(lines, name), (text) =>
    text === '1' || text === '0' ? known(text === '1') : unknown(`The setting ${name} is “${text}”, neither 0 nor 1.`),
  );
}
