// What kitchen monitors are fed: nothing is lost, and nothing has its number twice.
import assert from 'node:assert/strict';
import type { ClientMessage } from '#protocols/mpos/messages';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import type { JournalEntry } from '../facts.ts';
import { emptyState } from '../state.ts';
import { step } from '../step.ts';
import type { Input, Output } from '../turn.ts';

const floor = {
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
  printers: [{ name: 'pass' }],
  places: { kitchen: 'pass', grill: 'pass' },
  monitors: [
    { name: 'screen', places: ['kitchen'] },
    { name: 'qsr', places: ['grill', 'kitchen'], instead: false },
  ],
} satisfies ServerConfigInput;

const line = (seq: number, place = 'kitchen') => ({ seq, article: 'Soup', quantity: 1, cents: 690, place });

/** A server in which H01 has tab 5 open. */
function server(config: ServerConfigInput) {
  let state = emptyState(serverConfigSchema.parse(config));
  const journal: JournalEntry[] = [];
  const feed = (input: Input): Output[] => {
    const result = step(state, { nowMs: 0, wallMs: 0 }, input);
    state = result.state;
    journal.push(...result.facts);
    return result.outputs;
  };
  const say = (message: Record<string, unknown>): Output[] =>
    feed({ kind: 'message', device: 'H01', message: message as unknown as ClientMessage });
  const restart = (): Output[] => {
    state = emptyState(serverConfigSchema.parse(config));
    for (const entry of journal) apply(state, entry);
    return feed({ kind: 'started' });
  };
  feed({ kind: 'started' });
  say({ type: 'sign-on', req: 1, operator: 'Anna' });
  say({ type: 'open', req: 2, tab: 5 });
  const handOver = (req: number, ...bookings: ReturnType<typeof line>[]): Output[] =>
    say({ type: 'hand-over', req, tab: 5, token: 1, bookings, offline: false });
  const notices = (): string[] =>
    journal.flatMap(({ fact }) =>
      fact.kind === 'job-queued' && fact.document === 'notice' ? [fact.lines.join(' / ')] : [],
    );
  const shown = (): number[] => journal.flatMap(({ fact }) => (fact.kind === 'items-shown' ? [fact.item] : []));
  return { feed, restart, handOver, notices, shown };
}

/** Which items go to which monitor. */
const fed = (outputs: readonly Output[]): string[] =>
  outputs.flatMap((output) =>
    output.kind === 'feed' ? [`${output.monitor} ${output.items.map(({ item }) => item).join()}`] : [],
  );
const printers = (outputs: readonly Output[]): string[] =>
  outputs.flatMap((output) => (output.kind === 'print' ? [output.printer] : []));
const warnings = (outputs: readonly Output[]): string[] =>
  outputs.flatMap((output) => (output.kind === 'warn' ? [output.event] : []));

describe('the feed of a kitchen monitor', () => {
  it('has what is made at its places, besides paper', () => {
    const { handOver } = server(floor);
    const outputs = handOver(3, line(1), line(2, 'grill'));
    assert.deepEqual(fed(outputs), ['screen 1', 'qsr 1', 'qsr 2']);
    assert.deepEqual(printers(outputs), ['pass']);
    assert.deepEqual(fed(handOver(4, line(3))), ['screen 2', 'qsr 3']);
  });

  it('says of which tab and whose an order is, and what it is', () => {
    const { handOver, restart } = server(floor);
    const items = (outputs: readonly Output[]): unknown[] =>
      outputs.flatMap((one) => (one.kind === 'feed' && one.monitor === 'screen' ? one.items : []));
    const order = { item: 1, tab: 5, place: 'kitchen', lines: ['Tab 5  Anna', 'Order kitchen', '1 x Soup'] };
    assert.deepEqual(items(handOver(3, line(1))), [order]);
    assert.deepEqual(items(restart()), [order]);
  });

  it('is empty at a start if nothing was ordered', () => {
    const { restart } = server(floor);
    assert.deepEqual(fed(restart()), []);
  });

  it('is instead of paper where that is said', () => {
    const monitors = [{ name: 'qsr', places: ['grill'], instead: true }];
    const { handOver } = server({ ...floor, monitors });
    const outputs = handOver(3, line(1, 'grill'));
    assert.deepEqual([fed(outputs), printers(outputs)], [['qsr 1'], []]);
    assert.deepEqual(printers(handOver(4, line(2))), ['pass']);
  });

  it('has an order once, however often it is handed over', () => {
    const { handOver } = server(floor);
    handOver(3, line(1));
    assert.deepEqual(fed(handOver(3, line(1))), []);
    assert.deepEqual(fed(handOver(4, line(1))), []);
  });

  it('goes again after a start, but for what is shown, and goes on with its numbers', () => {
    const { feed, restart, handOver } = server(floor);
    handOver(3, line(1));
    handOver(4, line(2));
    handOver(5, line(3));
    feed({ kind: 'items-shown', monitor: 'qsr', item: 2 });
    assert.deepEqual(fed(restart()), ['screen 1,2,3', 'qsr 3']);
    feed({ kind: 'items-shown', monitor: 'qsr', item: 3 });
    assert.deepEqual(fed(restart()), ['screen 1,2,3']);
  });

  it('takes nothing for shown that was not sent, and nothing twice', () => {
    const { feed, restart, handOver } = server(floor);
    handOver(3, line(1));
    feed({ kind: 'items-shown', monitor: 'qsr', item: 7 });
    feed({ kind: 'items-shown', monitor: 'unknown', item: 1 });
    assert.deepEqual(fed(restart()), ['screen 1', 'qsr 1']);
  });

  it('takes nothing for shown a second time', () => {
    const { feed, handOver, shown } = server(floor);
    for (const n of [1, 2, 3]) handOver(n + 2, line(n));
    for (const item of [2, 1, 2, 3, 3]) feed({ kind: 'items-shown', monitor: 'screen', item });
    assert.deepEqual(shown(), [2, 3]);
  });

  it('is looked after once for the order that waits first, and anew by the next process', () => {
    const { handOver, restart } = server({ ...floor, monitors: floor.monitors.slice(0, 1) });
    const waits = (outputs: readonly Output[]): number[] =>
      outputs.flatMap((one) => (one.kind === 'timer' && one.timer.kind === 'monitor-wait' ? [one.timer.item] : []));
    assert.deepEqual(waits(handOver(3, line(1))), [1]);
    assert.deepEqual(waits(handOver(4, line(2))), []);
    assert.deepEqual(waits(restart()), [1]);
  });

  it('is told to people when a monitor shows nothing for long', () => {
    const { feed, handOver, notices } = server({ ...floor, monitors: floor.monitors.slice(0, 1) });
    const due: Input = { kind: 'timer', timer: { kind: 'monitor-wait', monitor: 'screen', item: 1 } };
    handOver(3, line(1));
    handOver(4, line(2));
    const outputs = feed(due);
    assert.deepEqual(warnings(outputs), ['monitor-away']);
    assert.deepEqual(notices(), ['Tab 5  Anna / NOTICE / Monitor screen shows nothing: / orders that wait for it: 2']);
    feed({ kind: 'items-shown', monitor: 'screen', item: 2 });
    assert.deepEqual(warnings(feed(due)), []);
    handOver(5, line(3));
    assert.deepEqual(warnings(feed(due)), []);
  });

  it('is told once until the monitor shows something again, whatever is ordered and started meanwhile', () => {
    const { feed, restart, handOver, notices } = server({ ...floor, monitors: floor.monitors.slice(0, 1) });
    const due = (item: number): Input => ({ kind: 'timer', timer: { kind: 'monitor-wait', monitor: 'screen', item } });
    const waits = (outputs: readonly Output[]): number[] =>
      outputs.flatMap((output) =>
        output.kind === 'timer' && output.timer.kind === 'monitor-wait' ? [output.timer.item] : [],
      );
    assert.deepEqual(waits(handOver(3, line(1))), [1]);
    assert.deepEqual(waits(feed(due(1))), []);
    assert.deepEqual(waits(handOver(4, line(2))), []);
    assert.deepEqual(waits(restart()), []);
    assert.deepEqual(warnings(feed(due(1))), []);
    assert.deepEqual(waits(feed({ kind: 'items-shown', monitor: 'screen', item: 1 })), [2]);
    assert.deepEqual(warnings(feed(due(2))), ['monitor-away']);
    assert.equal(notices().length, 2);
  });
});
