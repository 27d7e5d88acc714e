/** Planted bugs of camera views, in what is decided. */
import { mutant, rewriteOutputs, type Mutant } from '../mutant.ts';

const kind = { area: 'core', sort: 'forgotten', subtlety: 'plain' } as const;

export const cameraMutants: readonly Mutant[] = [
  mutant(
    'camera-never-left',
    ['camera-view'],
    'A camera goes on being watched when the last view of it is over.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) => (output.kind === 'leave-camera' ? null : output)),
    kind,
  ),
  mutant(
    'camera-unplugged-untold',
    ['camera-view'],
    'Whoever watches a camera that is unplugged is not told.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' && output.message.type === 'view-ended' ? null : output,
      ),
    { ...kind, sort: 'swallowed' },
  ),
];
