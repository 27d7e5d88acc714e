// Thin clients at a whole host with the real core: who gets a place, what is shown there, and what is heard of it.
import assert from 'node:assert/strict';
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import type { FromThinClient } from '#protocols/thin-client/messages';
import { serverConfigSchema } from '#server/core/config';
import type { Input } from '#server/core/turn';
import { marked } from './by-hand.ts';
import { floor, spoken, stage, type Hello } from './thin-client-that.ts';

const { heartbeatMs, leaseMs, toleranceMs } = floor.durations;

describe('a thin client', () => {
  it('is admitted to its place, and shown where to sign on, upright however it is held', () => {
    const { client } = stage();
    const one = client();
    one.hello();
    assert.deepEqual(one.sent[0], { type: 'admitted', session: 1, heartbeatMs, toleranceMs });
    assert.deepEqual(one.screen().display, { width: 384, height: 684 });
    assert.deepEqual(one.lines(), ['Sign on', 'Anna', 'Ben']);
    assert.equal(one.sent.length, 2);
  });

  it('says hello first, in this version of the protocol, or is turned away', () => {
    for (const [first, code] of [
      [{ type: 'beat', n: 1, token: 0 }, 'hello-first'],
      [{ type: 'leave' }, 'hello-first'],
      [{ type: 'pointer', phase: 'up', screen: 1, x: 0, y: 0, token: 0 }, 'hello-first'],
    ] as [FromThinClient, ErrorCode][]) {
      const { client, inputs } = stage();
      const one = client();
      const before = inputs.length;
      one.say(first);
      one.hello();
      assert.deepEqual([one.told(), one.sent.length, one.closes(), inputs.length], [[code], 1, 1, before]);
    }
    const { client, inputs } = stage();
    const one = client();
    one.hello({ v: 2 });
    one.hello();
    assert.deepEqual([one.told(), one.closes(), inputs.at(-1)?.kind], [['protocol-version'], 1, 'started']);
  });

  it('is turned away by the core on the connection on which it asked, and told which IIS it belongs to', () => {
    const { client } = stage();
    const [one, other] = [client(), client()];
    one.hello({ setUp: 'wrong' });
    assert.deepEqual(one.sent, [
      { type: 'turned-away', code: 'client-unknown', text: errorTable['client-unknown'].sentence },
    ]);
    other.hello({ iis: 'terrace' });
    const [message] = other.sent;
    assert.ok(message?.type === 'turned-away');
    assert.deepEqual([message.code, message.iis], ['wrong-iis', 'hall']);
    assert.match(message.text, /^This device belongs to another IIS\. hall$/);
    assert.deepEqual([one.closes(), other.closes()], [1, 1]);
  });

  it('is heard, and every tap and beat is a sign of life that claims the hold it was shown', () => {
    const { client, inputs, lasts } = stage();
    const one = client();
    one.hello();
    one.tap('Anna');
    assert.deepEqual(
      inputs.slice(-3).map(({ kind }) => kind),
      ['client-alive', 'client-alive', 'message'],
    );
    assert.deepEqual(lasts('message'), {
      ...{ kind: 'message', device: 'T1', message: { type: 'sign-on', operator: 'Anna', req: 1 } },
    });
    assert.equal(one.screen().title, 'Tables');
    one.say({ type: 'beat', n: 7, token: 3 });
    assert.deepEqual(lasts('client-alive'), { kind: 'client-alive', client: 'T1', token: 3 });
    assert.ok(one.sent.some((message) => message.type === 'alive' && message.n === 7));
  });

  it('is told on its screen what is said to its device, and to no other', () => {
    const { atTables } = stage();
    const [one, other] = [atTables(), atTables({ client: 'T3', install: 'i3', setUp: 'key-3' })];
    const before = other.sent.length;
    one.tap('5');
    one.tap('Open');
    assert.equal(one.screen().title, 'Tab 5');
    assert.ok(one.screen().token > 0);
    assert.equal(other.sent.length, before);
  });

  it('leaves: its place is free, nothing is heard of it any more, and that is no error', () => {
    const { atTables, host, inputs, lasts } = stage();
    const one = atTables();
    one.say({ type: 'leave' });
    assert.deepEqual(lasts('client-leaves'), { kind: 'client-leaves', client: 'T1' });
    assert.deepEqual([one.told(), one.closes(), host.state().clients.has('T1')], [[], 1, false]);
    const before = inputs.length;
    one.say({ type: 'beat', n: 1, token: 0 });
    assert.equal(inputs.length, before);
  });

  it('that connects again goes on where it was, and its older connection is told so', () => {
    const { client, atTables, host } = stage();
    const one = atTables();
    one.tap('5');
    one.tap('Open');
    const again = client();
    again.hello();
    assert.deepEqual([one.told(), one.closes()], [['device-replaced'], 1]);
    assert.equal(again.screen().title, 'Tab 5');
    one.handlers.onClose();
    again.tap('Soup');
    assert.ok(again.lines().includes('Balance 6.90 EUR'), 'the end of the older one is not taken for that of the new');
    assert.equal(host.state().clients.get('T1')?.session, 1);
  });

  it('whose connection has ended is shown nothing, and one that was still asking gets no station', () => {
    const { timers, client, atTables, inputs, commit } = stage();
    const one = atTables();
    const before = one.sent.length;
    one.handlers.onClose();
    one.say({ type: 'beat', n: 1, token: 0 });
    timers.pass(1_000_000);
    commit();
    assert.equal(one.sent.length, before);

    const hello = { client: 'T4', kind: 'client', install: 'i4', setUp: 'key-4', token: 0 } as const;
    const asks = { type: 'hello', v: 1, ...hello, display: { width: 400, height: 700 } } as const;
    const [asking, unknown, other, third] = [client(), client(), client(), client()];
    asking.handlers.onData(asks);
    unknown.handlers.onData({ ...asks, client: 'T9' });
    other.handlers.onData({ ...asks, client: 'T3', install: 'i3', setUp: 'key-3' });
    third.handlers.onData({ ...asks, client: 'T2', install: 'i2', setUp: 'key-2' });
    asking.handlers.onClose();
    unknown.handlers.onClose();
    assert.deepEqual(marked('admitted-too-late', commit), { held: 1, not: 2 });
    assert.deepEqual([asking.sent, unknown.sent, inputs.at(-1)?.kind], [[], [], 'client-hello']);
    assert.deepEqual(other.lines(), ['Sign on', 'Anna', 'Ben'], 'who asks besides gets a place');
    const back = client();
    back.hello(hello);
    assert.deepEqual(back.lines(), ['Sign on', 'Anna', 'Ben']);
  });

  it('that has gone before its booking is answered is told nothing, and the booking stands', () => {
    const { atTables, host, commit } = stage();
    const one = atTables();
    for (const key of ['5', 'Open']) one.tap(key);
    const at = one.at('Soup');
    for (const phase of ['down', 'up'] as const) one.handlers.onData({ type: 'pointer', phase, ...at });
    one.handlers.onClose();
    assert.equal(marked('nobody-there', commit).held, 1);
    assert.equal(host.state().tabs.get(5)?.balanceCents, 690);
  });

  it('that signed up on the spot and is silent for too long loses its place, and is told so', async () => {
    const { client, host, commit, timers } = stage();
    const asked = host.till.ask('Anna', { type: 'freestyle-code' });
    for (let i = 0; i < 5; i += 1) {
      commit();
      await Promise.resolve();
    }
    const reply = await asked;
    assert.ok(reply.ok && reply.did === 'code');
    const guest = client();
    guest.hello({ client: 'F1', kind: 'freestyle', install: 'i9', code: reply.code, setUp: undefined });
    assert.equal(guest.screen().title, 'Sign on');
    timers.pass(leaseMs);
    commit();
    assert.deepEqual([guest.told(), guest.closes(), host.state().clients.has('F1')], [['slot-gone'], 1, false]);
  });

  it('that taps on an older screen is shown the present one again, and nothing is done', () => {
    const { atTables, inputs } = stage();
    const one = atTables();
    const older = one.screen();
    one.tap('5');
    const before = [one.screens().length, inputs.filter(({ kind }) => kind === 'message').length];
    one.tap('Sign off', older);
    const after = [one.screens().length, inputs.filter(({ kind }) => kind === 'message').length];
    assert.deepEqual(after, [(before[0] as number) + 1, before[1]]);
    assert.equal(one.screens().at(-1)?.screen, one.screens().at(-2)?.screen);
    one.tap('5');
    assert.equal(one.screens().length, (after[0] as number) + 1, 'a tap on the present one is not answered twice');
  });

  it('is closed with the host, and told why if there is a why, also where it still asks', () => {
    for (const why of [undefined, 'journal-not-written'] as const) {
      const { client, atTables, host } = stage();
      const one = atTables();
      const asking = client();
      const own = { client: 'T4', kind: 'client', install: 'i4', setUp: 'key-4', token: 0 } as const;
      asking.handlers.onData({ type: 'hello', v: 1, ...own, display: { width: 400, height: 700 } });
      host.stop(why);
      for (const { told, closes } of [one, asking])
        assert.deepEqual([told(), closes()], [why === undefined ? [] : [why], 1]);
    }
  });
});

describe('the screens of a thin client', () => {
  const atTab5 = (more: Partial<Hello> = {}) => {
    const there = stage();
    const one = there.atTables(more);
    for (const key of ['5', 'Open']) one.tap(key);
    return { ...there, one };
  };

  it('have what its floor offers: articles, terminals, cameras and the key of a Simple Order', () => {
    const { one } = atTab5();
    for (const key of ['Soup', 'Pils', 'Card pt1', 'Card pt2', 'CAM']) assert.ok(one.lines().includes(key), key);
    assert.ok(one.screens().some(({ widgets }) => widgets.some(({ text }) => text === 'Simple Order: Pils, tab 99')));
  });

  it('have no key for what the floor has not set up, and nothing to choose on a tab that is empty', () => {
    const { client } = stage(serverConfigSchema.parse({ ...spoken, simpleOrder: undefined, cameras: [] }));
    const one = client();
    one.hello();
    for (const key of ['Anna', '5', 'Open']) one.tap(key);
    const texts = one.screens().flatMap(({ widgets }) => widgets.map(({ text }) => text));
    assert.ok(!texts.some((text) => text.startsWith('Simple Order') || text === 'CAM'));
    for (const key of ['Change tab', 'Cancel lines']) one.tap(key);
    assert.deepEqual(one.lines(), ['Cancel lines', 'Tab 5', 'Go on', 'Back']);
  });

  it('have the articles of its own IIS, and the one terminal that is assigned to it', () => {
    const { one } = atTab5({ client: 'T2', install: 'i2', setUp: 'key-2', iis: 'terrace' });
    assert.deepEqual([one.lines().includes('Soup'), one.lines().includes('Pils')], [false, true]);
    const assigned = atTab5({ client: 'T3', install: 'i3', setUp: 'key-3' }).one;
    assert.deepEqual([assigned.lines().includes('Card pt1'), assigned.lines().includes('Card pt2')], [false, true]);
  });

  it('let articles be chosen that stand on the tab, and nothing else', () => {
    const { one, lasts } = atTab5();
    for (const key of ['Soup', 'Pils', 'Change tab', 'Discount', '1', '0', 'Go on']) one.tap(key);
    for (const key of ['Change tab', 'Cancel lines']) one.tap(key);
    assert.deepEqual(
      one.screen().widgets.flatMap(({ look, text }) => (look === 'key' ? [text] : [])),
      ['Soup', 'Pils', 'Go on', 'Back'],
    );
    for (const key of ['Soup', 'Go on', 'dropped']) one.tap(key);
    const { message } = lasts('message') as Extract<Input, { kind: 'message' }>;
    assert.ok(message.type === 'change');
    assert.deepEqual(message.change, { kind: 'cancel', lines: [{ article: 'Soup', quantity: 1 }], reason: 'dropped' });
  });

  it('say that the camera of a model reads no cards', () => {
    for (const [name, reads] of [
      ['Rocket', true],
      ['Saturn EL', false],
    ] as const) {
      const { one } = atTab5({ model: { name } });
      one.tap('Scan a card');
      assert.equal(one.screen().reads === true, reads, name);
      if (!reads) continue;
      const { screen, token } = one.screen();
      one.say({ type: 'code', screen, code: 'V500-1', token });
      assert.ok(one.lines().includes('Code V500-1'));
    }
  });

  it('show the pictures of a camera, each when the one before was seen', () => {
    const { one, cameras, lasts, commit } = atTab5();
    for (const key of ['CAM', 'door']) one.tap(key);
    const { view } = one.screen();
    assert.ok(view !== undefined);
    cameras[0]?.open();
    const picture = (frame: number): void => {
      cameras[0]?.say(Uint8Array.from([0, 0, 0, 3, 0, 0, 0, frame, 1, 2, 3]));
      commit();
    };
    const frames = (): number[] => one.sent.flatMap((message) => (message.type === 'frame' ? [message.frame] : []));
    for (const frame of [1, 2, 3]) picture(frame);
    assert.deepEqual(frames(), [1]);
    const seen: FromThinClient = { type: 'frame-seen', view: view.view, frame: 1 };
    one.say(seen);
    assert.deepEqual(lasts('message'), { kind: 'message', device: 'T1', message: seen });
    assert.deepEqual(frames(), [1, 3]);
    one.tap('Back');
    assert.equal(cameras[0]?.closed, true);
    const { message } = lasts('message') as Extract<Input, { kind: 'message' }>;
    assert.deepEqual(message, { type: 'leave-camera', view: view.view });
  });
});
