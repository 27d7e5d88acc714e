/**
 * The decisions of a search, without a clock, a disk or a thread: which floors are played next, and what is learned of
 * them. Floors come in batches. Those of a batch are planned from the corpus as it stood at its beginning, and learned
 * in the order of their numbers; so neither the number of workers nor their pace changes anything.
 */
import { randomOf, type Random } from '#simulators/random';
import type { Scenario } from '#scenarios/format/scenario';
import { createCorpus, type Corpus, type CorpusEntry, type CorpusState } from './corpus.ts';
import { createFinds, type Find, type Finds } from './finds/finds.ts';
import { floorSeed } from './floor-seed.ts';
import { makeFloor, type Recipe } from './recipe.ts';
import type { FloorOutcome } from './play-floor.ts';

export type SearchPlan = {
  seed: number;
  /** Floors kept before, which are played first; one that is lost is drawn anew. */
  kept?: readonly (Scenario | null)[];
  /** How long the work on a drawn floor lasts; up to the generator if absent. */
  minutes?: number;
  /** Without it every floor is drawn anew, whatever was reached. */
  guided?: boolean;
};

export type Search = {
  /** The next batch: at most `most` floors. Each is played, and the outcomes are learned, before the next is asked for. */
  batch(most?: number): Recipe[];
  /**
   * Takes the outcomes of a batch in the order of their recipes. `made` gives the floor of a recipe, if that is at hand.
   * Returns the points nobody had come to before.
   */
  learn(outcomes: readonly FloorOutcome[], made?: (recipe: Recipe) => Scenario): string[];
  /** Floors learned so far, those kept before included. */
  floors(): number;
  unknown(): number;
  corpus: Corpus;
  finds: Finds;
};

/** What is needed to go on later as if nothing had happened. */
export type SearchState = { floors: number; unknown: number; corpus: CorpusState; finds: readonly Find[] };

/** Batches are small while there is much to learn, and grow with the search, so that workers seldom wait. */
const SMALLEST_BATCH = 16;
const LARGEST_BATCH = 128;
/** A batch is at most this part of what has been played. */
const BATCH_PART = 8;

/** Below so many entries of the corpus every floor is drawn anew. */
const FEW = 4;
/**
 * Of 100 floors: drawn anew, spliced; the others are changed. At first nearly every floor comes to something new, and what
 * is drawn anew shows more than what is changed of the few there have been.
 */
const DRAWN = 30;
const DRAWN_AT_FIRST = { floors: 256, percent: 70 };
const SPLICED = 20;
/** How many changes are made one upon the other. */
const DEPTHS = [1, 1, 1, 2, 2, 3, 4, 6] as const;

/** A search at its beginning, or as it was. */
export function createSearch(plan: SearchPlan, state?: SearchState): Search {
  const { seed, kept = [], guided = true } = plan;
  const corpus = createCorpus(state?.corpus);
  const finds = createFinds(state?.finds);
  let floors = state?.floors ?? 0;
  let unknown = state?.unknown ?? 0;
  let planned: Recipe[] = [];
  const size = plan.minutes === undefined ? {} : { minutes: plan.minutes };
  const drawn = (floor: number): Recipe => ({ origin: 'drawn', floor, seed: floorSeed(seed, floor), ...size });

  return {
    batch(most = Number.POSITIVE_INFINITY) {
      const choose = chooser(corpus.entries(), guided ? corpus.energies() : []);
      const size = Math.min(most, Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, Math.ceil(floors / BATCH_PART))));
      planned = Array.from({ length: size }, (_, i): Recipe => {
        const floor = floors + i;
        const parent = kept[floor];
        if (parent !== undefined && parent !== null) return { origin: 'kept', floor, parent };
        if (!guided || corpus.entries().length < FEW) return drawn(floor);
        return guidedRecipe(randomOf(seed, `plan ${floor}`), floor, choose) ?? drawn(floor);
      });
      return planned;
    },
    learn(outcomes, made = makeFloor) {
      const fresh: string[] = [];
      for (const [i, outcome] of outcomes.entries()) {
        const recipe = planned[i];
        if (recipe === undefined || recipe.floor !== outcome.floor) throw new Error('outcomes of another batch');
        if (outcome.verdict === 'unknown') unknown += 1;
        finds.add(outcome.failures, recipe);
        const { floor, points, steps } = outcome;
        const fails = outcome.failures.length > 0;
        fresh.push(...corpus.learn({ floor, points, cost: steps, fails }, () => made(recipe)));
      }
      floors += outcomes.length;
      planned = [];
      return fresh;
    },
    floors: () => floors,
    unknown: () => unknown,
    corpus,
    finds,
  };
}

/** What is made of the corpus; null if the floor is to be drawn anew. */
function guidedRecipe(random: Random, floor: number, choose: (random: Random) => Scenario): Recipe | null {
  const lot = random.below(100);
  const drawn = floor < DRAWN_AT_FIRST.floors ? DRAWN_AT_FIRST.percent : DRAWN;
  if (lot < drawn) return null;
  const parent = choose(random);
  if (lot >= drawn + ((100 - drawn) * SPLICED) / (100 - DRAWN)) {
    return {
      origin: 'changed',
      floor,
      parent,
      seeds: Array.from({ length: random.pick(DEPTHS) }, () => random.next()),
    };
  }
  const other = choose(random);
  const seeds: [number, ...number[]] = random.chance(500) ? [random.next(), random.next()] : [random.next()];
  return { origin: 'spliced', floor, parent, other, seeds };
}

/** Chooses entries as often as their energies say. */
function chooser(entries: readonly CorpusEntry[], energies: readonly number[]): (random: Random) => Scenario {
  const total = energies.reduce((sum, energy) => sum + energy, 0);
  return (random) => {
    let left = (random.next() / 0x1_0000_0000) * total;
    const chosen = entries.find((_, i) => (left -= energies[i] as number) < 0) ?? entries.at(-1);
    return (chosen as CorpusEntry).scenario;
  };
}
