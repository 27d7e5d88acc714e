// The HTTP side of the real process: whatever is asked, and however, the answer is of the one table.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { pino } from 'pino';
import { serverConfigSchema } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { emptyState } from '#server/core/state';
import { addPages } from './pages.ts';
import { startServerProcess, type ServerProcess } from '../process.ts';

describe('the pages of the server', () => {
  const data = mkdtempSync(join(tmpdir(), 'mpos-twin-pages-'));
  let server: ServerProcess;
  before(async () => {
    const config = serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] });
    const log = pino({ level: 'silent' });
    const pages = () => ({ script: 'void 0', style: '' });
    server = await startServerProcess({ config, data, host: '127.0.0.1', port: 0, version: '1', log, pages });
  });
  after(async () => {
    await server.close();
    rmSync(data, { recursive: true, force: true });
  });

  /** Sends raw text, and gives back status and body of the answer when the connection ends. */
  async function ask(text: string): Promise<{ status: number; body: string }> {
    const socket = connect(server.port, '127.0.0.1');
    socket.end(text);
    let got = '';
    for await (const bytes of socket) got += String(bytes);
    const [head = '', body = ''] = got.split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), body };
  }

  const get = (address: string, ...headers: string[]): string =>
    [`GET ${address} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket'];
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';

  const broken: [string, string, number][] = [
    ['an address that cannot be decoded', get('/%'), 400],
    ['an address that is none', get('http://['), 400],
    ['an upgrade to an address that is none', get('//', ...upgrade, key, 'Sec-WebSocket-Version: 13'), 400],
    ['an upgrade without a key', get('/mpos', ...upgrade, 'Sec-WebSocket-Version: 13'), 400],
    ['an upgrade of another version', get('/observe', ...upgrade, key, 'Sec-WebSocket-Version: 12'), 400],
    ['a WebSocket asked for as a page', get('/mpos'), 400],
    ['two lengths of one body', get('/tabs', 'Content-Length: 1', 'Content-Length: 2'), 400],
    ['a head without end', get('/tabs', `X: ${'x'.repeat(20_000)}`), 431],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ];
  for (const [what, text, status] of broken) {
    it(`${what} is refused as bad-request`, async () => {
      const answer = await ask(text);
      assert.equal(answer.status, status);
      assert.equal((JSON.parse(answer.body) as { code: string }).code, 'bad-request');
    });
  }

  it('a request that offers HTTP/2 on the side is answered as it stands', async () => {
    const { status, body } = await ask(get('/health', 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'));
    assert.equal(status, 200);
    assert.match(body, /"status":"ready"/);
  });
});

describe('the journal over HTTP', () => {
  const ENTRIES = 400;
  const long = { kind: 'signed-on', device: 'H01', operator: 'x'.repeat(50_000) } as const;
  let reads = 0;
  const journal = {
    read(after = 0, most = 1): JournalEntry[] {
      reads += 1;
      return Array.from({ length: Math.min(most, ENTRIES - after) }, (_, i) => ({
        n: after + i + 1,
        at: 0,
        fact: long,
      }));
    },
  };
  const app = fastify();
  before(async () => {
    const state = emptyState(serverConfigSchema.parse({ operators: ['A'], devices: [{ name: 'H', family: 'till' }] }));
    state.entries = ENTRIES;
    addPages(app, { version: '1', journal, state: () => state, connected: () => 0 });
    await app.listen({ port: 0, host: '127.0.0.1' });
  });
  after(() => app.close());

  it('comes whole, and is read no further than the other end takes it', async () => {
    const { port } = app.server.address() as AddressInfo;
    const { body } = await fetch(`http://127.0.0.1:${port}/journal?after=1`);
    const reader = body?.getReader();
    const first = await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(reads < ENTRIES, `${reads} entries are read`);
    let text = new TextDecoder().decode(first?.value);
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
      text += new TextDecoder().decode(next.value);
    const numbers = (JSON.parse(text) as JournalEntry[]).map(({ n }) => n);
    assert.deepEqual([numbers.length, numbers[0], numbers.at(-1)], [ENTRIES - 1, 2, ENTRIES]);
  });

  it('comes for a spreadsheet too, in the letters that are asked for', async () => {
    const { port } = app.server.address() as AddressInfo;
    const get = (query: string): Promise<Response> => fetch(`http://127.0.0.1:${port}/journal.csv${query}`);
    const answer = await get('?encoding=windows-1252&source=40');
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=windows-1252');
    assert.match(await answer.text(), /^Nr;Datum;Uhrzeit;Art;/);
    assert.deepEqual([...new Uint8Array(await (await get('')).arrayBuffer()).slice(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.equal((await get('?source=41')).status, 400);
  });

  it('is an empty list behind the last entry', async () => {
    const { port } = app.server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/journal?after=${ENTRIES + 5}`);
    assert.deepEqual(await answer.json(), []);
  });
});
