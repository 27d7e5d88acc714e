/** `dumpsys battery`: keys by their exact name, among those that makers add. */
import { all, known, single, andThen, unknown, type Reading } from '../reading.ts';
import { valuesOf, wholeOf } from '../answer.ts';

/** Codes of BatteryManager; 1 is unknown to the device itself. */
const HEALTH: Readonly<Record<number, string>> = {
  2: 'good',
  3: 'overheat',
  4: 'dead',
  5: 'over voltage',
  6: 'failure',
  7: 'cold',
};

/** Health in words of the catalogue. */
export function batteryHealth(lines: readonly string[]): Reading<string> {
  return andThen(measured(lines, 'health'), (code) => {
    const word = HEALTH[code];
    return word === undefined ? unknown(`The device calls the health of its battery unknown (${code}).`) : known(word);
  });
}

/** °C. */
export function batteryTemperature(lines: readonly string[]): Reading<number> {
  return andThen(measured(lines, 'temperature'), (tenths) =>
    tenths === 0 ? unknown('A temperature of exactly 0 is what a device without a sensor says.') : known(tenths / 10),
  );
}

/** Percent, as the system believes. */
export function batteryLevel(lines: readonly string[]): Reading<number> {
  return single(valuesOf(lines, 'level').flatMap(wholeOf), 'level of the battery');
}

/** Is any source of power plugged in, as far as the battery service goes by it? A dock from Android 13 on. */
export function isPlugged(lines: readonly string[]): Reading<boolean> {
  const powered = (source: string): Reading<string> => single(valuesOf(lines, `${source} powered`), `${source} power`);
  return andThen(all(powered('AC'), powered('USB'), powered('Wireless')), (sources) => {
    const said = [...sources, ...valuesOf(lines, 'Dock powered')];
    if (said.some((one) => one !== 'true' && one !== 'false')) return unknown('The cable is neither in nor out.');
    return known(said.includes('true'));
  });
}

/** A figure of a battery that is there, and is not told what to say. */
function measured(lines: readonly string[], key: string): Reading<number> {
  if (lines.some((line) => line.includes('UPDATES STOPPED')))
    return unknown('The battery service says what it was told, not what it measures: dumpsys battery reset.');
  return andThen(single(valuesOf(lines, 'present'), 'battery'), (present) =>
    present === 'true'
      ? single(valuesOf(lines, key).flatMap(wholeOf), `${key} of the battery`)
      : unknown('There is no battery.'),
  );
}
