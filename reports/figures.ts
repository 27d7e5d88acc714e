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

/** `812 B`, `12.3 kB`, `4,120 kB`: thousands of bytes, as networks count. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)} B`;
  const kilo = bytes / 1_000;
  return `${kilo < 100 ? Number(kilo.toFixed(1)) : grouped(kilo)} kB`;
}

/** How many times as much: `12×`, `1.4×`. */
export function timesText(times: number): string {
  return `${times < 10 ? Number(times.toFixed(1)) : grouped(times)}×`;
}

/** `312,345`. */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `2026-11-26 07:29 UTC` of an ISO time; what is none is given back as it is. */
export function dateText(iso: string): string {
  const [, day, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*Z$/.exec(iso) ?? [];
  return day === undefined ? iso : `${day} ${minute} UTC`;
}

/** How much faster than the floor's own time it went: `2,340×`. */
export function speedText(simulatedMs: number, wallMs: number): string {
  return timesText(simulatedMs / Math.max(1, wallMs));
}

/** Names come from scenario files: on one line, and no control characters that would reach a terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
