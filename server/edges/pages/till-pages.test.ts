// What is done at the till's page: in the words of a till, by whoever may, and from this machine only.
import assert from 'node:assert/strict';
import fastify, { type FastifyInstance } from 'fastify';
import { serverConfigSchema, type ServerConfigInput } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { timersByHand } from '#server/host/by-hand';
import { startHost, type ServerHost } from '#server/host/host';
import { addPages } from './pages.ts';
import { monotonicMs } from '../timers.ts';
import { addTillPages } from './till-pages.ts';

const floor: ServerConfigInput = { operators: ['Anna', 'Chef'], devices: [{ name: 'H01', family: 'handheld' }] };

function started(config: ServerConfigInput): { app: FastifyInstance; host: ServerHost; journal: JournalEntry[] } {
  const journal: JournalEntry[] = [];
  // The pages tell times by the clock of the machine.
  const timers = { ...timersByHand(), now: monotonicMs };
  const parsed = serverConfigSchema.parse(config);
  const platform = {
    timers,
    wallClock: () => 0,
    append(entries: readonly JournalEntry[], committed: () => void) {
      journal.push(...entries);
      queueMicrotask(committed);
    },
    drawCode: () => '12345678',
    exchange: () => () => {},
    dialPrinter: () => () => ({ send() {}, close() {} }),
    dialMonitor: () => () => ({ send() {}, close() {} }),
    dialCamera: () => () => ({ send() {}, close() {} }),
    dialTerminal: () => () => ({ send() {}, close() {} }),
    log() {},
  };
  const host = startHost(parsed, platform, []);
  const app = fastify();
  addPages(app, { version: '1', journal: { read: () => journal }, state: host.state, connected: () => 0 });
  const pages = () => ({ script: 'void 0', style: '' });
  addTillPages(app, { pages, till: host.till, state: host.state, host: '192.168.1.2' });
  return { app, host, journal };
}

/** A handheld signs on and opens a tab. */
async function holding(host: ServerHost, tab: number): Promise<void> {
  const device = host.accept({ send() {}, close() {} });
  device.onData({ type: 'hello', v: 1, device: 'H01', family: 'handheld', clockMs: 0 });
  device.onData({ type: 'sign-on', req: 1, operator: 'Anna' });
  device.onData({ type: 'open', req: 2, tab });
  await new Promise((resolve) => setImmediate(resolve));
}

type Answer = { status: number; body: Record<string, unknown> };
async function post(app: FastifyInstance, url: string, payload: object, from = {}): Promise<Answer> {
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url,
    payload,
    remoteAddress: '127.0.0.1',
    headers: { host: 'localhost:8080' },
    ...from,
  });
  return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
}

describe("what is done at the till's page", () => {
  it('frees a tab by force, in the name of an operator and as a fact', async () => {
    const { app, host, journal } = started(floor);
    await holding(host, 7);
    const [tab] = (await app.inject('/tabs')).json<{ lock: { freeInMs: number } }[]>();
    const { freeInMs = 0 } = tab?.lock ?? {};
    assert.ok(freeInMs > 170_000 && freeInMs <= 180_000, String(freeInMs));
    const { status } = await post(app, '/till/force-free', { tab: 7, operator: 'Chef' });
    assert.equal(status, 200);
    const facts = journal.map(({ fact }) => fact);
    assert.ok(facts.some((fact) => fact.kind === 'tab-released' && fact.tab === 7 && fact.cause === 'forced'));
    assert.ok(
      facts.some((fact) => fact.kind === 'signed-on' && fact.device === 'till/page' && fact.operator === 'Chef'),
    );
    assert.deepEqual((await app.inject('/tabs')).json(), []);
  });

  it('shows a code that is good, with the address of the page that takes it', async () => {
    const { app, host } = started(floor);
    const { body } = await post(app, '/till/freestyle-code', { operator: 'Chef' });
    assert.equal(body['code'], '12345678');
    assert.match(String(body['address']), /^http:\/\/192\.168\.1\.2:.*\/freestyle\?code=12345678$/);
    assert.ok(host.state().codes.has('12345678'));
  });

  it('goes on numbering where it was, when both are asked for at once', async () => {
    const { app } = started(floor);
    const both = await Promise.all([
      post(app, '/till/freestyle-code', { operator: 'Chef' }),
      post(app, '/till/force-free', { tab: 9, operator: 'Anna' }),
    ]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    );
  });

  for (const [what, config, payload, code] of [
    ['an operator nobody knows', floor, { operator: 'Zoe' }, 'unknown-operator'],
    ['a code without a licence', { ...floor, licences: { freestyle: false } }, { operator: 'Chef' }, 'licence-missing'],
  ] as const) {
    it(`is refused as it would be to a till: ${what}`, async () => {
      const { app } = started(config);
      const { status, body } = await post(app, '/till/freestyle-code', payload);
      assert.deepEqual([status, body['code']], [409, code]);
    });
  }

  it('has to be understood', async () => {
    const { app } = started(floor);
    const { status, body } = await post(app, '/till/force-free', { tab: 'seven', operator: 'Chef' });
    assert.deepEqual([status, body['code']], [400, 'bad-request']);
  });

  for (const [what, from] of [
    ['another machine', { remoteAddress: '192.168.1.7' }],
    ['a page from elsewhere, which calls this machine by a name of its own', { headers: { host: 'evil.example' } }],
  ] as const) {
    it(`is for this machine only, not for ${what}, unless configured`, async () => {
      for (const [tillPage, wanted] of [
        ['loopback', 403],
        ['network', 200],
      ] as const) {
        const { app } = started({ ...floor, tillPage });
        const { status } = await post(app, '/till/freestyle-code', { operator: 'Chef' }, from);
        assert.equal(status, wanted, tillPage);
        const page = await app.inject({ url: '/till', remoteAddress: '127.0.0.1', headers: { host: 'x' }, ...from });
        assert.equal(page.statusCode, wanted, tillPage);
      }
    });
  }
});
