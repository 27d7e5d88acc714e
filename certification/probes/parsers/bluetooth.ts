/** `dumpsys bluetooth_manager`: whether it is on, and what is bonded. State 12 (to Android 8) and ON are the same. */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';
import { valuesOf } from '../answer.ts';

export type Bonded = { address: string; name: string };

export function bondedDevices(lines: readonly string[]): Reading<readonly Bonded[]> {
  return andThen(single(valuesOf(lines, 'enabled'), 'state of Bluetooth'), (enabled) => {
    if (enabled !== 'true') return unknown('Bluetooth is off.');
    const heading = lines.findIndex((line) => /^\s*Bonded devices:\s*$/.test(line));
    if (heading < 0) return unknown('The device does not list what is bonded.');
    const rows: Bonded[] = [];
    for (const line of lines.slice(heading + 1)) {
      const row = /^\s+((?:[0-9A-FX]{2}:){5}[0-9A-F]{2})\s+(?:\[[^\]]*\]\s*)?(.*)$/i.exec(line);
      if (row === null) break;
      rows.push({ address: (row[1] as string).toUpperCase(), name: (row[2] as string).trim() });
    }
    return known(rows);
  });
}
