/** Planted bugs of a second path: what the harness would get wrong of it. */
import { patched, type PatchedMutant } from '../mutant.ts';

const REDUNDANCY = 'simulators/redundancy.ts';

/** Shown by a second path that flaps. */
export const flappingPathPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'passes-between-paths',
      'While the network changes its path everything passes it.',
      'edge',
      ['forgotten', 'plain'],
      { file: REDUNDANCY, replace: '        else link.block();', by: '' },
    ),
    caughtBy: ['network'],
  },
  {
    ...patched('second-path-once', 'A second path that is gone does not come back.', 'edge', ['forgotten', 'plain'], {
      file: 'simulators/faults/network/path-flaps.ts',
      replace: '      if (!over) ground.timers.after(lasts(100 - upPercent), comes);\n',
      by: '',
    }),
    caughtBy: ['faults-in-force'],
  },
];

/** Shown by one that is switched off. */
export const pathOffPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'switched-off-path-used',
      'A network whose second path is switched off changes to it all the same.',
      'edge',
      ['wrong condition', 'plain'],
      {
        file: REDUNDANCY,
        replace: "  const { redundancy } = floor;\n  if (redundancy === 'off') return null;",
        by: "  const redundancy = floor.redundancy === 'off' ? 'stp' : floor.redundancy;",
      },
    ),
    caughtBy: ['calm-floor', 'answer-times'],
  },
];
