/** `pidof`, `ps`, `dumpsys power`, `/proc/uptime`: whether the app, the screen and the device itself are still the same. */
import { known, single, unknown, type Reading } from '../reading.ts';
import type { Answer } from '../answer.ts';
import { valuesOf } from '../answer.ts';

/** Number of the process; null where `pidof` says that there is none. */
export function processNumber({ lines, exitCode }: Answer): Reading<string | null> {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (exitCode === 1 && said.length === 0) return known(null);
  if (exitCode !== 0 || said.some((line) => !/^\d+( \d+)*$/.test(line)))
    return unknown('The device does not say the number of the process.');
  return single(said, 'number of the process');
}

/** Where a process waits that the system has frozen, by cgroups of version 2 or 1. */
const FREEZERS = ['do_freezer_trap', '__refrigerator'];

/** Of `ps`: its second column is the number of the process, and a later one says where it waits. */
export function isFrozen(lines: readonly string[], pid: string): Reading<boolean> {
  const rows = lines.map((line) => line.trim().split(/\s+/)).filter((row) => row[1] === pid);
  return single(
    rows.map((row) => row.some((cell) => FREEZERS.includes(cell))),
    'process',
  );
}

/** Awake, Asleep, Dozing or Dreaming. */
export function wakefulness(lines: readonly string[]): Reading<string> {
  return single(valuesOf(lines, 'mWakefulness'), 'wakefulness');
}

/** Seconds since the device was started. */
export function uptimeSeconds(lines: readonly string[]): Reading<number> {
  return single(
    lines.flatMap((line) => /^(\d+\.\d+) \d+\.\d+$/.exec(line.trim())?.slice(1, 2) ?? []).map(Number),
    'uptime',
  );
}
