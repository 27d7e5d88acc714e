/** Planted bugs of clocks that differ: what an operator is told of them, and what is decided by them. */
import type { PatchedMutant } from '../mutant.ts';

const kind: PatchedMutant['kind'] = { area: 'edge', sort: 'forgotten', subtlety: 'plain' };
const MESSAGES = 'simulators/devices/link/server-messages.ts';

/** Shown by a clock that changes while its operator is signed on. */
export const clockPatches: readonly PatchedMutant[] = [
  {
    name: 'clock-changes-unseen',
    about: 'A device learns of a wrong clock when it connects, and not by its beats.',
    caughtBy: ['clock-warnings'],
    kind,
    patches: [
      {
        file: 'simulators/devices/link/connection.ts',
        replace: 'if (heart.answered(n) && isWrong !== heart.warned) dialler.clock(isWrong);',
        by: 'heart.answered(n);',
      },
    ],
  },
  {
    name: 'clock-warned-at-every-beat',
    about: 'The operator is warned of the clock at every beat while it is wrong.',
    caughtBy: ['clock-warnings'],
    kind: { ...kind, sort: 'repetition', subtlety: 'crude' },
    patches: [{ file: MESSAGES, replace: '    heart.warned = isWrong;', by: '    heart.warned = false;' }],
  },
  {
    name: 'clock-episode-never-over',
    about: 'An operator who was warned of the clock once is never warned again.',
    caughtBy: ['clock-warnings'],
    kind: { ...kind, sort: 'stale', subtlety: 'subtle' },
    patches: [{ file: MESSAGES, replace: '    heart.warned = isWrong;', by: '    heart.warned ||= isWrong;' }],
  },
  {
    name: 'beat-counts-by-its-own-clock',
    about: 'A beat claims its hold for the time that the clock of its device says.',
    caughtBy: ['counted-in-advance'],
    kind: { ...kind, area: 'core', sort: 'wrong clock' },
    patches: [
      {
        file: 'server/core/step.ts',
        replace: 'contact(turn, device, said.token) === null;\n    endLearntByHeartbeat',
        by: 'contact({ ...turn, now: Math.max(0, turn.now + said.clockMs - turn.wallMs) }, device, said.token) === null;\n    endLearntByHeartbeat',
      },
    ],
  },
];
