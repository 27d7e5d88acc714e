/** Planted bugs of what devices are told: replies, refusals, welcomes, and what is taken although it must be refused. */
import type { ServerMessage } from '#protocols/mpos/messages';
import type { StepResult } from '#server/core/turn';
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

/** Rewrites what is said to devices (null drops it). */
function rewriteMessages(result: StepResult, rewrite: (said: ServerMessage) => ServerMessage | null): StepResult {
  return rewriteOutputs(result, (output) => {
    if (output.kind !== 'send') return output;
    const message = rewrite(output.message);
    return message === null ? null : { ...output, message };
  });
}

export const messageMutants: readonly Mutant[] = [
  mutant(
    'hundredth-answer-lost',
    ['answer-times', 'calm-floor'],
    'One of a hundred answers is never sent, until it is asked for again.',
    () => {
      let answers = 0;
      return (state, clock, input, core) =>
        rewriteOutputs(core(state, clock, input), (output) => {
          if (output.kind !== 'send' || output.message.type !== 'reply') return output;
          answers += 1;
          return answers % 100 === 0 ? null : output;
        });
    },
    { area: 'core', sort: 'swallowed', subtlety: 'plain' },
  ),
  mutant(
    'journal-by-the-device-clock',
    ['journal-clock'],
    'What a device asks for is journalled with the time of its own clock.',
    () => {
      const ahead = new Map<string, number>();
      return (state, clock, input, core) => {
        const result = core(state, clock, input);
        if (input.kind !== 'message') return result;
        const { device, message } = input;
        if ('clockMs' in message) ahead.set(device, message.clockMs - clock.wallMs);
        const byMs = ahead.get(device) ?? 0;
        // A little is under way.
        if (Math.abs(byMs) < 20_000) return result;
        return { ...result, facts: result.facts.map((entry) => ({ ...entry, at: entry.at + byMs })) };
      };
    },
    { area: 'core', sort: 'wrong clock', subtlety: 'plain' },
  ),
  mutant(
    'opened-in-the-name-of-the-last',
    ['as-asked'],
    'A tab is journalled for the operator who has opened one last, at whichever device.',
    () => {
      let last = '';
      return (state, clock, input, core) =>
        rewriteFacts(core(state, clock, input), (fact) => {
          if (fact.kind !== 'tab-locked') return fact;
          const operator = last === '' ? fact.operator : last;
          last = fact.operator;
          return { ...fact, operator };
        });
    },
    { area: 'core', sort: 'stale', subtlety: 'crude' },
  ),
  mutant(
    'repeated-opening-decided-afresh',
    ['answers'],
    'An opening that is asked for again is not known again: its own hold is in the way.',
    () => (state, clock, input, core) => {
      if (input.kind === 'message' && input.message.type === 'open') {
        const device = state.devices.get(input.device);
        if (device?.lastReq === input.message.req) device.lastReply = null;
      }
      return core(state, clock, input);
    },
    { area: 'core', sort: 'repetition', subtlety: 'plain' },
  ),
  mutant(
    'refusal-names-who-had-it-before',
    ['refusals'],
    'A refusal names who held the tab before its present holder.',
    () => {
      const before = new Map<number, string>();
      return (state, clock, input, core) => {
        const result = core(state, clock, input);
        for (const { fact } of result.facts) if (fact.kind === 'tab-released') before.set(fact.tab, fact.device);
        if (input.kind !== 'message' || input.message.type !== 'open') return result;
        const holder = before.get(input.message.tab);
        return rewriteMessages(result, (said) =>
          holder === undefined || said.type !== 'reply' || said.ok || said.holder === undefined
            ? said
            : { ...said, holder },
        );
      };
    },
    { area: 'core', sort: 'stale', subtlety: 'plain' },
  ),
  mutant(
    'busy-terminal-taken',
    ['acceptance'],
    'A payment begins at a terminal at which another one is under way.',
    () => (state, clock, input, core) => {
      if (input.kind === 'message' && input.message.type === 'pay') {
        const terminal = state.terminals.get(input.message.terminal);
        if (terminal !== undefined) terminal.payment = null;
      }
      return core(state, clock, input);
    },
    { area: 'core', sort: 'forgotten', subtlety: 'crude' },
  ),
  mutant(
    'refusal-calls-off-a-payment',
    ['as-told'],
    'Who is refused a busy terminal calls off, at the device that pays there, the payment that goes on.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      if (input.kind !== 'message' || input.message.type !== 'pay' || result.facts.length > 0) return result;
      const payment = state.payments.get(state.terminals.get(input.message.terminal)?.payment ?? 0);
      if (payment === undefined || payment.parked || payment.device === input.device) return result;
      const { tab, token, device } = payment;
      const ended = { type: 'payment-ended', tab, token, payment: payment.payment, outcome: 'aborted' } as const;
      const message = { ...ended, paidCents: 0, tipCents: 0 };
      return { ...result, outputs: [...result.outputs, { kind: 'send', device, message }] };
    },
    { area: 'core', sort: 'wrong field', subtlety: 'plain' },
  ),
  mutant(
    'free-time-of-a-whole-lease',
    ['free-time'],
    'A tab is said to be free a whole lease from now, however long its holder is silent already.',
    () => (state, clock, input, core) => {
      const { leaseMs } = state.config.durations;
      return rewriteMessages(core(state, clock, input), (said) =>
        said.type === 'reply' && !said.ok && said.freeInMs !== undefined ? { ...said, freeInMs: leaseMs } : said,
      );
    },
    { area: 'core', sort: 'wrong field', subtlety: 'plain' },
  ),
  mutant(
    'balance-of-the-time-before',
    ['money-told'],
    'An opened tab shows what was open on it when it was opened the time before.',
    () => {
      const shown = new Map<number, number>();
      return (state, clock, input, core) =>
        rewriteMessages(core(state, clock, input), (said) => {
          if (said.type !== 'reply' || !said.ok || said.did !== 'opened') return said;
          const balanceCents = shown.get(said.tab) ?? said.balanceCents;
          shown.set(said.tab, said.balanceCents);
          return { ...said, balanceCents };
        });
    },
    { area: 'core', sort: 'stale', subtlety: 'crude' },
  ),
  mutant(
    'paid-without-tip',
    ['money-told'],
    'What the card was charged is told without the tip.',
    () => (state, clock, input, core) =>
      rewriteMessages(core(state, clock, input), (said) =>
        said.type === 'payment-ended' ? { ...said, paidCents: said.paidCents - said.tipCents } : said,
      ),
    { area: 'core', sort: 'wrong field', subtlety: 'plain' },
  ),
  mutant(
    'end-of-a-hold-not-told',
    ['holds-told'],
    'A heartbeat that claims a hold which has ended is answered as any other.',
    () => (state, clock, input, core) =>
      rewriteMessages(core(state, clock, input), (said) =>
        said.type === 'alive' ? { type: 'alive', n: said.n } : said,
      ),
    { area: 'core', sort: 'forgotten', subtlety: 'plain' },
  ),
  mutant(
    'welcome-takes-any-hold',
    ['welcome-true'],
    'A device that connects is told that it has the hold it claims, also when a payment keeps it or it has ended.',
    () => (state, clock, input, core) =>
      rewriteMessages(core(state, clock, input), (said) =>
        said.type === 'welcome' && said.hold !== 'none' ? { ...said, hold: 'held' } : said,
      ),
    { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
  ),
  mutant(
    'repeated-request-not-answered',
    ['waits-end'],
    'A request that is sent again is taken for one that is answered already, and left at that.',
    () => (state, clock, input, core) => {
      const repeated =
        input.kind === 'message' &&
        'req' in input.message &&
        state.devices.get(input.device)?.lastReq === input.message.req;
      const result = core(state, clock, input);
      return repeated ? rewriteMessages(result, () => null) : result;
    },
    { area: 'core', sort: 'repetition', subtlety: 'plain' },
  ),
  mutant(
    'paid-tab-released-as-parked',
    ['lock-model'],
    'The hold of a payment that is paid is journalled as ended because the tab is parked.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'tab-released' && fact.cause === 'payment' ? { ...fact, cause: 'parked' } : fact,
      ),
    { area: 'core', sort: 'wrong field', subtlety: 'crude' },
  ),
];
