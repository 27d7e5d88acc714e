// What is written down of long silences and payments where a look comes seldom: a configuration may say so.
import assert from 'node:assert/strict';
import { serverConfigSchema } from './config.ts';
import type { Fact } from './facts.ts';
import { emptyState } from './state.ts';
import { step } from './step.ts';
import type { Input, Output } from './turn.ts';

const HEARTBEAT_MS = 10_000;

/** A server on which tab 7 is held since 0, and being paid for if `pays`. */
function server(durations: Record<string, number>, pays: boolean) {
  const config = serverConfigSchema.parse({
    operators: ['Anna'],
    devices: [{ name: 'H01', family: 'handheld' }],
    terminals: [{ name: 'pt1' }],
    durations: { heartbeatMs: HEARTBEAT_MS, ...durations },
  });
  let state = emptyState(config);
  const facts: Fact[] = [];
  const feed = (nowMs: number, input: Input): Output[] => {
    const result = step(state, { nowMs, wallMs: nowMs }, input);
    state = result.state;
    facts.push(...result.facts.map(({ fact }) => fact));
    return result.outputs;
  };
  const say = (message: object): void =>
    void feed(0, {
      kind: 'message',
      device: 'H01',
      message: message as Extract<Input, { kind: 'message' }>['message'],
    });
  feed(0, { kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  say({ type: 'sign-on', req: 1, operator: 'Anna' });
  say({ type: 'open', req: 2, tab: 7 });
  const bookings = [{ seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'none' }];
  if (pays) say({ type: 'pay', req: 3, tab: 7, token: 1, bookings, terminal: 'pt1' });
  return { feed, facts };
}

describe('a look that comes seldom', () => {
  it('writes down all of a payment that will have passed by the next one', () => {
    const { feed, facts } = server({ enquiryLimitMs: 3_000, paymentHoldMs: 60_000 }, true);
    feed(HEARTBEAT_MS, { kind: 'timer', timer: { kind: 'look' } });
    const waited = facts.flatMap((fact) => (fact.kind === 'payment-waiting' ? [fact.waitedMs] : []));
    assert.deepEqual(waited, [21_000]);
  });

  it('may have left out a whole heartbeat of a silence or a payment when the next server starts', () => {
    const timersOf = (outputs: Output[]) =>
      outputs.flatMap((output) => (output.kind === 'timer' ? [[output.timer.kind, output.inMs]] : []));
    const held = server({ orphanAfterMs: 1_000, leaseMs: 60_000 }, false);
    assert.deepEqual(
      timersOf(held.feed(9_000, { kind: 'started' })).find(([kind]) => kind === 'lease'),
      ['lease', 60_000 - HEARTBEAT_MS],
    );
    const paying = server({ enquiryLimitMs: 1_000, paymentHoldMs: 60_000 }, true);
    assert.deepEqual(
      timersOf(paying.feed(9_000, { kind: 'started' })).find(([kind]) => kind === 'payment-hold'),
      ['payment-hold', 60_000 - HEARTBEAT_MS],
    );
  });
});
