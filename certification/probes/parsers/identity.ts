/** Whether there is a program to become root with, and the clock: `which su`, `date +%s`. */
import { known, single, unknown, type Reading } from '../reading.ts';
import { wholeOf, type Answer } from '../answer.ts';

/** `which` ends with 1 and says nothing where there is no such program. */
export function hasSu({ lines, exitCode }: Answer): Reading<boolean> {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (exitCode === 0 && said.some((line) => /^\/\S*\/su$/.test(line))) return known(true);
  return exitCode === 1 && said.length === 0 ? known(false) : unknown('The device does not say whether it has su.');
}

/** Seconds since 1970. */
export function clockSeconds(lines: readonly string[]): Reading<number> {
  return single(
    lines.flatMap((line) => wholeOf(line.trim())),
    'time',
  );
}
