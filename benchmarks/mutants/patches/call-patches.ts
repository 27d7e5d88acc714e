/** Planted bugs of the harness where a call lies over an app: somebody would go on tapping on what cannot be seen. */
import { patched, type PatchedMutant } from '../mutant.ts';

export const callPatches: readonly PatchedMutant[] = [
  {
    ...patched('call-acted-under', 'Operators act on what lies under a call.', 'edge', ['forgotten', 'plain'], {
      file: 'simulators/steps.ts',
      replace: '  if (device.isCovered && !OF_BODY.includes(step.do)) return false;\n',
      by: '',
    }),
    caughtBy: ['faults-in-force'],
  },
];
