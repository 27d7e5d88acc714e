// What becomes of tickets that do not come out: never a loop, never silence.
import assert from 'node:assert/strict';
import type { ClientMessage } from '#protocols/mpos/messages';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import type { Fact, JournalEntry } from '../facts.ts';
import { emptyState } from '../state.ts';
import { step } from '../step.ts';
import type { Input, Output } from '../turn.ts';

const floor = {
  operators: ['Anna'],
  devices: [
    { name: 'H01', family: 'handheld', beltPrinter: true },
    { name: 'H02', family: 'handheld' },
  ],
  printers: [{ name: 'kitchen' }, { name: 'counter' }],
  places: { kitchen: 'kitchen' },
  fallbackPrinter: 'counter',
} satisfies ServerConfigInput;

/** A server in which H01 or H02 has tab 5 open, with a soup to book. */
function server(config: ServerConfigInput, device = 'H02') {
  let state = emptyState(serverConfigSchema.parse(config));
  const journal: JournalEntry[] = [];
  const facts: Fact[] = [];
  const outputs: Output[] = [];
  const feed = (input: Input, nowMs = 0): Output[] => {
    const result = step(state, { nowMs, wallMs: nowMs }, input);
    state = result.state;
    journal.push(...result.facts);
    facts.push(...result.facts.map(({ fact }) => fact));
    outputs.push(...result.outputs);
    return result.outputs;
  };
  const restart = (): void => {
    state = emptyState(serverConfigSchema.parse(config));
    for (const entry of journal) apply(state, entry);
    feed({ kind: 'started' });
  };
  const say = (message: Record<string, unknown>): Output[] =>
    feed({ kind: 'message', device, message: message as unknown as ClientMessage });
  const of = <K extends Fact['kind']>(kind: K) =>
    facts.filter((fact) => fact.kind === kind) as Extract<Fact, { kind: K }>[];
  const warnings = (): string[] => outputs.flatMap((output) => (output.kind === 'warn' ? [output.event] : []));
  feed({ kind: 'started' });
  say({ type: 'sign-on', req: 1, operator: 'Anna' });
  say({ type: 'open', req: 2, tab: 5 });
  const order = {
    tab: 5,
    token: 1,
    bookings: [{ seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' }],
  };
  return { feed, restart, say, of, warnings, order, state: () => state };
}

describe('a ticket that does not come out', () => {
  it('is given up after so many attempts, and people are told', () => {
    const { feed, say, of, warnings, order, state } = server({ ...floor, printAttempts: 3 });
    say({ type: 'new-balance', req: 3, ...order });
    for (let i = 0; i < 5; i += 1) {
      if (!state().jobs.has(1)) break;
      feed({ kind: 'print-failed', printer: 'kitchen', job: 1, trouble: 'silent', mayBePrinted: true });
      feed({ kind: 'printer-health', printer: 'kitchen', trouble: null });
    }
    assert.deepEqual(
      of('job-started').map(({ job, copy }) => [job, copy]),
      [
        [1, false],
        [1, true],
        [1, true],
        [2, false],
      ],
    );
    assert.deepEqual(of('job-given-up'), [{ kind: 'job-given-up', job: 1, printer: 'kitchen', attempts: 3 }]);
    assert.deepEqual(of('job-queued').at(-1)?.lines, [
      'Tab 5  Anna',
      'NOTICE',
      'Ticket 1 (order) for tab 5',
      'was sent 3 times and never confirmed:',
      'look at kitchen; it is not printed again',
    ]);
    assert.deepEqual(warnings(), ['job-given-up']);
    assert.ok(say({ type: 'reprint', req: 4, job: 1 }).some((output) => output.kind === 'print'));
  });

  it('is given up without the next one being sent to the printer that has just failed', () => {
    const { feed, say, of, order } = server({ ...floor, fallbackPrinter: undefined, printAttempts: 1 });
    const [soup] = order.bookings;
    say({ type: 'hand-over', req: 3, ...order });
    say({ type: 'new-balance', req: 4, ...order, bookings: [{ ...soup, seq: 2 }] });
    const failed = feed({ kind: 'print-failed', printer: 'kitchen', job: 1, trouble: 'silent', mayBePrinted: true });
    assert.deepEqual(of('job-given-up').length, 1);
    assert.ok(failed.some((output) => output.kind === 'watch-printer'));
    assert.ok(!failed.some((output) => output.kind === 'print'));
    const well = feed({ kind: 'printer-health', printer: 'kitchen', trouble: null });
    assert.deepEqual(
      well.flatMap((output) => (output.kind === 'print' ? [output.job.job] : [])),
      [2],
    );
  });

  it('is given up at a start, and nothing that is started there counts as failed', () => {
    const { restart, say, of, order } = server({ ...floor, printAttempts: 1 });
    const [soup] = order.bookings;
    say({ type: 'hand-over', req: 3, ...order });
    say({ type: 'new-balance', req: 4, ...order, bookings: [{ ...soup, seq: 2 }] });
    restart();
    assert.deepEqual(
      of('job-failed').map(({ job }) => job),
      [1],
    );
    assert.deepEqual(
      of('job-started').map(({ job, printer, copy }) => [job, printer, copy]),
      [
        [1, 'kitchen', false],
        [2, 'kitchen', false],
        [3, 'counter', false],
      ],
    );
  });

  it('ends with a word, not with notices of notices', () => {
    const { feed, say, of, warnings, order } = server({ ...floor, fallbackPrinter: undefined, printAttempts: 1 });
    say({ type: 'new-balance', req: 3, ...order });
    for (const job of [1, 2]) {
      feed({ kind: 'print-failed', printer: 'kitchen', job, trouble: 'silent', mayBePrinted: true });
      feed({ kind: 'printer-health', printer: 'kitchen', trouble: null });
    }
    assert.equal(of('job-queued').length, 2);
    assert.deepEqual(warnings(), ['job-given-up', 'job-given-up']);
  });

  it('that is never sent waits as long as it takes, and people are told once', () => {
    const { feed, say, of, warnings, order } = server(floor);
    say({ type: 'new-balance', req: 3, ...order });
    const failed = feed({
      kind: 'print-failed',
      printer: 'kitchen',
      job: 1,
      trouble: 'paper-out',
      mayBePrinted: false,
    });
    const wait = failed.find((output) => output.kind === 'timer' && output.timer.kind === 'print-wait');
    assert.ok(wait?.kind === 'timer');
    assert.equal(wait.inMs, 180_000);
    feed({ kind: 'timer', timer: wait.timer }, 180_000);
    feed({ kind: 'timer', timer: wait.timer }, 360_000);
    assert.deepEqual(of('job-overdue'), [{ kind: 'job-overdue', job: 1, queue: 'kitchen' }]);
    assert.deepEqual(warnings(), ['job-overdue']);
    assert.deepEqual(
      of('job-queued').map(({ document, queue }) => [document, queue]),
      [
        ['order', 'kitchen'],
        ['notice', 'counter'],
      ],
    );
    feed({ kind: 'printer-health', printer: 'kitchen', trouble: null }, 400_000);
    assert.deepEqual(
      of('job-started').map(({ job, printer }) => [job, printer]),
      [
        [1, 'kitchen'],
        [2, 'counter'],
        [1, 'kitchen'],
      ],
    );
  });

  it('is told of without paper where no printer could print that', () => {
    const { feed, say, of, warnings, order } = server({ ...floor, fallbackPrinter: undefined });
    say({ type: 'new-balance', req: 3, ...order });
    feed({ kind: 'print-failed', printer: 'kitchen', job: 1, trouble: 'paper-out', mayBePrinted: false });
    feed({ kind: 'timer', timer: { kind: 'print-wait', job: 1 } }, 180_000);
    assert.deepEqual(warnings(), ['job-overdue']);
    assert.equal(of('job-queued').length, 1);
  });

  it('is told of by no notice if it is one itself, though another printer of its chain is well', () => {
    const printers = [{ name: 'kitchen' }, { name: 'counter', alternatives: ['kitchen'] }];
    const { feed, say, of, warnings, order } = server({ ...floor, printers, printAttempts: 1 });
    feed({ kind: 'printer-health', printer: 'counter', trouble: 'paper-out' });
    say({ type: 'new-balance', req: 3, ...order });
    feed({ kind: 'print-failed', printer: 'kitchen', job: 1, trouble: 'silent', mayBePrinted: true });
    feed({ kind: 'printer-health', printer: 'kitchen', trouble: null });
    feed({ kind: 'timer', timer: { kind: 'print-wait', job: 2 } });
    assert.deepEqual(of('job-overdue'), [{ kind: 'job-overdue', job: 2, queue: 'counter' }]);
    assert.deepEqual(
      of('job-queued').map(({ document }) => document),
      ['order', 'notice'],
    );
    assert.deepEqual(warnings(), ['job-given-up', 'job-overdue']);
  });

  it('is told of by a notice that comes out of an alternative of its printer', () => {
    const printers = [{ name: 'kitchen' }, { name: 'counter', alternatives: ['bar'] }, { name: 'bar' }];
    const { feed, say, of, order } = server({ ...floor, printers });
    feed({ kind: 'printer-health', printer: 'counter', trouble: 'paper-out' });
    say({ type: 'new-balance', req: 3, ...order });
    feed({ kind: 'print-failed', printer: 'kitchen', job: 1, trouble: 'paper-out', mayBePrinted: false });
    feed({ kind: 'timer', timer: { kind: 'print-wait', job: 1 } }, 180_000);
    assert.deepEqual(
      of('job-started').map(({ job, printer }) => [job, printer]),
      [
        [1, 'kitchen'],
        [2, 'bar'],
      ],
    );
  });

  it('waits for the fallback printer alone if it was redirected there, though that has alternatives', () => {
    const printers = [{ name: 'kitchen' }, { name: 'counter', alternatives: ['kitchen'] }];
    const { feed, say, of, order } = server({ ...floor, printers });
    feed({ kind: 'printer-health', printer: 'counter', trouble: 'paper-out' });
    const [soup] = order.bookings;
    say({ type: 'bill', req: 3, ...order, bookings: [{ ...soup, place: 'none' }] });
    feed({ kind: 'timer', timer: { kind: 'redirect', printer: 'counter' } }, 180_000);
    assert.deepEqual(of('job-started'), []);
    feed({ kind: 'printer-health', printer: 'counter', trouble: null }, 200_000);
    assert.deepEqual(
      of('job-started').map(({ printer }) => printer),
      ['counter'],
    );
  });

  it('is not out because its device says so late, when it was redirected before', () => {
    const { say, of, order } = server(floor, 'H01');
    say({ type: 'bill', req: 3, ...order });
    const { job } = of('job-queued').at(-1) ?? assert.fail();
    say({ type: 'redirect-print', req: 4, job, mayBePrinted: false });
    say({ type: 'receipt-printed', req: 5, job });
    assert.deepEqual(of('job-printed'), []);
  });

  it('has been sent to a printer that tells nothing, and is known as sent', () => {
    const { feed, say, of, order } = server(floor);
    say({ type: 'new-balance', req: 3, ...order });
    feed({ kind: 'printed', printer: 'kitchen', job: 1, evidence: 'sent' });
    assert.deepEqual(of('job-printed'), [{ kind: 'job-printed', job: 1, printer: 'kitchen', evidence: 'sent' }]);
  });
});

describe('paper that is near its end', () => {
  it('is told to people once a roll', () => {
    const { feed, say, of, warnings, order } = server(floor);
    const [soup] = order.bookings;
    const told = [false, true, true, false, true];
    for (const i of told.keys()) say({ type: 'hand-over', req: 3 + i, ...order, bookings: [{ ...soup, seq: 1 + i }] });
    const orders = of('job-queued').map(({ job }) => job);
    for (const [i, nearEnd] of told.entries())
      feed({ kind: 'printed', printer: 'kitchen', job: orders[i] ?? 0, evidence: 'confirmed', nearEnd });
    assert.deepEqual(warnings(), ['paper-near-end', 'paper-near-end']);
    assert.deepEqual(
      [of('paper-near-end').map(({ job }) => job), of('paper-enough').map(({ printer }) => printer)],
      [[2, 5], ['kitchen']],
    );
  });
});

describe('a floor without a fallback printer', () => {
  const bare = { ...floor, fallbackPrinter: undefined };

  it('refuses to redirect a receipt, and gives it back to be tried again, as a copy if it may be on paper', () => {
    for (const mayBePrinted of [false, true]) {
      const { say, of, order } = server(bare, 'H01');
      say({ type: 'bill', req: 3, ...order });
      const { job, lines } = of('job-queued').at(-1) ?? assert.fail();
      const said = say({ type: 'redirect-print', req: 4, job, mayBePrinted }).flatMap((output) =>
        output.kind === 'send' ? [output.message] : [],
      );
      assert.deepEqual(
        said.map((message) => (message.type === 'reply' && !message.ok ? message.code : message)),
        ['no-fallback-printer', { type: 'receipt', receipt: { job, lines, copy: mayBePrinted } }],
      );
      say({ type: 'receipt-printed', req: 5, job });
      assert.equal(of('job-printed').length, 1);
    }
  });

  it('gives a receipt up that came out again and again and was never confirmed', () => {
    const { say, of, order } = server({ ...bare, printAttempts: 2 }, 'H01');
    say({ type: 'bill', req: 3, ...order });
    const { job } = of('job-queued').at(-1) ?? assert.fail();
    say({ type: 'redirect-print', req: 4, job, mayBePrinted: true });
    const last = say({ type: 'redirect-print', req: 5, job, mayBePrinted: true });
    assert.ok(last.some((output) => output.kind === 'send' && output.message.type === 'reply' && output.message.ok));
    assert.equal(of('job-given-up').length, 1);
    assert.equal(of('job-queued').at(-1)?.document, 'notice');
  });

  it('says that a bill is not printed, and refuses to reprint a receipt', () => {
    const { say, warnings, order } = server(bare);
    assert.ok(say({ type: 'bill', req: 3, ...order }).some(({ kind }) => kind === 'warn'));
    assert.deepEqual(warnings(), ['bill-not-printed']);

    const belt = server(bare, 'H01');
    belt.say({ type: 'bill', req: 3, ...belt.order });
    const job = belt.of('job-queued').at(-1)?.job;
    const said = belt.say({ type: 'reprint', req: 4, job });
    assert.ok(
      said.some(({ kind, ...rest }) => kind === 'send' && JSON.stringify(rest).includes('no-fallback-printer')),
    );
  });
});
