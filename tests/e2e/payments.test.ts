// The real server process pays at terminals on TCP that say, byte by byte, what terminals have said in the field.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { fromHex } from '#protocols/bytes';
import { createApduReader } from '#protocols/zvt/apdu';
import type { Fact } from '#server/core/facts';
import { serverConfigSchema } from '#server/core/config';
import { createServerChild, type ServerChild } from '#simulators/grounds/wire/server-child';

/** Hex to say; a number is a pause in ms; `cut` resets the connection. A command of the terminal waits for its answer. */
type Says = (string | number)[];
type Dialogue = { pay: Says; repeat: Says };

type Terminal = { server: Server; address: string; enquiries(): number };

const TAKEN = '800000';
const DONE = '060f00';
const APPROVED = '040f 10 2700 04000000000690 0b000001 870001';
const STATUS_00 = '060f 01 00';
const NO_TRANSACTION = '061e 01 64';

const dialogues: Record<string, Dialogue & { about: string; ends: string }> = {
  bare: {
    about: 'a bare completion to the repeat receipt is no evidence: the tab is parked',
    pay: [TAKEN, 'cut'],
    repeat: [TAKEN, DONE],
    ends: 'parked',
  },
  fieldless: {
    about: 'a status information without result and amount is no payment: the tab is parked',
    pay: [TAKEN, '040f 05 2900000000', DONE],
    repeat: [TAKEN, DONE],
    ends: 'parked',
  },
  patient: {
    about: 'a terminal that asks for minutes gets them',
    pay: [TAKEN, '04ff 02 0a 01', 900, APPROVED, DONE],
    repeat: [TAKEN, NO_TRANSACTION],
    ends: 'paid',
  },
  stray: {
    about: 'a refusal in mid-process ends nothing: the store tells that it was paid',
    pay: [TAKEN, '04ff 01 0a', '849c00', APPROVED, DONE],
    repeat: [TAKEN, APPROVED, DONE],
    ends: 'paid',
  },
};
const names = Object.keys(dialogues);

/** A terminal on a port of its own; its store is empty until the first payment. */
async function terminalThat({ pay, repeat }: Dialogue): Promise<Terminal> {
  let asked = false;
  let enquiries = 0;
  const server = createServer((socket) => {
    const reader = createApduReader();
    let left: Says = [];
    const next = (): void => {
      const one = left.shift();
      if (one === undefined) return;
      if (typeof one === 'number') setTimeout(next, one);
      else if (one === 'cut') socket.resetAndDestroy();
      else {
        socket.write(fromHex(one.replaceAll(' ', '')));
        if (one.startsWith('8')) next();
      }
    };
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      for (const { control } of reader.push(bytes).apdus) {
        if (control === 0x0600) left = [TAKEN, DONE];
        else if (control === 0x0501) left = [TAKEN, STATUS_00];
        else if (control === 0x0620) {
          enquiries += 1;
          left = asked ? [...repeat] : [TAKEN, NO_TRANSACTION];
        } else if (control === 0x0601) {
          asked = true;
          left = [...pay];
        }
        next();
      }
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('close', () => sockets.forEach((socket) => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    server,
    address: `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    enquiries: () => enquiries,
  };
}

type Ask = (message: object) => Promise<Record<string, unknown>>;

/** Asks over a connection of a device, one question after the other. */
function asker(socket: WebSocket): Ask {
  let req = 0;
  return async (message) => {
    req += 1;
    const mine = req;
    socket.send(JSON.stringify({ req: mine, ...message }));
    return new Promise((resolve) => {
      const hear = (data: unknown): void => {
        const reply = JSON.parse(String(data)) as Record<string, unknown>;
        if (reply['req'] !== mine) return;
        socket.off('message', hear);
        resolve(reply);
      };
      socket.on('message', hear);
    });
  };
}

describe('the server process at terminals on TCP', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-payments-'));
  const facts: Fact[] = [];
  const terminals = new Map<string, Terminal>();
  let child: ServerChild;
  let socket: WebSocket;
  let ask: Ask;

  const until = async (what: (fact: Fact) => boolean): Promise<Fact> => {
    for (let tries = 0; tries < 500; tries += 1) {
      const found = facts.find(what);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`not seen among ${facts.map(({ kind }) => kind).join(' ')}`);
  };
  before(async () => {
    for (const name of names) terminals.set(name, await terminalThat(dialogues[name] as Dialogue));
    const config = serverConfigSchema.parse({
      durations: { zvtT3Ms: 2_000, zvtT4Ms: 600, minuteMs: 3_000, enquiryRetryMs: 100, enquiryLimitMs: 800 },
      operators: ['Anna'],
      devices: [{ name: 'till', family: 'till' }],
      terminals: names.map((name) => ({ name, address: terminals.get(name)?.address })),
    });
    const configPath = join(folder, 'server.json');
    writeFileSync(configPath, JSON.stringify(config));
    child = createServerChild({
      configPath,
      dataPath: join(folder, 'data'),
      entry: ({ fact }) => facts.push(fact),
      stall() {},
      ended() {},
    });
    await child.start();
    socket = new WebSocket(`ws://127.0.0.1:${child.port()}/mpos`);
    await new Promise((resolve) => socket.on('open', resolve));
    socket.send(JSON.stringify({ type: 'hello', v: 1, device: 'till', family: 'till', clockMs: Date.now() }));
    ask = asker(socket);
    await ask({ type: 'sign-on', operator: 'Anna' });
  });
  after(async () => {
    socket.terminate();
    await child.stop();
    for (const { server } of terminals.values()) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [at, name] of names.entries()) {
    const { about, ends } = dialogues[name] as (typeof dialogues)[string];
    it(about, async () => {
      const tab = at + 1;
      await until((fact) => fact.kind === 'terminal-known' && fact.terminal === name);
      const { token } = await ask({ type: 'open', tab });
      const bookings = [{ seq: tab, article: 'Soup', quantity: 1, cents: 690, place: 'none' }];
      const { payment } = await ask({ type: 'pay', tab, token, bookings, terminal: name });
      const ended = await until(
        (fact) => (fact.kind === 'payment-ended' || fact.kind === 'payment-parked') && fact.payment === payment,
      );
      assert.equal(ended.kind === 'payment-ended' ? ended.outcome : 'parked', ends);
    });
  }

  it('what is parked is asked for again and again', async () => {
    const { enquiries } = terminals.get('bare') as Terminal;
    const before = enquiries();
    for (let tries = 0; tries < 500 && enquiries() < before + 2; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(enquiries() >= before + 2);
    assert.equal(facts.filter((fact) => fact.kind === 'payment-ended').length, 2);
  });
});
