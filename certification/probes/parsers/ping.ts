/**
 * `ping -c N`: each answer with its number and time, and the sum below. An answer that is missing from the list, and not
 * from the sum, makes all of it unknown.
 */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';

export type Ping = {
  sent: number;
  /** ms by the number of the packet, from 1 on; what is missing was lost. */
  times: ReadonlyMap<number, number>;
};

export function pingOf(lines: readonly string[]): Reading<Ping> {
  const times = new Map<number, number>();
  for (const line of lines) {
    const answer = /\bicmp_seq=(\d+) .*\btime[=<](\d+(?:\.\d+)?) ms$/.exec(line.trim());
    if (answer === null) continue;
    const [number, ms] = [Number(answer[1]), Number(answer[2])];
    if (times.has(number) && times.get(number) !== ms) return unknown(`Answer ${number} came in two times.`);
    times.set(number, ms);
  }
  const sums = lines.flatMap(
    (line) => /^(\d+) packets transmitted, (\d+) (?:packets )?received\b/.exec(line.trim())?.[0] ?? [],
  );
  return andThen(single(sums, 'sum of the ping'), (sum) => {
    const [sent, received] = (sum.match(/\d+/g) ?? []).map(Number) as [number, number];
    const isInRange = [...times.keys()].every((number) => number >= 1 && number <= sent);
    if (times.size !== received || received > sent || !isInRange) return unknown('An answer is missing from the list.');
    return known({ sent, times });
  });
}

/** Lost, percent. */
export function lostPercent({ sent, times }: Ping): number {
  return (100 * (sent - times.size)) / sent;
}

/** The 95th percentile, ms; what was lost is longer than any. Infinity where more than 5 % were lost. */
export function percentile95({ sent, times }: Ping): number {
  const sorted = [...times.values()].toSorted((a, b) => a - b);
  return sorted[Math.ceil(0.95 * sent) - 1] ?? Number.POSITIVE_INFINITY;
}

/** The longest time without an answer, ms, from the first packet to the end. */
export function longestGap({ sent, times }: Ping, intervalMs: number): number {
  let last = 0;
  let longest = 0;
  for (let number = 1; number <= sent; number += 1) {
    const ms = times.get(number);
    if (ms === undefined) continue;
    const at = number * intervalMs + ms;
    longest = Math.max(longest, at - last);
    last = at;
  }
  return Math.max(longest, (sent + 1) * intervalMs - last);
}
