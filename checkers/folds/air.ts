/**
 * Who is badly off on the air: out of reach, or with a signal that answers come later on than anybody waits. Nobody is to
 * blame for what such a station does not get done.
 */
import type { EventOf, HistoryHeader } from '#history/events';

/** What was sent into a silence arrives so long after it at the latest, ms of the floor. */
export const LATE_ARRIVAL_MS = 10_000;

/** Stations of a radio plan that are not on a cable: what passes between them and the server may take its time. */
export function stationsOnTheAir({ plan }: Pick<HistoryHeader['floor'], 'plan'>): ReadonlySet<string> {
  return new Set(plan?.stations.flatMap(({ name, wired }) => (wired ? [] : [name])));
}

export class Air {
  private readonly silent = new Set<string>();
  private readonly bad = new Set<string>();

  /** A link falls silent, or can be heard again. */
  link({ node, state }: Pick<EventOf<'condition'>, 'node' | 'state'>): void {
    if (state === 'silent') this.silent.add(node);
    else this.silent.delete(node);
  }

  /** A station on the radio plan hears its access point otherwise. */
  signal({ node, quality }: Pick<EventOf<'signal'>, 'node' | 'quality'>): void {
    if (quality === 'bad' || quality === 'none') this.bad.add(node);
    else this.bad.delete(node);
  }

  /** Whether the signal of a node is too weak for what it has to do. */
  isBad(node: string): boolean {
    return this.bad.has(node);
  }

  /** Whether a node can be expected to be reached. */
  reaches(node: string): boolean {
    return !this.bad.has(node) && !this.silent.has(node);
  }
}
