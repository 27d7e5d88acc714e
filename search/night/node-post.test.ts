import assert from 'node:assert/strict';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { chatServices } from '#simulators/cloud/chat';
import { newNight, type Night } from './figures.ts';
import { CHATS, nightMessage, type Chat } from './message.ts';
import { chatOf, post } from './node-post.ts';

const SECRET = 'T0SECRET/B0/abcdef';
const URLS: Readonly<Record<Chat, string>> = {
  slack: `https://hooks.slack.com/services/${SECRET}`,
  teams: `https://prod-1.westeurope.logic.azure.com/workflows/${SECRET}`,
};
const night: Night = {
  ...newNight({
    name: '2026-11-26-001',
    commit: '',
    machine: { node: 'v24', cores: 2 },
    seed: 1,
    budget: { floors: 1 },
    begunAt: '2026-11-26T22:00:00.000Z',
  }),
  leftOut: ['everything'],
};

describe('posting about a night', () => {
  const network = setupServer();
  let taken: unknown[];
  let pauses: number[];
  before(() => network.listen({ onUnhandledFrame: 'error' }));
  after(() => network.close());
  beforeEach(() => {
    taken = [];
    pauses = [];
    network.resetHandlers();
  });
  const said = (body: unknown): void => void taken.push(body);
  const postTo = (chat: Chat, body: unknown) =>
    post({
      url: URLS[chat],
      body,
      fetch,
      async pause(ms) {
        pauses.push(ms);
      },
    });

  for (const chat of CHATS) {
    it(`reaches ${chat}, which takes the message as it is`, async () => {
      network.use(...chatServices({ taken: said }));
      const body = nightMessage(night, chat, 'night.html');
      const posted = await postTo(chat, body);
      assert.deepEqual([posted.delivered, posted.tries], [true, 1]);
      assert.deepEqual(taken, [body]);
      assert.equal(chatOf(URLS[chat]), chat);
    });
  }

  it('waits as long as a busy service asks for, and comes again', async () => {
    network.use(...chatServices({ taken: said, busy: { times: 2, seconds: 7 } }));
    const posted = await postTo('slack', nightMessage(night, 'slack', 'p'));
    assert.deepEqual([posted.delivered, posted.tries, pauses, taken.length], [true, 3, [7_000, 7_000], 1]);
  });

  it('is not tried again when the service refuses the message', async () => {
    network.use(...chatServices({ taken: said }));
    const posted = await postTo('teams', { text: 'no card' });
    assert.deepEqual(posted, {
      delivered: false,
      host: 'prod-1.westeurope.logic.azure.com',
      tries: 1,
      said: '400 InvalidRequestContent',
    });
  });

  for (const [what, answer] of [
    ['is away', () => HttpResponse.error()],
    ['fails', () => new HttpResponse('oops', { status: 503 })],
  ] as const) {
    it(`is given up after a while when the service ${what}, and never names the secret`, async () => {
      network.use(http.post(URLS.slack, answer));
      const posted = await postTo('slack', {});
      assert.deepEqual([posted.delivered, posted.tries, pauses], [false, 5, [1_000, 4_000, 15_000, 30_000]]);
      assert.ok(!JSON.stringify(posted).includes('SECRET'));
    });
  }
});
