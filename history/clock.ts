/**
 * Times of a run as people read them, the same wherever they stand: in the sentences of findings, on a console, on the
 * report. They are those of the scenario: a run on the wire is faster by its `timeScale`, and is told as if it were not.
 */

/** `1:02:03.456` since the run began. */
export function clockText(ms: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const whole = Math.round(ms);
  const seconds = `${two(Math.floor(whole / 1_000) % 60)}.${String(whole % 1_000).padStart(3, '0')}`;
  return `${Math.floor(whole / 3_600_000)}:${two(Math.floor(whole / 60_000) % 60)}:${seconds}`;
}

/** `1:02:03`, for times that are whole seconds. */
export function shortClockText(ms: number): string {
  return clockText(ms).slice(0, -4);
}

/** `8 h 5 min`, `42 min 5 s`, `12.3 s`, `340 ms`: two units at most. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${Number((ms / 1_000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
  const rest = Math.round(seconds / 60) % 60;
  return `${Math.floor(Math.round(seconds / 60) / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
