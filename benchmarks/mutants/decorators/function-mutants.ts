/** Planted bugs of what operators do beyond the usual: Quick Mode, Simple Order, SmartSwap. */
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

export const functionMutants: readonly Mutant[] = [
  mutant(
    'quick-mode-ignored',
    ['tab-lines'],
    'A tab that is opened in Quick Mode is transferred like any other.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'message' || input.message.type !== 'open') return core(state, clock, input);
      const { quick: _, ...message } = input.message;
      return core(state, clock, { ...input, message });
    },
    { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
  ),
  mutant(
    'last-line-not-transferred',
    ['tab-lines'],
    'Whoever opens a tab is sent its lines without the last one.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) => {
        if (output.kind !== 'send' || output.message.type !== 'reply' || !('lines' in output.message)) return output;
        const { lines = [] } = output.message;
        return { ...output, message: { ...output.message, lines: lines.slice(0, -1) } };
      }),
    { area: 'core', sort: 'wrong condition', subtlety: 'crude' },
  ),
  mutant(
    'maintained-over-a-start',
    ['smart-swap'],
    'A station that is maintained stays in force over a start of the server.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'started') return core(state, clock, input);
      const kept = [...state.devices.values()].map((device) => [device, device.maintained] as const);
      const result = core(state, clock, input);
      for (const [device, maintained] of kept) device.maintained = maintained;
      return result;
    },
    { area: 'core', sort: 'restart', subtlety: 'subtle' },
  ),
  mutant(
    'station-down-in-force',
    ['smart-swap'],
    'A station of which the till has told that it does not run is used all the same.',
    () => (state, clock, input, core) => {
      state.stationRuns.clear();
      return core(state, clock, input);
    },
    { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
  ),
  mutant(
    'simple-order-not-cashed',
    ['simple-order'],
    'A Simple Order is booked, and its bill never gets into the journal.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      if (input.kind !== 'message' || input.message.type !== 'simple-order') return result;
      return rewriteFacts(result, (fact) => (fact.kind === 'billed' ? null : fact));
    },
    { area: 'core', sort: 'forgotten', subtlety: 'plain' },
  ),
];
