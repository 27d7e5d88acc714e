// The alternative Bluetooth printer of a station: for what is billed under its hold, and for nothing else.
import assert from 'node:assert/strict';
import type { ClientMessage } from '#protocols/mpos/messages';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import type { JournalEntry } from '../facts.ts';
import { emptyState } from '../state.ts';
import { step } from '../step.ts';
import type { Input, Output } from '../turn.ts';

const terrace = { name: 'terrace', articles: [{ name: 'Soup', cents: 690, place: 'none' }] };
const floor = (belt: string) =>
  ({
    operators: ['Anna'],
    devices: [
      { name: 'H01', family: 'handheld', beltPrinter: true },
      { name: 'H02', family: 'handheld', beltPrinter: true },
      { name: 'H03', family: 'handheld' },
    ],
    printers: [{ name: 'counter' }],
    fallbackPrinter: 'counter',
    smartSwap: { stations: [{ ...terrace, belt }], areas: [{ from: 50, to: 59, station: 'terrace' }] },
  }) satisfies ServerConfigInput;

/** A server with that alternative printer; `bill` opens the tab, books a soup and settles it in cash. */
function server(belt = 'H02') {
  const config = serverConfigSchema.parse(floor(belt));
  let state = emptyState(config);
  let req = 0;
  const journal: JournalEntry[] = [];
  const feed = (input: Input): Output[] => {
    const result = step(state, { nowMs: 0, wallMs: 0 }, input);
    state = result.state;
    journal.push(...result.facts);
    return result.outputs;
  };
  const say = (device: string, message: Record<string, unknown>): Output[] =>
    feed({ kind: 'message', device, message: { req: (req += 1), ...message } as unknown as ClientMessage });
  const jobs = (): (string | undefined)[] =>
    journal.flatMap(({ fact }) =>
      fact.kind === 'job-queued' && fact.document === 'bill' ? [`${fact.route} ${fact.belt ?? 'own'}`] : [],
    );
  const hello = (device: string): Output[] =>
    feed({ kind: 'message', device, message: { type: 'hello', v: 1, device, family: 'handheld', clockMs: 0 } });
  feed({ kind: 'started' });
  return {
    jobs,
    say,
    hello,
    bill(device: string, tab: number): Output[] {
      say(device, { type: 'sign-on', operator: 'Anna' });
      say(device, { type: 'open', tab });
      const bookings = [{ seq: req, article: 'Soup', quantity: 1, cents: 690, place: 'none' }];
      return say(device, { type: 'bill', tab, token: state.lastToken, bookings });
    },
    restart(): void {
      state = emptyState(config);
      for (const entry of journal) apply(state, entry);
      feed({ kind: 'started' });
    },
    printers: () => journal.flatMap(({ fact }) => (fact.kind === 'job-printed' ? [fact.printer] : [])),
  };
}

/** The belt printers named in the receipts that are sent. */
const sent = (outputs: readonly Output[]): (string | undefined)[] =>
  outputs.flatMap((output) => {
    if (output.kind !== 'send') return [];
    const { message } = output;
    if (message.type === 'receipt') return [message.receipt.belt];
    return message.type === 'reply' && message.ok && message.did === 'billed' ? [message.receipt?.belt] : [];
  });

describe('the alternative belt printer of a station', () => {
  it('is for receipts of its tables, at a device that prints itself', () => {
    const { bill, jobs } = server();
    assert.deepEqual(sent(bill('H01', 50)), ['H02']);
    assert.deepEqual(sent(bill('H01', 12)), [undefined]);
    bill('H03', 51);
    assert.deepEqual(jobs(), ['belt H02', 'belt own', 'static own']);
  });

  it('is nothing special to the device that wears it', () => {
    const { bill, jobs } = server();
    bill('H02', 50);
    assert.deepEqual(jobs(), ['belt own']);
  });

  it('is named again after a start, and in what is told of the print', () => {
    const { bill, restart, hello, say, printers } = server();
    bill('H01', 50);
    restart();
    assert.deepEqual(sent(hello('H01')), ['H02']);
    say('H01', { type: 'receipt-printed', job: 1 });
    assert.deepEqual(printers(), ['H02/belt']);
  });

  it('is worn by somebody', () => {
    assert.throws(() => server('H03'), /there is no device .*H03/);
  });
});
