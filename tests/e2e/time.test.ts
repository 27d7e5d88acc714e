// The real server process and its clocks: set to and fro, stopped, and with a disk that is full.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { JournalEntry } from '#server/core/facts';
import { serverConfigSchema } from '#server/core/config';
import { createServerChild, type ServerChild } from '#simulators/grounds/wire/server-child';
import { findLibfaketime } from '#simulators/grounds/wire/tools';
import { describeWith } from '../peers.ts';

const LEASE_MS = 1_500;
const BEAT_MS = 100;

/** A server with short leases; `ended` tells exit codes. */
function stage({ faketime = false, leaseMs = LEASE_MS }) {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-time-'));
  const configPath = join(folder, 'server.json');
  const config = serverConfigSchema.parse({
    durations: { heartbeatMs: 250, orphanAfterMs: 500, leaseMs, graceMs: 500, restartGraceMs: leaseMs },
    operators: ['Anna'],
    devices: ['A', 'B'].map((name) => ({ name, family: 'handheld' })),
    printers: [{ name: 'kitchen' }],
    places: { kitchen: 'kitchen' },
  });
  writeFileSync(configPath, JSON.stringify(config));
  const ended: (number | null)[] = [];
  const library = faketime ? findLibfaketime() : undefined;
  const child = createServerChild({
    configPath,
    dataPath: join(folder, 'data'),
    faketime: library === undefined ? undefined : { library, path: join(folder, 'clock') },
    entry() {},
    stall() {},
    ended: (code) => ended.push(code),
  });
  const end = async (): Promise<void> => {
    child.thaw();
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { child, ended, end };
}

/** Requests are numbered over all connections, as a device's are. */
let req = 0;

async function device(child: ServerChild, name: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${child.port()}/mpos`);
  const heard: Record<string, unknown>[] = [];
  let wake = (): void => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Record<string, unknown>);
    wake();
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise((resolve) => socket.on('open', resolve));
  async function until(wanted: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const found = heard.find(wanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const say = (message: object): void => socket.send(JSON.stringify(message));
  const ask = (message: object): Promise<Record<string, unknown>> => {
    req += 1;
    const mine = req;
    say({ req: mine, ...message });
    return until((one) => one['type'] === 'error' || (one['type'] === 'reply' && one['req'] === mine));
  };
  say({ type: 'hello', v: 1, device: name, family: 'handheld', clockMs: Date.now() });
  await until((one) => one['type'] === 'welcome');
  await ask({ type: 'sign-on', operator: 'Anna' });
  return { say, ask, closed, end: () => socket.terminate() };
}

/** Opens a tab; with `alive`, its device goes on giving signs of life. */
async function hold(child: ServerChild, name: string, tab: number, alive: boolean) {
  const one = await device(child, name);
  const { token } = await one.ask({ type: 'open', tab });
  const beat = (): void => one.say({ type: 'heartbeat', n: 1, clockMs: 0, token });
  const timer = alive ? setInterval(beat, BEAT_MS) : undefined;
  return {
    ...one,
    token,
    end() {
      clearInterval(timer);
      one.end();
    },
  };
}

async function get<T>(child: ServerChild, path: string): Promise<T> {
  return (await (await fetch(`http://127.0.0.1:${child.port()}${path}`)).json()) as T;
}
async function heldTabs(child: ServerChild): Promise<number[]> {
  const tabs = await get<{ tab: number; lock: object | null }[]>(child, '/tabs');
  return tabs.filter(({ lock }) => lock !== null).map(({ tab }) => tab);
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Longer than a lease takes to end, on a busy machine. */
const LONG_ENOUGH_MS = 2 * LEASE_MS;

describeWith('libfaketime', 'the clock of the server', function () {
  this.timeout(30_000);
  const { child, end } = stage({ faketime: true });
  after(end);

  it('may be set back or forward an hour: the hold of a dead device ends in time, that of a living one stays', async () => {
    await child.start();
    for (const stepMs of [-3_600_000, 3_600_000]) {
      const dead = await hold(child, 'A', 1, false);
      const living = await hold(child, 'B', 2, true);
      child.stepClock(stepMs);
      await pause(LONG_ENOUGH_MS);
      assert.deepEqual(await heldTabs(child), [2]);
      const journal = await get<JournalEntry[]>(child, '/journal');
      const when = (kind: 'tab-locked' | 'tab-released'): number =>
        journal.findLast(({ fact }) => fact.kind === kind && fact.tab === 1)?.at ?? 0;
      const [locked, released] = [when('tab-locked'), when('tab-released')];
      assert.ok(Math.abs(released - locked - stepMs) < 2 * LONG_ENOUGH_MS, 'the journal tells the time on the wall');
      const { token } = living;
      assert.equal((await living.ask({ type: 'new-balance', tab: 2, token, bookings: [] }))['ok'], true);
      dead.end();
      living.end();
    }
  });
});

describe('a server that was stopped for longer than a lease', function () {
  this.timeout(30_000);
  const { child, end } = stage({});
  after(end);

  it('hears what has come before it ends anything', async () => {
    await child.start();
    const dead = await hold(child, 'A', 1, false);
    const living = await hold(child, 'B', 2, true);
    child.freeze();
    await pause(LONG_ENOUGH_MS);
    child.thaw();
    await pause(LONG_ENOUGH_MS);
    assert.deepEqual(await heldTabs(child), [2]);
    const journal = await get<JournalEntry[]>(child, '/journal');
    const released = journal.flatMap(({ fact }) => (fact.kind === 'tab-released' ? [fact.tab] : []));
    assert.deepEqual(released, [1]);
    dead.end();
    living.end();
  });
});

describe('a device connection that has died without a word', function () {
  this.timeout(30_000);
  const { child, end } = stage({});
  after(end);

  it('is dropped after a lease without a sign of life, and one that only has nothing to say is kept', async () => {
    await child.start();
    const quiet = await device(child, 'A');
    let dropped = false;
    void quiet.closed.then(() => (dropped = true));
    const dead = connect({ host: '127.0.0.1', port: child.port() });
    const upgrade = ['Host: x', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    dead.resume().write(['GET /mpos HTTP/1.1', ...upgrade, key, '', ''].join('\r\n'));
    await once(dead, 'close');
    assert.equal(dropped, false);
    quiet.end();
  });
});

describe('a server whose disk is full', function () {
  this.timeout(30_000);
  const { child, ended, end } = stage({ leaseMs: 60_000 });
  after(end);
  const line = { seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' };

  it('tells so and ends in order; when there is room, nothing acknowledged is lost and nothing is booked twice', async () => {
    await child.start();
    const first = await hold(child, 'A', 1, false);
    child.fillDisk(true);
    const told = await first.ask({ type: 'hand-over', tab: 1, token: first.token, bookings: [line], offline: false });
    assert.deepEqual([told['type'], told['code']], ['error', 'journal-not-written']);
    await first.closed;
    for (let tries = 0; tries < 100 && ended.length === 0; tries += 1) await pause(20);
    assert.deepEqual(ended, [74]);

    await assert.rejects(child.start(), /server-not-started|journal-not-written/, 'it does not start without room');
    child.fillDisk(false);
    await child.start();
    const again = await device(child, 'A');
    const { token } = first;
    const kept = await again.ask({ type: 'hand-over', tab: 1, token, bookings: [line], offline: false });
    assert.equal(kept['ok'], true, 'the hold from before is still there');
    const journal = await get<JournalEntry[]>(child, '/journal');
    assert.deepEqual(
      journal.flatMap(({ fact }) => (fact.kind === 'booked' ? fact.bookings.map(({ seq }) => seq) : [])),
      [1],
    );
    again.end();
  });
});
