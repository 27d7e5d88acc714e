/**
 * Bugs the core once had, found on generated floors and mended. They are too rare for a search of a few dozen floors;
 * each has a scenario in tests/regressions that fails if it comes back.
 */
import { mutant, rewriteFacts, type Mutant } from './mutant.ts';

export const mendedBugs: readonly Mutant[] = [
  mutant(
    'repeat-prolongs-nothing',
    ['lock-recovery'],
    'A request that is sent again after a reconnect is answered, but is no sign of life of the hold it names.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'message' || !('req' in input.message) || !('token' in input.message))
        return core(state, clock, input);
      const { device, message } = input;
      const repeated = message.req === state.devices.get(device)?.lastReq;
      const lock = state.locks.get(message.token);
      const before = lock?.lastContactMs;
      const result = core(state, clock, input);
      if (repeated && lock !== undefined && before !== undefined) lock.lastContactMs = before;
      return result;
    },
  ),
  mutant(
    'unclaimed-hold-outlives-payment',
    ['lock-recovery'],
    'Nobody came back to a hold since the restart, only a payment kept it; when that ends the hold gets a new lease.',
    () => (state, clock, input, core) => {
      const payment = input.kind === 'payment-outcome' ? state.payments.get(input.payment) : undefined;
      const lock = payment === undefined ? undefined : state.locks.get(payment.token);
      if (lock !== undefined) lock.unclaimed = false;
      return core(state, clock, input);
    },
  ),
  mutant(
    'restart-renews-lease',
    ['lock-recovery'],
    'What was used up of a lease is not in the journal: every start of the server gives a silent hold its whole grace again.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      if (input.kind === 'started') for (const lock of state.locks.values()) lock.carriedMs = 0;
      return rewriteFacts(result, (fact) => (fact.kind === 'hold-silent' ? null : fact));
    },
  ),
  mutant(
    'restart-renews-payment-limit',
    ['unknown-parked'],
    'For how long a payment has waited is not in the journal: every start of the server waits for its outcome anew.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) => (fact.kind === 'payment-waiting' ? null : fact)),
  ),
  mutant(
    'deadlines-on-the-wall-clock',
    ['lock-recovery'],
    'What lasts is measured on the clock on the wall: set back, it keeps a dead hold, set forward, it ends a living one.',
    () => (state, clock, input, core) => core(state, { ...clock, nowMs: clock.wallMs }, input),
  ),
  mutant(
    'later-lines-on-a-card-bill',
    ['bills'],
    'The bill of a payment that was parked lists what was booked on the tab since, too.',
    () => (state, clock, input, core) => {
      const payment = input.kind === 'payment-outcome' ? state.payments.get(input.payment) : undefined;
      if (payment !== undefined) payment.covers = state.tabs.get(payment.tab)?.lines.length ?? 0;
      return core(state, clock, input);
    },
  ),
  mutant(
    'late-outcome-told-instead',
    ['settled'],
    'The late outcome of a parked payment takes the place of what a device is still to be told of its next one.',
    () => (state, clock, input, core) => {
      const late = input.kind === 'payment-outcome' ? state.payments.get(input.payment) : undefined;
      const result = core(state, clock, input);
      const device = late === undefined ? undefined : state.devices.get(late.device);
      if (late?.parked !== true || device === undefined) return result;
      const { token, payment, tab } = late;
      device.lastPayment = { token, payment, tab, outcome: 'paid', paidCents: late.cents, tipCents: 0 };
      return result;
    },
  ),
];
