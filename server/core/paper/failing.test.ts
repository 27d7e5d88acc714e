// What counts as failing, and printers near the end of their paper.
import assert from 'node:assert/strict';
import type { ClientMessage } from '#protocols/mpos/messages';
import type { FailingCondition } from '#protocols/escpos/failing';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema } from '../config.ts';
import type { JournalEntry } from '../facts.ts';
import { emptyState } from '../state.ts';
import { step } from '../step.ts';
import type { Input, Output } from '../turn.ts';

/** A server on which Anna has tab 5 open; the kitchen goes by what counts there, and the bar stands in for it. */
function server(failing: FailingCondition[], barFailing: FailingCondition[] = failing, failAfterMs?: number) {
  const config = serverConfigSchema.parse({
    operators: ['Anna'],
    devices: [{ name: 'H01', family: 'handheld' }],
    printers: [
      { name: 'kitchen', alternatives: ['bar'], failing, failAfterMs },
      { name: 'bar', failing: barFailing },
      { name: 'counter' },
    ],
    places: { kitchen: 'kitchen' },
    fallbackPrinter: 'counter',
    durations: { failAfterMs: 100 },
  });
  let state = emptyState(config);
  const journal: JournalEntry[] = [];
  let seq = 0;
  const feed = (input: Input, nowMs = 0): Output[] => {
    const result = step(state, { nowMs, wallMs: nowMs }, input);
    state = result.state;
    journal.push(...result.facts);
    return result.outputs;
  };
  const restart = (): Output[] => {
    state = emptyState(config);
    for (const entry of journal) apply(state, entry);
    return feed({ kind: 'started' });
  };
  const say = (message: Record<string, unknown>, nowMs = 0): Output[] =>
    feed({ kind: 'message', device: 'H01', message: message as unknown as ClientMessage }, nowMs);
  /** The printer a soup is sent to that is handed over now; undefined if it waits. */
  const order = (nowMs = 0): string | undefined => {
    seq += 1;
    const bookings = [{ seq, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' }];
    const outputs = say({ type: 'hand-over', req: 2 + seq, tab: 5, token: 1, bookings }, nowMs);
    return printing(outputs)[0];
  };
  const printing = (outputs: Output[]): string[] =>
    outputs.flatMap((output) => (output.kind === 'print' ? [output.printer] : []));
  const watched = (outputs: Output[]): string[] =>
    outputs.flatMap((output) => (output.kind === 'watch-printer' ? [output.printer] : []));
  const printed = (printer: string, nearEnd?: boolean): Output[] => {
    const job = state.live.printers.get(printer)?.job ?? 0;
    return feed({
      ...{ kind: 'printed', printer, job, evidence: 'confirmed' },
      ...(nearEnd === undefined ? {} : { nearEnd }),
    });
  };
  const papers = (): string[] =>
    journal.flatMap(({ fact }) =>
      fact.kind === 'paper-near-end' || fact.kind === 'paper-enough' ? [`${fact.kind} ${fact.printer}`] : [],
    );
  const notices = (): string[][] =>
    journal.flatMap(({ fact }) => (fact.kind === 'job-queued' && fact.document === 'notice' ? [fact.lines] : []));
  feed({ kind: 'started' });
  say({ type: 'sign-on', req: 1, operator: 'Anna' });
  say({ type: 'open', req: 2, tab: 5 });
  return { feed, restart, order, printing, watched, printed, papers, notices };
}

const NEAR_END: FailingCondition[] = ['offline', 'paper-out', 'cover-open', 'error', 'near-end'];

describe('a printer near the end of its paper', () => {
  it('is told to people once a roll, and prints on where that does not count', () => {
    const { order, printed, papers, notices, watched } = server(['offline']);
    assert.equal(order(), 'kitchen');
    assert.deepEqual(watched(printed('kitchen', true)), []);
    assert.deepEqual(notices(), [['Tab 5  Anna', 'NOTICE', 'Paper of kitchen is near its end:', 'put in a new roll']]);
    assert.equal(order(), 'kitchen');
    printed('kitchen', true);
    assert.equal(notices().length, 1);
    order();
    printed('kitchen', false);
    order();
    printed('kitchen', true);
    assert.deepEqual(papers(), ['paper-near-end kitchen', 'paper-enough kitchen', 'paper-near-end kitchen']);
    assert.equal(notices().length, 2);
  });

  it('is spared at once where that counts, until it has told of a new roll', () => {
    const { feed, order, printed, watched } = server(NEAR_END);
    order();
    assert.deepEqual(watched(printed('kitchen', true)), ['kitchen']);
    assert.equal(order(), 'bar');
    const still = feed({ kind: 'printer-health', printer: 'kitchen', trouble: null, nearEnd: true });
    assert.deepEqual(watched(still), ['kitchen']);
    printed('bar');
    feed({ kind: 'printer-health', printer: 'kitchen', trouble: null, nearEnd: false });
    assert.equal(order(), 'kitchen');
  });

  it('is passed over all the more when its roll has come to its end, though that is to be waited for elsewhere', () => {
    const { feed, order, printed, printing } = server(['near-end']);
    order();
    printed('kitchen', true);
    feed({ kind: 'printer-health', printer: 'bar', trouble: 'cover-open' });
    assert.equal(order(), 'kitchen');
    const job = 3;
    assert.deepEqual(
      printing(feed({ kind: 'print-failed', printer: 'kitchen', job, trouble: 'paper-out', mayBePrinted: false })),
      [],
    );
    assert.deepEqual(printing(feed({ kind: 'printer-health', printer: 'bar', trouble: null })), ['bar']);
    printed('bar');
    assert.equal(order(), 'bar');
  });

  it('is spared, and watched, after a start as well, and nobody is told again', () => {
    const { restart, order, printed, printing, watched, notices } = server(NEAR_END);
    order();
    printed('kitchen', true);
    const outputs = restart();
    assert.deepEqual(watched(outputs), ['kitchen']);
    assert.deepEqual(printing(outputs), ['counter']);
    assert.equal(order(), 'bar');
    assert.equal(notices().length, 1);
  });

  it('prints if nothing else of its chain does, or if it is to be waited for', () => {
    const { feed, order, printed } = server(NEAR_END, ['offline']);
    order();
    printed('kitchen', true);
    feed({ kind: 'printer-health', printer: 'bar', trouble: 'cover-open' }, 0);
    assert.equal(order(1), 'kitchen');
    printed('kitchen', true);
    feed({ kind: 'printer-health', printer: 'bar', trouble: 'silent' }, 1_000);
    assert.equal(order(1_001), 'kitchen');
    printed('kitchen', true);
    assert.equal(order(2_000), 'kitchen');
  });

  it('is not known of by who cannot tell', () => {
    const { order, printed, papers } = server(NEAR_END);
    order();
    printed('kitchen');
    assert.deepEqual(papers(), []);
    assert.equal(order(), 'kitchen');
  });
});

describe('a printer in trouble', () => {
  it('keeps its tickets as long as that does not count as failing', () => {
    const { feed, order, printing } = server(['offline', 'paper-out']);
    feed({ kind: 'printer-health', printer: 'kitchen', trouble: 'cover-open' });
    assert.equal(order(1_000), undefined);
    assert.deepEqual(printing(feed({ kind: 'printer-health', printer: 'kitchen', trouble: null }, 2_000)), ['kitchen']);
  });

  it('has its hold-off from when something is wrong that counts', () => {
    const { feed, order, printing, watched } = server(['offline', 'paper-out']);
    assert.deepEqual(watched(feed({ kind: 'printer-health', printer: 'kitchen', trouble: 'cover-open' })), ['kitchen']);
    const worse = feed({ kind: 'printer-health', printer: 'kitchen', trouble: 'silent' }, 1_000);
    assert.deepEqual(
      worse.map((output) => output.kind),
      ['timer'],
    );
    assert.equal(order(1_050), undefined);
    const due = feed({ kind: 'timer', timer: { kind: 'redirect', printer: 'kitchen' } }, 1_100);
    assert.deepEqual(printing(due), ['bar']);
  });

  it('keeps its tickets for the hold-off of its own, if it has one', () => {
    const { feed, order, printing } = server(['paper-out'], ['paper-out'], 5_000);
    const timers = feed({ kind: 'printer-health', printer: 'kitchen', trouble: 'paper-out' }).flatMap((output) =>
      output.kind === 'timer' ? [output.inMs] : [],
    );
    assert.deepEqual(timers, [5_000]);
    assert.equal(order(4_999), undefined);
    const due = feed({ kind: 'timer', timer: { kind: 'redirect', printer: 'kitchen' } }, 5_000);
    assert.deepEqual(printing(due), ['bar']);
  });
});
