/** What is wanted of a certification now, and was left out of a run of it that is over: that run is not made anew. */
import { evenings } from '../work/evenings.ts';
import { decisiveFails } from './decided.ts';
import { notAskedWithout, type Extra, type RunState } from './run.ts';
import type { Session } from './session.ts';

/** What may be wanted besides: evenings of work, and what is asked or played when people have time for it. */
export type Wanted = Extra | 'work';

const OPTIONS: Readonly<Record<Wanted, string>> = {
  long: '--long',
  walk: '--walk',
  work: '--work',
  tester: '--with-tester',
  unplugged: '--unplugged',
};

/** A sentence for each run that is over without something of it; none where both can have it all, or have it. */
export function leftOut({ runs, bench }: Session, wanted: ReadonlySet<Wanted>): string[] {
  return runs.flatMap((run, i) => {
    if (run.endedAt === null) return [];
    const isDecided = decisiveFails(run.heard, bench).length > 0;
    const without = [...wanted].filter((one) => !wasAsked(one, run) || !(isDecided || wasPlayed(one, run)));
    return without.length === 0 ? [] : [`Run ${i + 1} was without ${without.map((one) => OPTIONS[one]).join(', ')}.`];
  });
}

function wasAsked(one: Wanted, { heard }: RunState): boolean {
  if (one !== 'long' && one !== 'walk') return true;
  return !Object.values(heard).some((each) => 'silent' in each && each.silent === notAskedWithout(one));
}

/** Was one of its evenings played? Not each: there are more of them since some version of the program. */
function wasPlayed(one: Wanted, run: RunState): boolean {
  if (one === 'long' || one === 'walk') return true;
  const only = one === 'work' ? undefined : one;
  return evenings.some((evening) => evening.only === only && run.evenings[evening.name] !== undefined);
}
