/** From what was heard in a run, and what people have found, to a measure of each criterion that applies. */
import type { Catalogue, Criterion } from '../catalogue/criterion.ts';
import { judgeRun, unknown, worseOf, type Measure } from '../catalogue/judge.ts';
import { applies, type Measures, type Traits } from '../catalogue/verdict.ts';
import type { Bench, Findings } from './bench.ts';
import { apiOf, said } from './measures/build.ts';
import { probes } from './measures/probes.ts';
import type { RunState } from './run.ts';
import { isHarmlessMaker } from './killers.ts';
import { seenOf, type Heards } from './seen.ts';

/** What people have found in one run, by the id of the criterion. */
export type Found = Findings['runs'][number];

export function traitsOf(heard: Heards, bench: Bench): Traits {
  return { paying: bench.paying, api: apiOf(seenOf(heard, bench, ['getprop'])) };
}

/** Is its maker not known for ending apps? */
export function isHarmless(heard: Heards, bench: Bench): boolean {
  const maker = said(seenOf(heard, bench, ['getprop']), 'ro.product.manufacturer');
  return maker.kind === 'known' && isHarmlessMaker(maker.value);
}

/** `evenings`: those that were played with the device. */
export function measuresOf(
  catalogue: Catalogue,
  heard: Heards,
  bench: Bench,
  found: Found,
  evenings: RunState['evenings'] = {},
): Measures {
  const traits = traitsOf(heard, bench);
  const applying = catalogue.criteria.filter((criterion) => applies(criterion, traits));
  const played: Measures = Object.assign({}, ...Object.values(evenings).map(({ measures }) => measures));
  return Object.fromEntries(
    applying.map((criterion) => [
      criterion.id,
      atWork(criterion, played, found) ?? measureOf(criterion, heard, bench, found),
    ]),
  );
}

/**
 * What an evening has measured, where people have found nothing worse; null where none has. They may have tried what no
 * evening sees, as the vendor's own app, so the worse one counts; where the evening came to nothing, what they have found.
 */
function atWork(criterion: Criterion, played: Measures, found: Found): Measure | null {
  const { id, method, unit } = criterion;
  const measured = method === 'probe' ? undefined : played[id];
  if (measured === undefined || found[id] === undefined) return measured ?? null;
  const byPeople = foundOf(criterion, found);
  if (measured.kind === 'unknown') return byPeople;
  const [evening, people] = [judgeRun(criterion, measured).class, judgeRun(criterion, byPeople).class];
  if (evening === people) return measured;
  const [inEvening, hasFound] = [measured, byPeople].map((one) => saying(one, unit));
  const note = `An evening measured ${inEvening} (${evening}), people have found ${hasFound} (${people}): the worse one counts.`;
  return { ...(worseOf(evening, people) === evening ? measured : byPeople), note };
}

function saying(measure: Measure, unit: string): string {
  if (measure.kind === 'unknown') return 'nothing that counts';
  return measure.kind === 'word' ? `“${measure.word}”` : `${measure.value} ${unit}`;
}

function measureOf(criterion: Criterion, heard: Heards, bench: Bench, found: Found): Measure {
  if (criterion.method !== 'probe') return foundOf(criterion, found);
  const probe = probes[criterion.id];
  if (probe === undefined) return unknown('No probe is made for it.');
  const reading = probe.measure(seenOf(heard, bench, probe.uses));
  return reading.kind === 'known' ? reading.value : reading;
}

const NOT_FOUND = {
  measured: 'It is measured at work with the app, and nobody has said what came of it.',
  byHand: 'It is measured at work or by hand, and nobody has said what came of it.',
  manual: 'A person has to try it, and nobody has said what came of it.',
} as const;

function foundOf({ id, method, byHand }: Criterion, found: Found): Measure {
  const one = found[id];
  if (one === undefined)
    return unknown(NOT_FOUND[method === 'manual' ? 'manual' : byHand === undefined ? 'measured' : 'byHand']);
  if (typeof one.measured === 'string') return { kind: 'word', word: one.measured };
  if (one.uncertainty === undefined) return unknown('The number has no uncertainty.');
  return { kind: 'number', value: one.measured, uncertainty: one.uncertainty };
}
