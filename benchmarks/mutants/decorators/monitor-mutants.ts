/** Planted bugs of the feeds of kitchen monitors. */
import { mutant, rewriteOutputs, type Mutant } from '../mutant.ts';

const kind = { area: 'core', sort: 'forgotten', subtlety: 'plain' } as const;

export const monitorMutants: readonly Mutant[] = [
  mutant(
    'monitor-not-fed-after-start',
    ['monitor-feed'],
    'What a monitor had not shown when the server died is not sent to it again.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      if (input.kind !== 'started') return result;
      return { ...result, outputs: result.outputs.filter(({ kind: output }) => output !== 'feed') };
    },
    { ...kind, sort: 'restart' },
  ),
  mutant(
    'monitor-line-forgotten',
    ['monitor-feed'],
    'A monitor is sent orders without their last line.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'feed'
          ? { ...output, items: output.items.map((item) => ({ ...item, lines: item.lines.slice(0, -1) })) }
          : output,
      ),
    kind,
  ),
  mutant(
    'monitor-away-untold',
    ['monitor-told'],
    'However long a monitor shows nothing, nobody is told.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'timer' && output.timer.kind === 'monitor-wait' ? null : output,
      ),
    kind,
  ),
];
