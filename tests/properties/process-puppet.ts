// The live server process under the lock model: real sockets, a real journal, durations of tenths of seconds.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { TabLockEvent } from '#machines/tab-lock';
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

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Client = { socket: WebSocket; req: number; waiting: ((reply: Reply) => void) | null };

export async function processPuppet(home: string): Promise<Puppet> {
  mkdirSync(home, { recursive: true });
  const terminal = await scriptedTerminal();
  const configPath = join(home, 'server.json');
  writeFileSync(configPath, JSON.stringify(lockConfig(DURATIONS, terminal.address())));
  const child = createServerChild({ configPath, dataPath: join(home, 'data'), entry() {}, stall() {}, ended() {} });
  await child.start();
  const clients = new Map<string, Client>();
  const reqs: Record<string, number> = { A: 0, B: 0, till: 0 };
  let token = 0;
  let seq = 0;

  async function connect(device: string, holds?: { tab: number; token: number }): Promise<Client> {
    clients.get(device)?.socket.terminate();
    const socket = new WebSocket(`ws://127.0.0.1:${child.port()}/mpos`);
    const client: Client = { socket, req: reqs[device] ?? 0, waiting: null };
    clients.set(device, client);
    await new Promise<void>((resolve, reject) => {
      socket.on('open', () =>
        socket.send(
          JSON.stringify({
            type: 'hello',
            v: 1,
            device,
            family: device === 'till' ? 'till' : 'handheld',
            clockMs: Date.now(),
            ...(holds === undefined ? {} : { holds }),
          }),
        ),
      );
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as ServerMessage;
        if (message.type === 'welcome') resolve();
        else if (message.type === 'reply') client.waiting?.(message);
      });
      socket.on('error', reject);
    });
    return client;
  }

  async function say(device: string, message: Record<string, unknown>): Promise<Reply> {
    const known = clients.get(device);
    const client = known === undefined || known.socket.readyState !== WebSocket.OPEN ? await connect(device) : known;
    reqs[device] = (reqs[device] ?? 0) + 1;
    const answer = new Promise<Reply>((resolve) => (client.waiting = resolve));
    client.socket.send(JSON.stringify({ req: reqs[device], ...message }));
    return answer;
  }
  const booking = () => {
    seq += 1;
    return { ...BOOKING, seq };
  };
  async function state(): Promise<string> {
    const tabs = (await (await fetch(`http://127.0.0.1:${child.port()}/tabs`)).json()) as {
      tab: number;
      parked: boolean;
      lock: { reason: string } | null;
    }[];
    const tab = tabs.find((one) => one.tab === TAB);
    if (tab?.lock?.reason === 'payment') return 'payment';
    if (tab?.lock !== null && tab?.lock !== undefined) return 'held';
    return tab?.parked === true ? 'parked' : 'free';
  }
  /** Waits until the server shows the state; the caller asserts it. */
  async function until(wanted: string, mostMs: number): Promise<void> {
    for (const end = Date.now() + mostMs; Date.now() < end && (await state()) !== wanted;) await pause(25);
  }

  for (const device of ['A', 'B', 'till'])
    assert.ok((await say(device, { type: 'sign-on', operator: OPERATOR[device] })).ok);
  for (let tries = 0; tries < 100; tries += 1) {
    const journal = (await (await fetch(`http://127.0.0.1:${child.port()}/journal`)).json()) as {
      fact: { kind: string };
    }[];
    if (journal.some(({ fact }) => fact.kind === 'terminal-known')) break;
    await pause(20);
  }

  async function act(event: TabLockEvent['type']): Promise<void> {
    switch (event) {
      case 'A_OPENS': {
        const reply = await say('A', { type: 'open', tab: TAB });
        assert.ok(reply.ok && reply.did === 'opened', JSON.stringify(reply));
        assert.ok(reply.token > token, 'tokens rise');
        token = reply.token;
        return;
      }
      case 'B_OPENS':
        assert.equal((await say('B', { type: 'open', tab: TAB })).ok, false);
        return;
      case 'B_WRITES_STALE':
        assert.equal(
          (await say('B', { type: 'hand-over', tab: TAB, token: token + 1000, bookings: [booking()], offline: false }))
            .ok,
          false,
        );
        return;
      case 'A_SIGN_OF_LIFE':
        clients.get('A')?.socket.send(JSON.stringify({ type: 'heartbeat', n: 1, clockMs: Date.now(), token }));
        await pause(20);
        return;
      case 'A_WRITES':
        assert.ok((await say('A', { type: 'hand-over', tab: TAB, token, bookings: [booking()], offline: false })).ok);
        return;
      case 'A_CLOSES':
        assert.ok((await say('A', { type: 'new-balance', tab: TAB, token, bookings: [] })).ok);
        return;
      case 'A_SILENT':
        await pause(DURATIONS.orphanAfterMs + 20);
        return;
      case 'A_RETURNS':
        await connect('A', { tab: TAB, token });
        return;
      case 'LEASE_ENDS':
        await until('free', DURATIONS.leaseMs * 3);
        return;
      case 'GRACE_ENDS':
        await until('free', DURATIONS.restartGraceMs * 3);
        return;
      case 'TILL_FORCES':
        assert.equal((await say('till', { type: 'force-free', tab: TAB })).ok, (await state()) !== 'payment');
        return;
      case 'A_PAYS':
        assert.ok((await say('A', { type: 'pay', tab: TAB, token, bookings: [booking()], terminal: 'pt1' })).ok);
        return;
      case 'PAYMENT_PAID':
        await terminal.decide('paid');
        await until('free', 3_000);
        return;
      case 'PAYMENT_DECLINED':
        await terminal.decide('declined');
        await until('held', 3_000);
        return;
      case 'PAYMENT_UNKNOWN':
        await terminal.decide('lost');
        await until('parked', 3_000);
        return;
      case 'OUTCOME_LEARNT':
        await terminal.back();
        await until('free', 3_000);
        return;
      case 'SERVER_RESTARTS':
        child.kill();
        await child.start();
        return;
    }
  }

  return {
    act,
    state,
    async end() {
      for (const { socket } of clients.values()) socket.terminate();
      await child.stop();
      terminal.close();
    },
  };
}
