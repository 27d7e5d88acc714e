// A server among peers that send nonsense, break off, half-close and read nothing, at every port, while two devices work.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { JournalEntry } from '#server/core/facts';
import { serverConfigSchema } from '#server/core/config';
import { createServerChild, type ServerChild } from '#simulators/grounds/wire/server-child';
import { randomOf, type Random } from '#simulators/random';

const ATTACKS = 2_000;
const AT_ONCE = 60;
/** How long an attacker stays at most, ms. */
const PATIENCE_MS = 30;
const random = randomOf(1, 'bad company');

const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const upgrade = (address: string, headers = UPGRADE + KEY): string =>
  `GET ${address} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;

/** Requests that no server should die of. */
const REQUESTS: readonly string[] = [
  upgrade('//'),
  upgrade('/\\'),
  upgrade('http://['),
  upgrade('/mpos', UPGRADE),
  upgrade('/mpos', UPGRADE.replace('13', '-1') + KEY),
  upgrade('/mpos', UPGRADE + 'Sec-WebSocket-Key: x\r\n'),
  upgrade('/mpos', UPGRADE + KEY + 'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\r\n'),
  upgrade('/mpos', UPGRADE + KEY + 'Sec-WebSocket-Protocol: ,,,\r\n'),
  upgrade('/observe?after=x'),
  upgrade('/observe?after=1&after=2'),
  upgrade('/nowhere'),
  upgrade('/mpos').replace('GET', 'POST'),
  'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /journal?after[]=1 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /tabs HTTP/1.1\r\n\r\n',
  `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
  'POST /tabs HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{',
  'POST /tabs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'GET /health HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(50),
  'GET /journal HTTP/1.1\r\nHost: x\r\n',
  '\r\n\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
];

/** A WebSocket frame as a client sends it, with a mask of zeros; `head` is its first byte. */
function frame(text: string | Buffer, head = 0x81): Buffer {
  const body = Buffer.from(text);
  const size = Buffer.alloc(8);
  size.writeUInt32BE(body.length, 4);
  const length = body.length < 126 ? Buffer.from([0x80 | body.length]) : Buffer.concat([Buffer.from([0xff]), size]);
  return Buffer.concat([Buffer.from([head]), length, Buffer.alloc(4), body]);
}

const hello = (device: string): string =>
  JSON.stringify({ type: 'hello', v: 1, device, family: 'handheld', clockMs: 0 });

/** Frames that no server should die of. */
const FRAMES: readonly Buffer[] = [
  frame('{'),
  frame('null'),
  frame('[]'),
  frame('"hello"'),
  frame('{"__proto__":{"type":"hello"}}'),
  frame(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
  frame(hello('nobody')),
  frame(hello('__proto__')),
  frame(hello('rogue').replace('"v":1', '"v":1e999')),
  frame('{"type":"heartbeat","n":-1,"clockMs":0,"token":1e308}'),
  frame('{"type":"open","req":1,"tab":"__proto__"}'),
  frame('{"type":"hand-over","req":2,"tab":5,"token":1,"offline":false,"bookings":[{"seq":1}]}'),
  frame(Buffer.from([0xc3, 0x28])),
  frame('x'.repeat(300_000)),
  frame('x', 0x01),
  frame('x', 0x80),
  frame('x', 0xf1),
  frame('x', 0x8f),
  frame(Buffer.alloc(126, 1), 0x89),
  frame(Buffer.from([0x03, 0xe7]), 0x88),
  frame('', 0x8a),
  Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0x81, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f]),
];

function noise(random: Random): Buffer {
  return Buffer.from(Array.from({ length: 1 + random.below(200) }, () => random.below(256)));
}

/** What one attacker sends. */
function attack(random: Random): Buffer {
  const pick = random.below(4);
  if (pick === 0) return noise(random);
  if (pick === 1) return Buffer.from(random.pick(REQUESTS), 'latin1');
  const address = random.below(20) === 0 ? '/observe' : '/mpos';
  const frames = Array.from({ length: 1 + random.below(4) }, () =>
    random.below(8) === 0 ? noise(random) : random.pick(FRAMES),
  );
  if (random.below(3) > 0) frames.unshift(frame(hello('rogue')));
  return Buffer.concat([Buffer.from(upgrade(address), 'latin1'), ...frames]);
}

/** Connects, sends, and breaks off in one of the ways there are; some send only a part, some read nothing. */
function attackOnce(port: number): Promise<void> {
  const bytes = attack(random);
  const part = random.below(4) === 0 ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes;
  const ending = random.below(4);
  const deaf = random.below(10) === 0;
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    if (!deaf) socket.resume();
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.on('connect', () => {
      socket.write(part);
      if (ending === 0) socket.resetAndDestroy();
      else if (ending === 1) socket.end();
      setTimeout(() => (ending === 2 ? socket.resetAndDestroy() : socket.destroy()), PATIENCE_MS);
    });
  });
}

/** A printer or terminal that talks nonsense, half-closes or resets whenever the server has connected. */
async function badPeer(): Promise<{ server: Server; port: number; called: () => number }> {
  let calls = 0;
  const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
    calls += 1;
    socket.on('error', () => {});
    const ways = [
      () => socket.write(noise(random)),
      () => socket.end(),
      () => socket.resetAndDestroy(),
      () => socket.pause(),
      () => socket.write(Buffer.from([0x80, 0x00, 0x00, 0x06, 0x0f, 0xff, 0xff, 0xff])),
      () => socket.end(noise(random)),
    ];
    socket.once('data', () => random.pick(ways)());
    if (random.below(2) === 0) random.pick(ways)();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0, called: () => calls };
}

/** A device that opens, books and closes its tab over and over, and connects again when it is cut off. */
function work(child: ServerChild, device: string, tab: number, isOver: () => boolean): Promise<number[]> {
  const acknowledged: number[] = [];
  let req = 0;
  let seq = 0;
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${child.port()}/mpos`);
    const say = (message: object): void => socket.send(JSON.stringify({ req: (req += 1), ...message }));
    socket.on('open', () => socket.send(hello(device)));
    socket.on('close', () => resolve(acknowledged));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Record<string, unknown>;
      if (message['type'] === 'welcome') say({ type: 'sign-on', operator: 'Anna' });
      if (message['type'] !== 'reply') return;
      assert.equal(message['ok'], true, JSON.stringify(message));
      acknowledged.push(...((message['seqs'] as number[] | undefined) ?? []));
      const token = message['token'];
      if (message['did'] !== 'opened' && isOver()) socket.close();
      else if (message['did'] === 'opened') {
        const line = { article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' };
        say({ type: 'new-balance', tab, token, bookings: [{ ...line, seq: (seq += 1) }] });
      } else say({ type: 'open', tab });
    });
  });
}

describe('a server in bad company', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-bad-company-'));
  const ended: (number | null)[] = [];
  let child: ServerChild;
  let printer: Awaited<ReturnType<typeof badPeer>>;
  let terminal: Awaited<ReturnType<typeof badPeer>>;

  before(async () => {
    printer = await badPeer();
    terminal = await badPeer();
    const config = serverConfigSchema.parse({
      durations: {
        printerPollMs: 100,
        failAfterMs: 20,
        printStatusMs: 50,
        printConfirmMs: 50,
        zvtT3Ms: 50,
        enquiryRetryMs: 100,
      },
      operators: ['Anna'],
      devices: ['A', 'B', 'rogue'].map((name) => ({ name, family: 'handheld' })),
      printers: [{ name: 'kitchen', address: `127.0.0.1:${printer.port}` }],
      places: { kitchen: 'kitchen' },
      terminals: [{ name: 'pt1', address: `127.0.0.1:${terminal.port}` }],
    });
    const configPath = join(folder, 'server.json');
    writeFileSync(configPath, JSON.stringify(config));
    const dataPath = join(folder, 'data');
    child = createServerChild({ configPath, dataPath, entry() {}, stall() {}, ended: (code) => ended.push(code) });
    await child.start();
  });
  after(async () => {
    await child.stop();
    printer.server.close();
    terminal.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`lives through ${ATTACKS} of them, while devices work and nothing acknowledged is lost`, async () => {
    let over = false;
    const working = [work(child, 'A', 1, () => over), work(child, 'B', 2, () => over)];
    let left = ATTACKS;
    const attackers = Array.from({ length: AT_ONCE }, async () => {
      for (; left > 0; left -= 1) await attackOnce(child.port());
    });
    await Promise.all(attackers);
    over = true;
    const acknowledged = await Promise.all(working);
    assert.deepEqual(ended, [], 'the same process lives');
    const journal = (await (await fetch(`http://127.0.0.1:${child.port()}/journal`)).json()) as JournalEntry[];
    assert.equal(journal.filter(({ fact }) => fact.kind === 'started').length, 1);
    for (const [i, device] of ['A', 'B'].entries()) {
      const booked = journal.flatMap(({ fact }) =>
        fact.kind === 'booked' && fact.device === device ? fact.bookings.map(({ seq }) => seq) : [],
      );
      assert.deepEqual(booked, acknowledged[i], 'what was acknowledged is booked once, and nothing else');
      assert.ok(booked.length > 5, `${device} could work`);
    }
    assert.ok(printer.called() > 10 && terminal.called() > 10, 'the server talked to bad printers and terminals');
  });
});
