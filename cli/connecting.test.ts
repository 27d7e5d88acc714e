// What a browser says of its connections, said by a program.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { measureConnects } from './connecting.ts';

const HOST = '127.0.0.1';
const LIMIT_MS = 100;

type Visits = (address: string) => Promise<unknown>;

const connectsBy = (visits: Visits, limitMs = 5_000) =>
  measureConnects({
    host: HOST,
    reach: (port) => `http://${HOST}:${port}`,
    open: async (address) => void visits(address).catch(() => {}),
    limitMs,
  });
const tell = (address: string, body: string) => fetch(`${address}told`, { method: 'POST', body });

describe('connections of a browser', () => {
  it('are those that it tells of, and are counted as they come in', async () => {
    const result = await connectsBy(async (address) => {
      const page = await (await fetch(address)).text();
      assert.match(page, /Connecting 100 times/);
      for (let i = 0; i < 3; i += 1) await (await fetch(`${address}connect/${i}`)).text();
      await tell(address, '[1.5,null,2]');
    });
    assert.deepEqual(result, { tookMs: [1.5, null, 2], arrived: 3 });
  });

  it('are fewer than it tells of if it uses one again', async () => {
    const result = await connectsBy(async (address) => {
      const { port } = new URL(address);
      const socket = connect(Number(port), HOST);
      socket.on('error', () => {});
      for (const i of [0, 1]) socket.write(`GET /connect/${i} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await new Promise((resolve) => socket.resume().once('close', resolve));
      await tell(address, '[1,0]');
    });
    assert.deepEqual(result, { tookMs: [1, 0], arrived: 1 });
  });

  it('are not known if it says something else, says it late, or never comes', async () => {
    const why = async (visits: Visits, limitMs?: number) => JSON.stringify(await connectsBy(visits, limitMs));
    for (const told of ['', '[-1]', '["1"]', '{}', `[${'1,'.repeat(200)}1]`, ' '.repeat(20_000)])
      assert.match(await why((address) => tell(address, told)), /cannot be read/, told.slice(0, 20));
    assert.match(await why((address) => fetch(address), LIMIT_MS), /not done .* in time/);
    assert.match(await why(async () => {}, LIMIT_MS), /did not open the page/);
  });

  it('are not known where the test cannot listen', async () => {
    const result = await measureConnects({ host: '203.0.113.1', reach: String, open: async () => {} });
    assert.match(JSON.stringify(result), /did not listen/);
  });
});
