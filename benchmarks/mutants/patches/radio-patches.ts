/** Planted bugs of the radio plan: what the harness would get wrong of the air. */
import type { PatchedMutant } from '../mutant.ts';

const PLAN = 'simulators/radio/radio-plan.ts';
const kind = { area: 'edge', sort: 'forgotten', subtlety: 'plain' } as const;

export const radioPatches: readonly PatchedMutant[] = [
  {
    name: 'no-silence-without-signal',
    about: 'A link that carries nothing by the plan is not told so: everything passes it as before.',
    caughtBy: ['radio-plan'],
    kind,
    patches: [{ file: PLAN, replace: "this.link().send({ type: 'COVERAGE_LOST' });", by: '' }],
  },
  {
    name: 'never-back-in-reach',
    about: 'A device that was carried out of reach on the plan stays without network when it is back.',
    caughtBy: ['radio-plan'],
    kind,
    patches: [
      { file: PLAN, replace: "return () => this.link().send({ type: 'COVERAGE_BACK' });", by: 'return () => {};' },
    ],
  },
];
