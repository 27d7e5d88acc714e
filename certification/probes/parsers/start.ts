/** `am start -W` and `logcat -b crash -d`: how long the app takes from cold, and whether it crashes. */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';
import { valuesOf, wholeOf } from '../answer.ts';

/** TotalTime of a start that is told as ok, ms. */
export function startTime(lines: readonly string[]): Reading<number> {
  return andThen(single(valuesOf(lines, 'Status'), 'status of the start'), (status) => {
    if (status !== 'ok') return unknown(`The start ended with status ${status}.`);
    return single(valuesOf(lines, 'TotalTime').flatMap(wholeOf), 'time of the start');
  });
}

/** How often the app has crashed, as far as the log reaches back; each crash names its process once. */
export function crashesOf(lines: readonly string[], app: string): Reading<number> {
  const began = lines.filter((line) => line.includes('FATAL EXCEPTION') || line.includes('*** ***')).length;
  const named = lines.flatMap((line) => /\bProcess: ([\w.:]+), PID: (\d+)/.exec(line)?.slice(1) ?? []);
  if (began > 0 && named.length === 0) return unknown('The log has crashes, and does not say whose.');
  return known(lines.filter((line) => line.includes(`Process: ${app}, PID:`)).length);
}
