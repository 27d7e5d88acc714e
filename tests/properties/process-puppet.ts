// The live server process under the lock model: real sockets, a real journal, durations of tenths of seconds.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { TabLockEvent } from '#machines/models/tab-lock';
import type { Reply, ServerMessage } from '#protocols/mpos/messages';
import { createServerChild } from '#simulators/grounds/wire/server-child';
import { BOOKING, lockConfig, TAB, type Puppet } from './puppet.ts';
import { scriptedTerminal } from './scripted-terminal.ts';

const OPERATOR: Record<string, string> = { A: 'Anna', B: 'Ben', till: 'Chef' };
const DURATIONS = {
  leaseMs: 2_500,
  restartGraceMs: 2_000,
  heartbeatMs: 100,
  orphanAfterMs: 200,
  enquiryRetryMs: 60,
  enquiryLimitMs: 200,
  zvtT3Ms: 500,
  paymentHoldMs: 60_000,
};

type ServerChild = ReturnType<typeof createServerChild>;
type Terminal = Awaited<ReturnType<typeof scriptedTerminal>>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Client = { socket: WebSocket; req: number; waiting: ((reply: Reply) => void) | null };
type Hold = { tab: number; token: number };

export async function processPuppet(home: string): Promise<Puppet> {
  mkdirSync(home, { recursive: true });
  const terminal = await scriptedTerminal();
  const configPath = join(home, 'server.json');
  writeFileSync(configPath, JSON.stringify(lockConfig(DURATIONS, terminal.address())));
  const child = createServerChild({ configPath, dataPath: join(home, 'data'), entry() {}, stall() {}, ended() {} });
  await child.start();
  const puppet = new ProcessPuppet(child, terminal);
  await puppet.signOn();
  return puppet;
}

class ProcessPuppet implements Puppet {
  private readonly child: ServerChild;
  private readonly terminal: Terminal;
  private readonly clients = new Map<string, Client>();
  private readonly reqs: Record<string, number> = { A: 0, B: 0, till: 0 };
  private token = 0;
  private seq = 0;

  constructor(child: ServerChild, terminal: Terminal) {
    this.child = child;
    this.terminal = terminal;
  }

  /** Everybody signs on, and the server has learnt what the terminal last stored. */
  async signOn(): Promise<void> {
    for (const device of ['A', 'B', 'till'])
      assert.ok((await this.say(device, { type: 'sign-on', operator: OPERATOR[device] })).ok);
    for (let tries = 0; tries < 100; tries += 1) {
      const journal = await this.get<{ fact: { kind: string } }[]>('journal');
      if (journal.some(({ fact }) => fact.kind === 'terminal-known')) return;
      await pause(20);
    }
  }

  async act(event: TabLockEvent['type']): Promise<void> {
    await this.acts[event]();
  }

  async state(): Promise<string> {
    const tabs = await this.get<{ tab: number; parked: boolean; lock: { reason: string } | null }[]>('tabs');
    const tab = tabs.find((one) => one.tab === TAB);
    if (tab?.lock?.reason === 'payment') return 'payment';
    if (tab?.lock !== null && tab?.lock !== undefined) return 'held';
    return tab?.parked === true ? 'parked' : 'free';
  }

  async end(): Promise<void> {
    for (const { socket } of this.clients.values()) socket.terminate();
    await this.child.stop();
    this.terminal.close();
  }

  private readonly acts: Record<TabLockEvent['type'], () => Promise<unknown>> = {
    A_OPENS: async () => {
      const reply = await this.say('A', { type: 'open', tab: TAB });
      assert.ok(reply.ok && reply.did === 'opened', JSON.stringify(reply));
      assert.ok(reply.token > this.token, 'tokens rise');
      this.token = reply.token;
    },
    B_OPENS: async () => assert.equal((await this.say('B', { type: 'open', tab: TAB })).ok, false),
    B_WRITES_STALE: async () =>
      assert.equal((await this.write('B', this.token + 1000, { type: 'hand-over', offline: false })).ok, false),
    A_SIGN_OF_LIFE: async () => {
      const beat = { type: 'heartbeat', n: 1, clockMs: Date.now(), token: this.token };
      this.clients.get('A')?.socket.send(JSON.stringify(beat));
      await pause(20);
    },
    A_WRITES: async () => assert.ok((await this.write('A', this.token, { type: 'hand-over', offline: false })).ok),
    A_CLOSES: async () => assert.ok((await this.write('A', this.token, { type: 'new-balance', bookings: [] })).ok),
    A_SILENT: () => pause(DURATIONS.orphanAfterMs + 20),
    A_RETURNS: () => this.connect('A', { tab: TAB, token: this.token }),
    LEASE_ENDS: () => this.until('free', DURATIONS.leaseMs * 3),
    GRACE_ENDS: () => this.until('free', DURATIONS.restartGraceMs * 3),
    TILL_FORCES: async () =>
      assert.equal((await this.say('till', { type: 'force-free', tab: TAB })).ok, (await this.state()) !== 'payment'),
    A_PAYS: async () => assert.ok((await this.write('A', this.token, { type: 'pay', terminal: 'pt1' })).ok),
    PAYMENT_PAID: async () => {
      await this.terminal.decide('paid');
      await this.until('free', 3_000);
    },
    PAYMENT_DECLINED: async () => {
      await this.terminal.decide('declined');
      await this.until('held', 3_000);
    },
    PAYMENT_UNKNOWN: async () => {
      await this.terminal.decide('lost');
      await this.until('parked', 3_000);
    },
    OUTCOME_LEARNT: async () => {
      await this.terminal.back();
      await this.until('free', 3_000);
    },
    SERVER_RESTARTS: async () => {
      this.child.kill();
      await this.child.start();
    },
  };

  private async connect(device: string, holds?: Hold): Promise<Client> {
    this.clients.get(device)?.socket.terminate();
    const socket = new WebSocket(`ws://127.0.0.1:${this.child.port()}/mpos`);
    const client: Client = { socket, req: this.reqs[device] ?? 0, waiting: null };
    this.clients.set(device, client);
    const family = device === 'till' ? 'till' : 'handheld';
    const hello = { type: 'hello', v: 1, device, family, clockMs: Date.now(), holds };
    await new Promise<void>((resolve, reject) => {
      socket.on('open', () => socket.send(JSON.stringify(hello)));
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as ServerMessage;
        if (message.type === 'welcome') resolve();
        else if (message.type === 'reply') client.waiting?.(message);
      });
      socket.on('error', reject);
    });
    return client;
  }

  private async say(device: string, message: Record<string, unknown>): Promise<Reply> {
    const known = this.clients.get(device);
    const client =
      known === undefined || known.socket.readyState !== WebSocket.OPEN ? await this.connect(device) : known;
    this.reqs[device] = (this.reqs[device] ?? 0) + 1;
    const answer = new Promise<Reply>((resolve) => (client.waiting = resolve));
    client.socket.send(JSON.stringify({ req: this.reqs[device], ...message }));
    return answer;
  }

  private write(device: string, token: number, message: Record<string, unknown>): Promise<Reply> {
    this.seq += 1;
    return this.say(device, { tab: TAB, token, bookings: [{ ...BOOKING, seq: this.seq }], ...message });
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await fetch(`http://127.0.0.1:${this.child.port()}/${path}`)).json()) as T;
  }

  /** Waits until the server shows the state; the caller asserts it. */
  private async until(wanted: string, mostMs: number): Promise<void> {
    for (const end = Date.now() + mostMs; Date.now() < end && (await this.state()) !== wanted;) await pause(25);
  }
}
