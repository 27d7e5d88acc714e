/**
 * The corpus of a search: floors that reached something no other had, each kept for the points of coverage it reaches at
 * the least cost. How often every floor of the search has come to a point is counted too: what is rare is worth more, so
 * that the floors that lead there are changed more often (as AFLFast and Entropic do).
 *
 * Everything is folded in the order of the floors' numbers and by arithmetic that is exact, or the same everywhere.
 */
import type { Scenario } from '#scenarios/format/scenario';

/** A floor of the corpus. `cost` is the steps of its run, `fails` whether an invariant failed on it. */
export type CorpusEntry = {
  floor: number;
  scenario: Scenario;
  cost: number;
  fails: boolean;
  /** What it is kept for: no other floor comes there for less. */
  points: ReadonlySet<string>;
};

/** What a run has reached. */
export type Reached = Pick<CorpusEntry, 'floor' | 'cost' | 'fails'> & { points: readonly string[] };

export type Corpus = {
  /** Counts what a floor has reached; keeps the floor if it is worth it. Returns the points nobody had come to before. */
  learn(reached: Reached, scenario: () => Scenario): string[];
  entries(): readonly CorpusEntry[];
  /** How many floors have come to each point. */
  counts(): ReadonlyMap<string, number>;
  /** What changing an entry promises, in the order of `entries`; all above 0. */
  energies(): number[];
};

/** What is needed to go on later. */
export type CorpusState = {
  counts: readonly (readonly [point: string, floors: number])[];
  entries: readonly (Omit<CorpusEntry, 'points'> & { points: readonly string[] })[];
};

/** A floor takes a point over from another when it costs at most half: less is not worth the change. */
const CHEAPER = 2;
/** A cheap floor is chosen at most so many times as often as one of mean cost, a dear one so many times less often. */
const SPEED = 4;
/** Floors that fail show what is known already: they are changed so many times less often. */
const FAILING = 4;

/** A corpus with nothing in it, or as it was. */
export function createCorpus(state: CorpusState = { counts: [], entries: [] }): Corpus {
  const counts = new Map(state.counts);
  const owners = new Map<string, Owner>();
  let entries: Owner[] = state.entries.map((entry) => ({ ...entry, points: new Set(entry.points) }));
  for (const entry of entries) for (const point of entry.points) owners.set(point, entry);

  return {
    learn(reached, scenario) {
      const fresh: string[] = [];
      const points = new Set<string>();
      for (const point of reached.points) {
        const count = counts.get(point) ?? 0;
        counts.set(point, count + 1);
        if (count === 0) fresh.push(point);
        const owner = owners.get(point);
        if (owner === undefined || reached.cost * CHEAPER <= owner.cost) points.add(point);
      }
      if (points.size === 0) return fresh;
      const { floor, cost, fails } = reached;
      const entry = { floor, cost, fails, points, scenario: scenario() };
      for (const point of points) {
        owners.get(point)?.points.delete(point);
        owners.set(point, entry);
      }
      entries.push(entry);
      entries = entries.filter((one) => one.points.size > 0);
      return fresh;
    },
    entries: () => entries,
    counts: () => counts,
    energies() {
      const mean = entries.reduce((sum, { cost }) => sum + cost, 0) / entries.length;
      return entries.map(({ points, cost, fails }) => {
        let rarity = 0;
        for (const point of points) rarity += 1 / (counts.get(point) ?? 1);
        const speed = Math.min(SPEED, Math.max(1 / SPEED, mean / Math.max(1, cost)));
        return (rarity * speed) / (fails ? FAILING : 1);
      });
    },
  };
}

type Owner = CorpusEntry & { points: Set<string> };
