// The process is killed with SIGKILL at random moments under load: nothing acknowledged is missing after the restart.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Reply, ServerMessage } from '#protocols/mpos/messages';
import { serverConfigSchema } from '#server/core/config';
import { unguarded } from '#server/edges/guard';
import { openJournal } from '#server/edges/journal';
import { createServerChild } from '#simulators/grounds/wire/server-child';
import { randomOf } from '#simulators/random';

const KILLS = process.env['MPOS_TWIN_LONG'] === '1' ? 40 : 6;
const DEVICES = ['D1', 'D2', 'D3', 'D4'];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A device that opens, hands over and closes as fast as it can; it keeps what was acknowledged. */
async function hammer(
  device: string,
  port: () => number,
  over: () => boolean,
  acknowledged: Set<string>,
): Promise<void> {
  let req = 0;
  let seq = 0;
  let tab = 0;
  while (!over()) {
    const socket = new WebSocket(`ws://127.0.0.1:${port()}/mpos`);
    let waiting: ((reply: Reply | null) => void) | null = null;
    const gone = new Promise<null>((resolve) => {
      socket.on('close', () => resolve(null));
      socket.on('error', () => resolve(null));
    });
    const ask = async (message: Record<string, unknown>): Promise<Reply | null> => {
      req += 1;
      const reply = new Promise<Reply | null>((resolve) => (waiting = resolve));
      socket.send(JSON.stringify({ req, ...message }));
      return Promise.race([reply, gone]);
    };
    const ready = new Promise<boolean>((resolve) => {
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'hello', v: 1, device, family: 'handheld', clockMs: Date.now() })),
      );
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as ServerMessage;
        if (message.type === 'welcome') resolve(true);
        else if (message.type === 'reply') waiting?.(message);
      });
      void gone.then(() => resolve(false));
    });
    if (await ready) {
      let reply = await ask({ type: 'sign-on', operator: device });
      while (reply !== null && !over()) {
        tab += 1;
        reply = await ask({ type: 'open', tab: 1 + DEVICES.indexOf(device) + DEVICES.length * (tab % 500) });
        if (reply === null || !reply.ok || reply.did !== 'opened') continue;
        const seqs = [seq + 1, seq + 2];
        seq += 2;
        const bookings = seqs.map((one) => ({ seq: one, article: 'Pils', quantity: 1, cents: 420, place: 'bar' }));
        reply = await ask({ type: 'new-balance', tab: reply.tab, token: reply.token, bookings });
        if (reply !== null && reply.ok) for (const one of seqs) acknowledged.add(`${device} ${one}`);
      }
    }
    socket.terminate();
    await pause(20);
  }
}

describe('a server killed at any moment', function () {
  this.timeout(120_000);

  it(`has everything it ever acknowledged in its journal, once (${KILLS} kills under load)`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-kill-'));
    const configPath = join(folder, 'server.json');
    const dataPath = join(folder, 'data');
    writeFileSync(
      configPath,
      JSON.stringify(
        serverConfigSchema.parse({
          durations: { restartGraceMs: 50, leaseMs: 200 },
          operators: DEVICES,
          devices: DEVICES.map((name) => ({ name, family: 'handheld' })),
        }),
      ),
    );
    const child = createServerChild({ configPath, dataPath, entry() {}, stall() {}, ended() {} });
    const random = randomOf(20, 'kill moments');
    const acknowledged = new Set<string>();
    let over = false;
    try {
      await child.start();
      const devices = DEVICES.map((device) => hammer(device, child.port, () => over, acknowledged));
      let before = 0;
      for (let i = 0; i < KILLS; i += 1) {
        for (const end = Date.now() + 5_000; acknowledged.size < before + 40 && Date.now() < end;) await pause(5);
        before = acknowledged.size;
        await pause(random.below(60));
        child.kill();
        await pause(30);
        await child.start();
      }
      over = true;
      await Promise.all(devices);
      await child.stop();

      const journal = openJournal(dataPath, unguarded, assert.fail);
      const booked = new Map<string, number>();
      for (const { fact } of journal.read()) {
        if (fact.kind !== 'booked') continue;
        for (const { seq } of fact.bookings)
          booked.set(`${fact.device} ${seq}`, (booked.get(`${fact.device} ${seq}`) ?? 0) + 1);
      }
      journal.close();
      assert.ok(acknowledged.size > 200, `${acknowledged.size} bookings were acknowledged`);
      assert.deepEqual(
        [...acknowledged].filter((key) => booked.get(key) !== 1),
        [],
        'acknowledged bookings are in the journal once',
      );
    } finally {
      over = true;
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
