/** Planted bugs of bookings, bills and their journal. */
import type { JournalEntry } from '#server/core/facts';
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

export const bookingMutants: readonly Mutant[] = [
  mutant(
    'acknowledged-before-commit',
    ['acknowledged-bookings'],
    'A hand-over is acknowledged first and journalled with the next input.',
    () => {
      let owed: JournalEntry[] = [];
      return (state, clock, input, core) => {
        if (input.kind === 'started') owed = [];
        const result = core(state, clock, input);
        const handOver =
          input.kind === 'message' && (input.message.type === 'hand-over' || input.message.type === 'new-balance');
        if (handOver && result.facts.length > 0) {
          owed.push(...result.facts);
          return { ...result, facts: [] };
        }
        const facts = input.kind === 'message' && input.message.type === 'heartbeat' ? [] : [...owed, ...result.facts];
        if (facts.length > 0) owed = [];
        return { ...result, facts };
      };
    },
  ),
  mutant(
    'hand-over-not-idempotent',
    ['acknowledged-bookings'],
    'A repeated hand-over is booked again.',
    () => (state, clock, input, core) => {
      if (input.kind === 'message' && 'bookings' in input.message) {
        const device = state.devices.get(input.device);
        if (device !== undefined) {
          device.booked.clear();
          if (input.message.req === device.lastReq && device.lastReply !== null) device.lastReq -= 1;
        }
      }
      return core(state, clock, input);
    },
  ),
  mutant(
    'offline-hand-over-cut',
    ['offline-bookings'],
    'Of an offline hand-over only the first booking is kept, all are acknowledged.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) => {
        if (fact.kind !== 'booked' || !fact.offline || fact.bookings.length < 2) return fact;
        return { ...fact, bookings: fact.bookings.slice(0, 1) };
      }),
  ),
  mutant(
    'order-forgotten',
    ['acknowledged-bookings'],
    'What is to be made at the bar is booked and acknowledged, and nobody is told to make it.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'message' || !('bookings' in input.message)) return core(state, clock, input);
      const bookings = input.message.bookings.map((line) => (line.place === 'bar' ? { ...line, place: 'none' } : line));
      return core(state, clock, { ...input, message: { ...input.message, bookings } });
    },
  ),
  mutant(
    'source-column-wrong',
    ['source-column'],
    'Bookings at the till are journalled as mPOS bookings.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) => (fact.kind === 'booked' ? { ...fact, source: '40' } : fact)),
  ),
  mutant(
    'bill-rounds',
    ['money'],
    'A bill is rounded down to ten cents.',
    () => (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) =>
        fact.kind === 'billed' ? { ...fact, cents: fact.cents - (fact.cents % 100) } : fact,
      ),
  ),
  mutant('spurious-try-again', ['calm-floor'], 'Every hundredth opening is refused with "try again".', () => {
    let openings = 0;
    return (state, clock, input, core) => {
      if (input.kind !== 'message' || input.message.type !== 'open') return core(state, clock, input);
      openings += 1;
      if (openings % 100 !== 0) return core(state, clock, input);
      const { req } = input.message;
      return {
        state,
        facts: [],
        outputs: [
          {
            kind: 'send',
            device: input.device,
            message: { type: 'reply', req, ok: false, code: 'try-again', text: 'busy' },
          },
        ],
      };
    };
  }),
  mutant(
    'replies-lost',
    ['settled'],
    'A device that has reconnected twice is no longer answered when it hands over.',
    () => {
      const hellos = new Map<string, number>();
      return (state, clock, input, core) => {
        const result = core(state, clock, input);
        if (input.kind !== 'message') return result;
        if (input.message.type === 'hello') hellos.set(input.device, (hellos.get(input.device) ?? 0) + 1);
        if ((hellos.get(input.device) ?? 0) < 3) return result;
        return rewriteOutputs(result, (output) =>
          output.kind === 'send' &&
          output.message.type === 'reply' &&
          output.message.ok &&
          output.message.did === 'handed-over'
            ? null
            : output,
        );
      };
    },
  ),
];
