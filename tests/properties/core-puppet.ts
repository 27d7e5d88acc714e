// The server core under the lock model: no process, no sockets, time moved by hand.
import assert from 'node:assert/strict';
import type { TabLockEvent } from '#machines/tab-lock';
import type { ClientMessage, Reply } from '#protocols/mpos/messages';
import { apply } from '#server/core/apply';
import type { JournalEntry } from '#server/core/facts';
import { emptyState } from '#server/core/state';
import { step } from '#server/core/step';
import type { Input, Timer } from '#server/core/turn';
import { BOOKING, lockConfig, TAB, type Puppet } from './puppet.ts';

const OPERATOR: Record<string, string> = { A: 'Anna', B: 'Ben', till: 'Chef' };

export function corePuppet(): Puppet {
  const config = lockConfig({});
  const { leaseMs, restartGraceMs, orphanAfterMs } = config.durations;
  const journal: JournalEntry[] = [];
  const reqs: Record<string, number> = { A: 0, B: 0, till: 0 };
  let state = emptyState(config);
  let now = 1_000;
  let timers: { due: number; timer: Timer }[] = [];
  let token = 0;
  let seq = 0;
  let replies: Reply[] = [];

  function feed(input: Input): void {
    const result = step(state, { nowMs: now, wallMs: now }, input);
    state = result.state;
    journal.push(...result.facts);
    for (const output of result.outputs) {
      if (output.kind === 'timer') timers.push({ due: now + output.inMs, timer: output.timer });
      if (output.kind === 'send' && output.message.type === 'reply') replies.push(output.message);
    }
  }
  function say(device: string, message: Record<string, unknown>): Reply {
    reqs[device] = (reqs[device] ?? 0) + 1;
    replies = [];
    feed({ kind: 'message', device, message: { req: reqs[device], ...message } as unknown as ClientMessage });
    const reply = replies[0];
    assert.ok(reply !== undefined, `${device} got an answer to ${JSON.stringify(message)}`);
    return reply;
  }
  function advance(ms: number): void {
    const until = now + ms;
    for (;;) {
      const next = timers.filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      timers = timers.filter((one) => one !== next);
      now = Math.max(now, next.due);
      feed({ kind: 'timer', timer: next.timer });
    }
    now = until;
  }
  function start(): void {
    state = emptyState(config);
    timers = [];
    for (const entry of journal) apply(state, entry);
    feed({ kind: 'started' });
    feed({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  }
  const refused = (reply: Reply, code: string): void =>
    assert.ok(!reply.ok && reply.code === code, `${code}, not ${JSON.stringify(reply)}`);
  const payment = (): number => [...state.payments.keys()][0] ?? 0;
  const booking = () => {
    seq += 1;
    return { ...BOOKING, seq };
  };

  start();
  for (const device of ['A', 'B', 'till']) say(device, { type: 'sign-on', operator: OPERATOR[device] });

  async function act(event: TabLockEvent['type']): Promise<void> {
    now += 10;
    switch (event) {
      case 'A_OPENS': {
        const reply = say('A', { type: 'open', tab: TAB });
        assert.ok(reply.ok && reply.did === 'opened');
        assert.ok(reply.token > token, 'tokens rise');
        token = reply.token;
        return;
      }
      case 'B_OPENS':
        assert.equal(say('B', { type: 'open', tab: TAB }).ok, false);
        return;
      case 'B_WRITES_STALE':
        refused(
          say('B', { type: 'hand-over', tab: TAB, token: token + 1000, bookings: [booking()], offline: false }),
          'stale-token',
        );
        return;
      case 'A_SIGN_OF_LIFE':
        feed({ kind: 'message', device: 'A', message: { type: 'heartbeat', n: 1, clockMs: now, token } });
        return;
      case 'A_WRITES':
        assert.ok(say('A', { type: 'hand-over', tab: TAB, token, bookings: [booking()], offline: false }).ok);
        return;
      case 'A_CLOSES':
        assert.ok(say('A', { type: 'new-balance', tab: TAB, token, bookings: [] }).ok);
        return;
      case 'A_SILENT':
        advance(orphanAfterMs + 1);
        return;
      case 'A_RETURNS':
        feed({
          kind: 'message',
          device: 'A',
          message: { type: 'hello', v: 1, device: 'A', family: 'handheld', clockMs: now, holds: { tab: TAB, token } },
        });
        return;
      case 'LEASE_ENDS':
        advance(leaseMs);
        return;
      case 'TILL_FORCES': {
        const held = state.tabs.get(TAB)?.lock?.reason === 'payment';
        const reply = say('till', { type: 'force-free', tab: TAB });
        if (held) refused(reply, 'held-by-payment');
        else assert.ok(reply.ok);
        return;
      }
      case 'A_PAYS':
        assert.ok(say('A', { type: 'pay', tab: TAB, token, bookings: [booking()], terminal: 'pt1' }).ok);
        return;
      case 'PAYMENT_PAID':
      case 'OUTCOME_LEARNT': {
        const cents = state.payments.get(payment())?.cents ?? 0;
        feed({
          kind: 'payment-outcome',
          payment: payment(),
          outcome: 'paid',
          paidCents: cents,
          record: { receiptNo: '0001', trace: 1 },
        });
        return;
      }
      case 'PAYMENT_DECLINED':
        feed({ kind: 'payment-outcome', payment: payment(), outcome: 'declined', paidCents: 0, record: null });
        return;
      case 'PAYMENT_UNKNOWN':
        feed({ kind: 'payment-outcome', payment: payment(), outcome: 'unknown', paidCents: 0, record: null });
        return;
      case 'SERVER_RESTARTS':
        start();
        return;
      case 'GRACE_ENDS':
        advance(restartGraceMs);
        return;
    }
  }

  return {
    act,
    state: async () => {
      const tab = state.tabs.get(TAB);
      if (tab?.lock?.reason === 'payment') return 'payment';
      if (tab?.lock !== null && tab?.lock !== undefined) return 'held';
      return tab?.parked === null || tab === undefined ? 'free' : 'parked';
    },
    end: async () => {},
  };
}
