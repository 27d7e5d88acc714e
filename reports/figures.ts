/** Figures and verdicts as every report writes them: the same number looks the same on a console and on a page. */
import type { Verdict } from '#checkers/checker';
import { unreachable } from '#protocols/unreachable';

export function verdictMark(verdict: Verdict): '✓' | '✗' | '?' {
  switch (verdict) {
    case 'pass':
      return '✓';
    case 'fail':
      return '✗';
    case 'unknown':
      return '?';
    default:
      return unreachable(verdict);
  }
}

/** A failure outweighs what is unknown, and that outweighs a pass; nothing at all is unknown. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('unknown') || verdicts.length === 0 ? 'unknown' : 'pass';
}

/** `312,345`. */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
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

/** `2026-11-26 07:29 UTC` of an ISO time; what is none is given back as it is. */
export function dateText(iso: string): string {
  const [, day, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*Z$/.exec(iso) ?? [];
  return day === undefined ? iso : `${day} ${minute} UTC`;
}

/** How much faster than the floor's own time it went: `2,340×`. */
export function speedText(simulatedMs: number, wallMs: number): string {
  const times = simulatedMs / Math.max(1, wallMs);
  return `${times < 10 ? Number(times.toFixed(1)) : grouped(times)}×`;
}

/** Names come from scenario files: on one line, and no control characters that would reach a terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
