/** Planted bugs of locks and fencing. */
import { canary } from '#search/canary';
import { tabOf } from '#server/core/state';
import { beginTurn, record, send } from '#server/core/turn';
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

export const lockMutants: readonly Mutant[] = [
  mutant(
    'lease-never-ends',
    ['lock-recovery', 'settled'],
    'The lease timer is forgotten: an abandoned hold stays.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'timer' && output.timer.kind === 'lease' ? null : output,
      ),
  ),
  {
    ...canary,
    caughtBy: ['lock-recovery'],
    kind: { area: 'core', sort: 'wrong unit', subtlety: 'plain' },
  },
  mutant(
    'lease-ends-early',
    ['lock-recovery'],
    'A hold ends after its lease although its holder is alive.',
    () => (state, clock, input, core) => {
      if (input.kind === 'timer' && input.timer.kind === 'lease') {
        const lock = state.locks.get(input.timer.token);
        if (lock !== undefined)
          lock.lastContactMs = Math.min(lock.lastContactMs, clock.nowMs - state.config.durations.leaseMs);
      }
      if (input.kind === 'message' && input.message.type === 'heartbeat') {
        const lock = state.locks.get(input.message.token);
        const before = lock?.lastContactMs;
        const result = core(state, clock, input);
        if (lock !== undefined && before !== undefined) lock.lastContactMs = before;
        return result;
      }
      return core(state, clock, input);
    },
  ),
  mutant(
    'fencing-ignored',
    ['lock-exclusion'],
    'A write under an old token is taken.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      if (input.kind !== 'message' || (input.message.type !== 'new-balance' && input.message.type !== 'hand-over'))
        return result;
      const { device, message } = input;
      const stale = result.outputs.some(
        (output) =>
          output.kind === 'send' &&
          output.message.type === 'reply' &&
          !output.message.ok &&
          output.message.code === 'stale-token',
      );
      const operator = state.devices.get(device)?.operator;
      if (!stale || operator === null || operator === undefined) return result;
      const turn = beginTurn(state, clock);
      const { tab, token, bookings, req } = message;
      if (bookings.length > 0)
        record(turn, { kind: 'booked', tab, token, device, operator, source: '40', offline: false, bookings });
      send(turn, device, {
        type: 'reply',
        req,
        ok: true,
        did: 'handed-over',
        seqs: bookings.map((line) => line.seq),
        closed: message.type === 'new-balance',
      });
      return { state, facts: turn.facts, outputs: turn.outputs };
    },
  ),
  mutant(
    'reopened-while-printing',
    ['busy-tabs'],
    'A settled tab is opened again before its bill is out.',
    () => (state, clock, input, core) => {
      if (input.kind === 'message' && input.message.type === 'open') tabOf(state, input.message.tab).busyJob = null;
      return core(state, clock, input);
    },
  ),
  mutant(
    'double-grant',
    ['lock-exclusion'],
    'A held tab is granted to a second device.',
    () => (state, clock, input, core) => {
      if (input.kind === 'message' && input.message.type === 'open') {
        const tab = tabOf(state, input.message.tab);
        const { lock } = tab;
        if (lock !== null && lock.device !== input.device && lock.reason === 'open') tab.lock = null;
      }
      return core(state, clock, input);
    },
  ),
  mutant(
    'silence-counted-double',
    ['counted-in-advance'],
    'A silence stands in the journal twice as long as it is: who comes back after a start is too late.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'hold-silent' ? { ...fact, silentMs: 2 * fact.silentMs } : fact,
      ),
    { area: 'core', sort: 'restart', subtlety: 'subtle' },
  ),
  mutant(
    'payment-hold-dropped-on-restart',
    ['settled'],
    'After a restart nobody asks for open payments and their holds.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      if (input.kind !== 'started') return result;
      return rewriteOutputs(result, (output) =>
        output.kind === 'enquire' || (output.kind === 'timer' && output.timer.kind === 'payment-hold') ? null : output,
      );
    },
  ),
];
