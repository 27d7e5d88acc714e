// The services as msw handlers, asked by the server's own client: one exchange, told once, or not at all.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupServer } from 'msw/node';
import type { CloudAnswer } from '#protocols/cloud/exchange';
import { ISSUE_PATH } from '#protocols/cloud/nocoo';
import { exchangeHttp } from '#server/edges/cloud-client';
import { unguarded } from '#server/edges/guard';
import { cloudHandlers } from './handlers.ts';
import { createNocoo } from './nocoo.ts';
import { WELL, type Mood } from './service.ts';

const body = { bill: 1, cents: 690, lines: ['Bill 1'] };
const request = { path: ISSUE_PATH, key: 'k1', body };
const ask = (address: string | undefined): Promise<CloudAnswer | null> =>
  new Promise((resolve) => void exchangeHttp(address, request, resolve, unguarded));

describe('an exchange with a cloud service', () => {
  const network = setupServer();
  before(() => network.listen({ onUnhandledFrame: 'bypass' }));
  after(() => network.close());

  /** What a service in that mood answers. */
  function answerOf(mood: Partial<Mood>, service = createNocoo()): Promise<CloudAnswer | null> {
    network.resetHandlers(...cloudHandlers('http://127.0.0.1:9/nocoo', service, { ...WELL, ...mood }));
    return ask('127.0.0.1:9');
  }

  it('brings the answer, and the same one under the same key', async () => {
    const nocoo = createNocoo();
    assert.deepEqual(await answerOf({}, nocoo), { status: 201, body: { key: 'k1', reference: 'R1' } });
    assert.deepEqual(await answerOf({}, nocoo), { status: 200, body: { key: 'k1', reference: 'R1' } });
  });

  it('brings what a service says that is out of order', async () => {
    assert.deepEqual(await answerOf({ failing: true }), { status: 503, body: { error: 'out-of-order' } });
  });

  it('brings nothing where the answer is lost, or nobody listens', async () => {
    assert.equal(await answerOf({ losesAnswers: true }), null);
    network.resetHandlers();
    assert.equal(await ask('127.0.0.1:1'), null);
    assert.equal(await ask(undefined), null);
  });

  it('brings nothing of what is no JSON, or has no end', async () => {
    network.resetHandlers();
    const text = { now: 'no JSON' };
    const server = createServer((_request, response) => void response.end(text.now)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    assert.deepEqual(await ask(address), { status: 200, body: null });
    text.now = 'x'.repeat(100_000);
    assert.equal(await ask(address), null);
    await new Promise((resolve) => server.close(resolve));
  });

  it('tells nothing any more once it was given up', async () => {
    let told = 0;
    network.resetHandlers(...cloudHandlers('http://127.0.0.1:9/nocoo', createNocoo(), { ...WELL, slowMs: 20 }));
    exchangeHttp('127.0.0.1:9', request, () => (told += 1), unguarded)();
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(told, 0);
  });
});
