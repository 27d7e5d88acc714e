/** Whether a run is decided already: by what rejects a device whatever the rest comes to (docs/decisions/062). */
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeOneRun } from '../catalogue/verdict.ts';
import type { Bench } from './bench.ts';
import { measuresOf, traitsOf } from './measuring.ts';
import type { Heards } from './seen.ts';

/** The decisive criteria that fail by what the device has said so far. */
export function decisiveFails(heard: Heards, bench: Bench): string[] {
  const classes = judgeOneRun(catalogue, traitsOf(heard, bench), measuresOf(catalogue, heard, bench, {}));
  return catalogue.criteria.flatMap(({ id, decisive }) =>
    decisive === true && classes.get(id)?.class === 'fail' ? [id] : [],
  );
}
