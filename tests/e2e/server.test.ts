// The real server process against bad company: broken frames, wrong versions, a second server on its data.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { serverConfigSchema } from '#server/core/config';
import { createServerChild, type ServerChild } from '#simulators/grounds/wire/server-child';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Sends frames, and gives back everything heard until the connection ends or it is quiet for a moment. */
async function talk(
  frames: (string | Buffer)[],
  port: number,
): Promise<{ heard: Record<string, unknown>[]; closed: boolean }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/mpos`);
  const heard: Record<string, unknown>[] = [];
  let closed = false;
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as Record<string, unknown>));
  socket.on('error', () => {});
  const end = new Promise<void>((resolve) => {
    socket.on('close', () => {
      closed = true;
      resolve();
    });
  });
  await new Promise((resolve) => socket.on('open', resolve));
  for (const frame of frames) socket.send(frame);
  await Promise.race([end, new Promise((resolve) => setTimeout(resolve, 300))]);
  socket.terminate();
  return { heard, closed };
}
const entriesOf = async (port: number): Promise<unknown> =>
  ((await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as { entries: number }).entries;
const hello = (more: object = {}): string =>
  JSON.stringify({ type: 'hello', v: 1, device: 'A', family: 'handheld', clockMs: Date.now(), ...more });

type Child = () => ServerChild;

describe('the server process', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-server-'));
  const configPath = join(folder, 'server.json');
  const dataPath = join(folder, 'data');
  let child: ServerChild;

  before(async () => {
    const config = {
      operators: ['Anna'],
      devices: [
        { name: 'A', family: 'handheld' },
        { name: 'B', family: 'handheld' },
      ],
    };
    writeFileSync(configPath, JSON.stringify(serverConfigSchema.parse(config)));
    child = createServerChild({ configPath, dataPath, entry() {}, stall() {}, ended() {} });
    await child.start();
  });
  after(async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  brokenFrames(() => child);
  pages(() => child);
  endings(folder, configPath, dataPath);
});

function brokenFrames(child: Child): void {
  for (const [what, frames, code] of [
    ['no JSON', ['{'], 'bad-frame'],
    ['a binary frame', [Buffer.from([1, 2, 3])], 'bad-frame'],
    ['another version', [hello({ v: 99 })], 'protocol-version'],
    ['an unknown field', [hello({ colour: 'red' })], 'bad-frame'],
    ['an unknown message', [hello(), '{"type":"dance"}'], 'bad-frame'],
    ['no hello', ['{"type":"heartbeat","n":1,"clockMs":1,"token":0}'], 'hello-first'],
    ['an unknown device', [hello({ device: 'Z' })], 'unknown-device'],
  ] as const) {
    it(`answers ${what} with ${code}, and a good device goes on`, async () => {
      const bad = await talk([...frames], child().port());
      assert.equal(bad.heard.at(-1)?.['code'], code);
      assert.ok(bad.closed);
      const good = await talk([hello({ device: 'B' })], child().port());
      assert.equal(good.heard[0]?.['type'], 'welcome');
    });
  }

  it('hears nothing of a connection after its error, not even what already lies in its buffer', async () => {
    const before = await entriesOf(child().port());
    const { heard, closed } = await talk(
      [hello(), '{', '{"type":"sign-on","req":1,"operator":"Anna"}'],
      child().port(),
    );
    assert.deepEqual([heard.at(-1)?.['code'], closed], ['bad-frame', true]);
    const elsewhere = await talk(
      [hello(), hello({ device: 'B' }), '{"type":"sign-on","req":1,"operator":"Anna"}'],
      child().port(),
    );
    assert.deepEqual([elsewhere.heard.at(-1)?.['code'], elsewhere.closed], ['device-replaced', true]);
    assert.equal(await entriesOf(child().port()), before, 'nothing was decided');
  });

  it('warns of a clock that is wrong, and decides nothing by it', async () => {
    const { heard } = await talk([hello({ clockMs: Date.now() - 3_600_000 })], child().port());
    assert.equal(heard[0]?.['skewWarning'], true);
  });
}

function pages(child: Child): void {
  it('tells health, OpenAPI and journal over HTTP, and explains a bad query', async () => {
    const get = async (path: string) =>
      (await fetch(`http://127.0.0.1:${child().port()}${path}`)).json() as Promise<Record<string, unknown>>;
    assert.equal((await get('/health'))['status'], 'ready');
    assert.equal((await get('/openapi.json'))['openapi'], '3.1.0');
    assert.equal((await get('/journal'))['length'] !== 0, true);
    assert.equal((await get('/journal?after=x'))['code'], 'bad-request');
    assert.equal((await get('/journal?after=1&after=2'))['code'], 'bad-request');
    assert.equal((await get('/nowhere'))['code'], 'no-such-page');
  });

  for (const [address, status, code] of [
    ['/observe?after=x', 400, 'bad-request'],
    ['/observe?after=1&after=2', 400, 'bad-request'],
    ['//', 400, 'bad-request'],
    ['/nowhere', 404, 'no-such-page'],
  ] as const) {
    it(`answers an upgrade of ${address} with ${code}, and closes the connection`, async () => {
      const socket = connect({ host: '127.0.0.1', port: child().port() });
      const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
      socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`);
      let text = '';
      socket.on('data', (bytes) => (text += String(bytes)));
      await once(socket, 'end');
      const [head = '', body = ''] = text.split('\r\n\r\n');
      assert.ok(head.startsWith(`HTTP/1.1 ${status} `));
      assert.equal((JSON.parse(body) as { code: string }).code, code);
    });
  }
}

function endings(folder: string, configPath: string, dataPath: string): void {
  for (const [how, end] of [
    ['SIGTERM', (server: ChildProcess) => server.kill('SIGTERM')],
    ['the end of its parent', (server: ChildProcess) => server.stdin?.end()],
  ] as const) {
    it(`stops in order at ${how}, although a tab is held and its lease still runs`, async () => {
      const home = mkdtempSync(join(folder, 'stop-'));
      const args = ['--conditions=source', 'cli/main.ts', 'server', '--config', configPath, '--data', home];
      const server = spawn(process.execPath, [...args, '--until-stdin-ends', '--log-level', 'error'], { cwd: root });
      const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
      try {
        const [line] = (await once(server.stdout, 'data')) as [Buffer];
        const { port } = JSON.parse(line.toString()) as { port: number };
        const heard = await talk(
          [hello(), '{"type":"sign-on","req":1,"operator":"Anna"}', '{"type":"open","req":2,"tab":7}'],
          port,
        );
        assert.equal(heard.heard.at(-1)?.['did'], 'opened');
        end(server);
        const late = new Promise((resolve) => setTimeout(resolve, 5_000, 'still running').unref());
        assert.equal(await Promise.race([ended, late]), 0);
      } finally {
        server.kill('SIGKILL');
      }
    });
  }

  it('does not share its data folder with a second server', () => {
    const second = spawnSync(
      process.execPath,
      ['--conditions=source', 'cli/main.ts', 'server', '--config', configPath, '--data', dataPath],
      {
        cwd: root,
        encoding: 'utf8',
        timeout: 15_000,
      },
    );
    assert.equal(second.status, 64, second.stderr);
    assert.match(second.stderr, /^data-in-use: /m);
  });
}
