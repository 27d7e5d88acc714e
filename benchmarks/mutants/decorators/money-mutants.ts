/** Planted bugs of what is done with money once it is there: parked tabs, second payments, refunds, what is told. */
import { beginTurn, record } from '#server/core/turn';
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

const ofPayments: readonly Mutant[] = [
  mutant(
    'parked-twice',
    ['payment-model', 'tab-money-model'],
    'A payment that is parked already is parked once more when the limit of its hold passes.',
    () => (state, clock, input, core) => {
      if (input.kind === 'timer' && input.timer.kind === 'payment-hold') {
        const payment = state.payments.get(input.timer.payment);
        if (payment !== undefined) payment.parked = false;
      }
      return core(state, clock, input);
    },
  ),
  mutant(
    'counts-on-after-parking',
    ['payment-model'],
    'What a parked payment waits is still counted, as if its tab were held.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'timer' || input.timer.kind !== 'look') return core(state, clock, input);
      const parked = [...state.payments.values()].filter((payment) => payment.parked);
      for (const payment of parked) payment.parked = false;
      const result = core(state, clock, input);
      for (const payment of parked) payment.parked = true;
      return result;
    },
  ),
  mutant(
    'tip-asked-of-every-guest',
    ['charges'],
    'The terminal is asked for a cent more than is on the tab; that looks like a tip.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'authorise' ? { ...output, cents: output.cents + 1 } : output,
      ),
  ),
  mutant(
    'asked-at-the-first-terminal',
    ['charges'],
    'A payment runs at the first terminal of the floor, if that is free, whichever was named.',
    () => (state, clock, input, core) => {
      const [first] = state.config.terminals;
      if (input.kind !== 'message' || input.message.type !== 'pay' || first === undefined)
        return core(state, clock, input);
      const known = state.terminals.get(first.name);
      const free = known !== undefined && known.payment === null && known.last !== 'unknown';
      const message = free ? { ...input.message, terminal: first.name } : input.message;
      return core(state, clock, { ...input, message });
    },
  ),
  mutant(
    'terminal-lent-to-two',
    ['charges'],
    'A terminal that has been busy for a while is given the next payment all the same.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'message' || input.message.type !== 'pay') return core(state, clock, input);
      const terminal = state.terminals.get(input.message.terminal);
      if (terminal !== undefined && terminal.payment !== null) terminal.payment = null;
      return core(state, clock, input);
    },
  ),
];

const ofParkedTabs: readonly Mutant[] = [
  mutant(
    'parked-tab-without-warning',
    ['parked-confirmed'],
    'A parked tab is settled another way without a question.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'message' || (input.message.type !== 'bill' && input.message.type !== 'pay'))
        return core(state, clock, input);
      return core(state, clock, { ...input, message: { ...input.message, confirmed: true } });
    },
  ),
  mutant(
    'parked-tab-shown-as-any',
    ['money-told'],
    'A device that opens a parked tab is not told that it is one.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' &&
        output.message.type === 'reply' &&
        output.message.ok &&
        output.message.did === 'opened'
          ? { ...output, message: { ...output.message, parked: false } }
          : output,
      ),
  ),
];

const ofShares: readonly Mutant[] = [
  mutant(
    'tip-kept-by-the-house',
    ['charge-shares'],
    'What a guest pays beyond the bill is called due back.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'payment-ended' && fact.tipCents > 0
          ? { ...fact, tipCents: 0, refundCents: fact.refundCents + fact.tipCents }
          : fact,
      ),
  ),
  mutant(
    'balance-without-the-last-line',
    ['money-told'],
    'A tab is shown with the balance it had before its last hand-over.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) => {
        if (output.kind !== 'send' || output.message.type !== 'reply' || !output.message.ok) return output;
        if (output.message.did !== 'opened' || output.message.balanceCents === 0) return output;
        const line = state.tabs.get(output.message.tab)?.lines.at(-1);
        return {
          ...output,
          message: { ...output.message, balanceCents: output.message.balanceCents - (line?.cents ?? 0) },
        };
      }),
  ),
  mutant(
    'declined-shown-as-paid',
    ['money-told'],
    'A waiter is told that a declined card has paid.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' && output.message.type === 'payment-ended' && output.message.outcome === 'declined'
          ? { ...output, message: { ...output.message, outcome: 'paid' } }
          : output,
      ),
  ),
  mutant(
    'booked-while-paying',
    ['tab-money-model'],
    'A line that comes in the moment after a payment has begun is still booked.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      const begun = result.facts.find(({ fact }) => fact.kind === 'payment-begun')?.fact;
      if (begun?.kind !== 'payment-begun' || begun.payment % 5 !== 0) return result;
      const { tab, token, device, operator } = begun;
      const line = { seq: 1_000_000 + begun.payment, article: 'Water', quantity: 1, cents: 0, place: 'none' };
      const turn = beginTurn(state, clock);
      record(turn, { kind: 'booked', tab, token, device, operator, source: '40', offline: false, bookings: [line] });
      return { ...result, facts: [...result.facts, ...turn.facts] };
    },
  ),
];

export const moneyMutants: readonly Mutant[] = [...ofPayments, ...ofParkedTabs, ...ofShares];
