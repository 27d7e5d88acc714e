// The server core under the lock model: no process, no sockets, time moved by hand.
import assert from 'node:assert/strict';
import type { TabLockEvent } from '#machines/models/tab-lock';
import type { ClientMessage, Reply } from '#protocols/mpos/messages';
import { apply } from '#server/core/apply/apply';
import type { JournalEntry } from '#server/core/facts';
import { emptyState } from '#server/core/state';
import { step } from '#server/core/step';
import type { Input, Timer } from '#server/core/turn';
import { BOOKING, lockConfig, TAB, type Puppet } from './puppet.ts';

const OPERATOR: Record<string, string> = { A: 'Anna', B: 'Ben', till: 'Chef' };

export function corePuppet(): Puppet {
  return new CorePuppet();
}

class CorePuppet implements Puppet {
  private readonly config = lockConfig({});
  private readonly journal: JournalEntry[] = [];
  private readonly reqs: Record<string, number> = { A: 0, B: 0, till: 0 };
  private core = emptyState(this.config);
  private now = 1_000;
  private timers: { due: number; timer: Timer }[] = [];
  private token = 0;
  private seq = 0;
  private replies: Reply[] = [];

  constructor() {
    this.start();
    for (const device of ['A', 'B', 'till']) this.say(device, { type: 'sign-on', operator: OPERATOR[device] });
  }

  async act(event: TabLockEvent['type']): Promise<void> {
    this.now += 10;
    this.acts[event]();
  }

  async state(): Promise<string> {
    const tab = this.core.tabs.get(TAB);
    if (tab?.lock?.reason === 'payment') return 'payment';
    if (tab?.lock !== null && tab?.lock !== undefined) return 'held';
    return tab?.parked === null || tab === undefined ? 'free' : 'parked';
  }

  async end(): Promise<void> {}

  private readonly acts: Record<TabLockEvent['type'], () => void> = {
    A_OPENS: () => {
      const reply = this.say('A', { type: 'open', tab: TAB });
      assert.ok(reply.ok && reply.did === 'opened');
      assert.ok(reply.token > this.token, 'tokens rise');
      this.token = reply.token;
    },
    B_OPENS: () => assert.equal(this.say('B', { type: 'open', tab: TAB }).ok, false),
    A_SIGN_OF_LIFE: () => this.hear({ type: 'heartbeat', n: 1, clockMs: this.now, token: this.token }),
    A_WRITES: () => assert.ok(this.write('A', this.token, { type: 'hand-over', offline: false }).ok),
    B_WRITES_STALE: () =>
      refused(this.write('B', this.token + 1000, { type: 'hand-over', offline: false }), 'stale-token'),
    A_CLOSES: () => assert.ok(this.write('A', this.token, { type: 'new-balance', bookings: [] }).ok),
    A_SILENT: () => this.advance(this.config.durations.orphanAfterMs + 1),
    A_RETURNS: () =>
      this.hear({
        type: 'hello',
        v: 1,
        device: 'A',
        family: 'handheld',
        clockMs: this.now,
        holds: { tab: TAB, token: this.token },
      }),
    LEASE_ENDS: () => this.advance(this.config.durations.leaseMs),
    TILL_FORCES: () => {
      const held = this.core.tabs.get(TAB)?.lock?.reason === 'payment';
      const reply = this.say('till', { type: 'force-free', tab: TAB });
      if (held) refused(reply, 'held-by-payment');
      else assert.ok(reply.ok);
    },
    A_PAYS: () => assert.ok(this.write('A', this.token, { type: 'pay', terminal: 'pt1' }).ok),
    PAYMENT_PAID: () => this.paymentEnds('paid'),
    PAYMENT_DECLINED: () => this.paymentEnds('declined'),
    PAYMENT_UNKNOWN: () => this.paymentEnds('unknown'),
    OUTCOME_LEARNT: () => this.paymentEnds('paid'),
    SERVER_RESTARTS: () => this.start(),
    GRACE_ENDS: () => this.advance(this.config.durations.restartGraceMs),
  };

  private start(): void {
    this.core = emptyState(this.config);
    this.timers = [];
    for (const entry of this.journal) apply(this.core, entry);
    this.feed({ kind: 'started' });
    this.feed({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  }

  private feed(input: Input): void {
    const { now } = this;
    const result = step(this.core, { nowMs: now, wallMs: now }, input);
    this.core = result.state;
    this.journal.push(...result.facts);
    for (const output of result.outputs) {
      if (output.kind === 'timer') this.timers.push({ due: now + output.inMs, timer: output.timer });
      if (output.kind === 'send' && output.message.type === 'reply') this.replies.push(output.message);
    }
  }

  private hear(message: ClientMessage): void {
    this.feed({ kind: 'message', device: 'A', message });
  }

  private say(device: string, message: Record<string, unknown>): Reply {
    this.reqs[device] = (this.reqs[device] ?? 0) + 1;
    this.replies = [];
    const numbered = { req: this.reqs[device], ...message } as unknown as ClientMessage;
    this.feed({ kind: 'message', device, message: numbered });
    const reply = this.replies[0];
    assert.ok(reply !== undefined, `${device} got an answer to ${JSON.stringify(message)}`);
    return reply;
  }

  private write(device: string, token: number, message: Record<string, unknown>): Reply {
    this.seq += 1;
    return this.say(device, { tab: TAB, token, bookings: [{ ...BOOKING, seq: this.seq }], ...message });
  }

  private paymentEnds(outcome: 'paid' | 'declined' | 'unknown'): void {
    const { payment, cents } = [...this.core.payments.values()][0] ?? { payment: 0, cents: 0 };
    const paid = outcome === 'paid';
    this.feed({
      kind: 'payment-outcome',
      payment,
      outcome,
      paidCents: paid ? cents : 0,
      record: paid ? { receiptNo: '0001', trace: 1 } : null,
    });
  }

  private advance(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const next = this.timers.filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.now = Math.max(this.now, next.due);
      this.feed({ kind: 'timer', timer: next.timer });
    }
    this.now = until;
  }
}

function refused(reply: Reply, code: string): void {
  assert.ok(!reply.ok && reply.code === code, `${code}, not ${JSON.stringify(reply)}`);
}
