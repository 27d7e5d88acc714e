// What people do on the till's page, with the answers of the core in any order.
import assert from 'node:assert/strict';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { apply } from '#server/core/apply/apply';
import { serverConfigSchema } from '#server/core/config';
import type { Fact } from '#server/core/facts';
import { emptyState } from '#server/core/state';
import { createTillDesk, TILL_PAGE } from './till-desk.ts';

function stage() {
  const state = emptyState(
    serverConfigSchema.parse({ operators: ['Anna', 'Ben'], devices: [{ name: 'H01', family: 'handheld' }] }),
  );
  const said: ClientMessage[] = [];
  const desk = createTillDesk(
    () => state,
    (message) => said.push(message),
  );
  const happens = (fact: Fact): void => apply(state, { n: state.entries + 1, at: 0, fact });
  const done = (req: number): ServerMessage => ({ type: 'reply', req, ok: true, did: 'done' }) as ServerMessage;
  const refused = (req: number): ServerMessage =>
    ({ type: 'reply', req, ok: false, code: 'unknown-operator', text: 'Nobody of that name.' }) as ServerMessage;
  return { desk, said, happens, done, refused };
}
/** Lets what was resolved go on. */
async function moment(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
}

describe('the page of the till', () => {
  it('signs its operator on before it asks, once', async () => {
    const { desk, said, happens, done } = stage();
    const first = desk.ask('Anna', { type: 'force-free', tab: 5 });
    assert.deepEqual(said, [{ type: 'sign-on', operator: 'Anna', req: 1 }]);
    happens({ kind: 'signed-on', device: TILL_PAGE, operator: 'Anna' });
    desk.hear(done(1));
    await moment();
    assert.deepEqual(said[1], { type: 'force-free', tab: 5, req: 2 });
    desk.hear(done(2));
    assert.deepEqual(await first, done(2));

    const second = desk.ask('Anna', { type: 'freestyle-code' });
    assert.deepEqual(said[2], { type: 'freestyle-code', req: 3 });
    desk.hear(done(3));
    assert.deepEqual(await second, done(3));
    void desk.ask('Ben', { type: 'freestyle-code' });
    assert.deepEqual(said[3], { type: 'sign-on', operator: 'Ben', req: 4 });
  });

  it('asks nothing for who may not sign on, and says why', async () => {
    const { desk, said, refused } = stage();
    const asked = desk.ask('Otto', { type: 'force-free', tab: 5 });
    desk.hear(refused(1));
    assert.deepEqual(await asked, refused(1));
    assert.equal(said.length, 1);
  });

  it('knows its answers apart, and hears nothing else', async () => {
    const { desk, said, happens, done, refused } = stage();
    happens({ kind: 'signed-on', device: TILL_PAGE, operator: 'Anna' });
    const both = [desk.ask('Anna', { type: 'force-free', tab: 5 }), desk.ask('Anna', { type: 'force-free', tab: 6 })];
    assert.deepEqual(
      said.map((message) => 'req' in message && message.req),
      [1, 2],
    );
    desk.hear({ type: 'alive', n: 1 } as ServerMessage);
    desk.hear(done(9));
    desk.hear(refused(2));
    desk.hear(done(1));
    desk.hear(refused(1));
    assert.deepEqual(await Promise.all(both), [done(1), refused(2)]);
  });

  it('goes on behind the requests that the journal knows of, so that none gets the answer of an older one', () => {
    const { desk, said, happens } = stage();
    happens({ kind: 'signed-on', device: TILL_PAGE, operator: 'Anna' });
    happens({ kind: 'answered', device: TILL_PAGE, req: 41, reply: { type: 'reply', req: 41, ok: true, did: 'done' } });
    void desk.ask('Anna', { type: 'force-free', tab: 5 });
    void desk.ask('Anna', { type: 'force-free', tab: 6 });
    assert.deepEqual(
      said.map((message) => 'req' in message && message.req),
      [42, 43],
    );
  });
});
