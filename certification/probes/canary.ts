/**
 * The canary: a planted device, one with an old Android, is asked over the same adb and judged by the same probe. The
 * criterion has to fail there; if it does not, the bench would pass anything.
 */
import type { Catalogue } from '../catalogue/criterion.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { NO_CANARY, type RunRecord } from '../certificate/run-record.ts';
import { shortened } from './answer.ts';
import type { Bench } from './bench.ts';
import { said } from './measures/build.ts';
import { measuresOf } from './measuring.ts';
import { all } from './reading.ts';
import { seenOf } from './seen.ts';
import type { Session } from './session.ts';

const CANARY = 'OS-1';
/** What it is asked. */
export const CANARY_COMMAND = 'getprop';

export function canaryOf(catalogue: Catalogue, canary: Session['canary'], bench: Bench): RunRecord['canary'] {
  if (canary === null) return { id: CANARY, device: NO_CANARY, class: 'unknown' };
  const heard = { getprop: canary.heard };
  const criterion = catalogue.criteria.find(({ id }) => id === CANARY);
  const measure = measuresOf(catalogue, heard, bench, {})[CANARY];
  const seen = seenOf(heard, bench, ['getprop']);
  const name = all(said(seen, 'ro.product.model'), said(seen, 'ro.build.version.release'));
  const device = name.kind === 'known' ? shortened(`${name.value[0]}, Android ${name.value[1]}`) : canary.serial;
  if (criterion === undefined || measure === undefined) return { id: CANARY, device, class: 'unknown' };
  return { id: CANARY, device, class: judgeRun(criterion, measure).class };
}
