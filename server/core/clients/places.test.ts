// What a client is told with its place, what it is told when it loses one, and how its silence is counted.
import assert from 'node:assert/strict';
import type { ThinClientHello } from '#protocols/thin-client/messages';
import { CoreByHand } from '../by-hand.ts';
import type { ServerConfigInput } from '../config.ts';
import { assignedTerminal } from './clients.ts';

const floor = {
  operators: ['Anna', 'Ben'],
  devices: [
    { name: 'till', family: 'till' },
    { name: 'H01', family: 'handheld', terminal: 'pt1' },
  ],
  clients: [
    { name: 'C01', setUp: 'key 1', iis: 'terrace' },
    { name: 'P01', kind: 'paypos', setUp: 'key 2', terminal: 'pt2' },
    { name: 'P02', kind: 'paypos', setUp: 'key 3' },
  ],
  iis: [{ name: 'hall' }, { name: 'terrace' }],
  terminals: [{ name: 'pt1' }, { name: 'pt2' }],
} satisfies ServerConfigInput;
const C01 = { client: 'C01', kind: 'client', setUp: 'key 1', iis: 'terrace' } as const;

function server(more: Partial<ServerConfigInput> = {}): CoreByHand {
  const core = new CoreByHand({ ...floor, ...more });
  for (const terminal of ['pt1', 'pt2']) core.feed({ kind: 'terminal-known', terminal, last: 'none' });
  return core;
}

function hello(core: CoreByHand, said: Partial<ThinClientHello>): void {
  const install = `installed at ${said.client ?? 'F01'}`;
  const whole = { type: 'hello', v: 1, client: 'F01', kind: 'freestyle', install, token: 0, ...said } as const;
  core.feed({ kind: 'client-hello', ask: 7, hello: { display: { width: 412, height: 732 }, ...whole } });
}

/** A Freestyle device that has signed up, in session 1. */
function freestyle(more: Partial<ServerConfigInput> = {}): CoreByHand {
  const core = server(more);
  core.feed({ kind: 'message', device: 'till', message: { type: 'freestyle-code', req: 1 }, code: '12' });
  hello(core, { code: '12' });
  core.outputs = [];
  return core;
}

function passes(core: CoreByHand, ms: number): void {
  core.clock = { nowMs: core.clock.nowMs + ms, wallMs: core.clock.wallMs + ms };
}

const facts = (core: CoreByHand, kind: string): unknown[] =>
  core.journal.flatMap(({ fact }) => (fact.kind === kind ? [fact] : []));

describe('who gets no place', () => {
  const why = (core: CoreByHand, said: Partial<ThinClientHello>): unknown => {
    core.outputs = [];
    hello(core, said);
    return core.outputs;
  };
  const away = (code: string, more = {}) => [{ kind: 'turn-away', ask: 7, code, ...more }];

  it('is told the IIS it is set up at, where it comes to another one', () => {
    assert.deepEqual(why(server(), { ...C01, iis: 'hall' }), away('wrong-iis', { iis: 'terrace' }));
  });

  it('has a name that is another device’s, or a client’s that is set up for fixed use', () => {
    const core = server();
    core.feed({ kind: 'message', device: 'till', message: { type: 'freestyle-code', req: 1 }, code: '12' });
    assert.deepEqual(why(core, { client: 'H01', code: '12', iis: 'hall' }), away('client-unknown'));
    assert.deepEqual(why(core, { client: 'C01', code: '12', iis: 'terrace' }), away('client-unknown'));
    assert.deepEqual(why(core, { ...C01, kind: 'paypos' }), away('client-unknown'));
    assert.deepEqual(why(core, {}), away('code-not-valid'), 'without a code');
  });

  it('has no package, or is one more of its kind than there are licences', () => {
    const none = server({ licences: { freestyle: false, client: 1, paypos: 1 } });
    assert.deepEqual(why(none, { code: '12' }), away('licence-missing'));
    none.feed({ kind: 'message', device: 'till', message: { type: 'freestyle-code', req: 1 }, code: '12' });
    const refused = none
      .take('send')
      .map(({ message }) => (message.type === 'reply' && !message.ok ? message.code : ''));
    assert.deepEqual(refused, ['licence-missing']);
    hello(none, C01);
    hello(none, { client: 'P01', kind: 'paypos', setUp: 'key 2' });
    assert.equal(none.take('admit').length, 2, 'clients and payment terminals are counted apart');
    assert.deepEqual(why(none, { client: 'P02', kind: 'paypos', setUp: 'key 3' }), away('licence-used-up'));
  });

  it('is another installation than the one it was set up for', () => {
    const clients = [{ name: 'C01', setUp: 'key 1', install: 'the first' }];
    const core = server({ clients, iis: [] });
    assert.deepEqual(why(core, { ...C01, install: 'another' }), away('set-up-elsewhere'));
    assert.equal((why(core, { ...C01, install: 'the first' }) as { kind: string }[])[0]?.kind, 'admit');
  });
});

describe('the station of a client that comes back', () => {
  /** C01 has tab 5 open under token 1. */
  function atWork(): CoreByHand {
    const core = server();
    hello(core, C01);
    core.ask('C01', { type: 'sign-on', operator: 'Anna' });
    core.ask('C01', { type: 'open', tab: 5 });
    const bookings = [{ seq: 4, article: 'Soup', quantity: 1, cents: 500, place: 'none' }];
    core.ask('C01', { type: 'book', tab: 5, token: 1, bookings });
    core.outputs = [];
    return core;
  }
  const station = (core: CoreByHand): unknown => {
    core.take('admit');
    hello(core, C01);
    return core.take('admit')[0]?.station;
  };
  const hold = { tab: 5, token: 1, balanceCents: 500, parked: false, paying: false };

  it('begins with who is signed on, the last numbers, and the tab that is open there', () => {
    const core = atWork();
    assert.deepEqual(station(core), { operator: 'Anna', lastReq: 3, lastSeq: 4, hold });
    core.ask('C01', { type: 'new-balance', tab: 5, token: 1, bookings: [] });
    assert.deepEqual(station(core), { operator: 'Anna', lastReq: 4, lastSeq: 4, hold: null });
    core.ask('C01', { type: 'sign-off' });
    assert.deepEqual(station(core), { operator: null, lastReq: 5, lastSeq: 4, hold: null });
  });

  it('has no tab that another device has open', () => {
    const core = atWork();
    core.ask('C01', { type: 'new-balance', tab: 5, token: 1, bookings: [] });
    core.ask('H01', { type: 'sign-on', operator: 'Ben' });
    core.ask('H01', { type: 'open', tab: 5 });
    assert.equal((station(core) as { hold: unknown }).hold, null);
  });

  it('knows that a payment runs, and that a tab is parked', () => {
    const core = atWork();
    core.ask('C01', { type: 'pay', tab: 5, token: 1, bookings: [], terminal: 'pt1' });
    assert.deepEqual((station(core) as { hold: unknown }).hold, { ...hold, paying: true });
    core.feed({ kind: 'payment-outcome', payment: 1, outcome: 'unknown', paidCents: 0, record: null });
    core.ask('C01', { type: 'open', tab: 5 });
    assert.deepEqual((station(core) as { hold: unknown }).hold, { ...hold, token: 2, parked: true });
  });

  it('claims the hold, which is counted as a sign of life', () => {
    const core = atWork();
    core.restart();
    assert.equal(core.state.locks.get(1)?.unclaimed, true);
    station(core);
    assert.equal(core.state.locks.get(1)?.unclaimed, false);
  });

  it('is told when it claims a hold that has ended, and not otherwise', () => {
    const core = atWork();
    core.feed({ kind: 'client-alive', client: 'C01', token: 1 });
    core.feed({ kind: 'client-alive', client: 'C01', token: 0 });
    core.feed({ kind: 'client-alive', client: 'C09', token: 9 });
    assert.deepEqual(core.outputs, []);
    core.feed({ kind: 'client-alive', client: 'C01', token: 9 });
    assert.deepEqual(core.outputs, [{ kind: 'send', device: 'C01', message: { type: 'alive', n: 0, ended: 9 } }]);
  });
});

describe('the place of a Freestyle device', () => {
  const end = { kind: 'end-station', client: 'F01', code: 'slot-gone' };

  it('is given back without a word, and lost with one', () => {
    const core = freestyle();
    core.feed({ kind: 'client-leaves', client: 'F01' });
    core.feed({ kind: 'client-leaves', client: 'F01' });
    assert.deepEqual(core.outputs, []);
    assert.deepEqual(facts(core, 'client-left'), [{ kind: 'client-left', client: 'F01', session: 1, cause: 'left' }]);

    const lost = freestyle();
    passes(lost, 180_000);
    lost.feed({ kind: 'timer', timer: { kind: 'client-lease', client: 'F01', session: 1 } });
    assert.deepEqual(lost.outputs, [end]);
  });

  it('is not touched by the timer of a place it had before, or of nobody', () => {
    const core = freestyle();
    passes(core, 180_000);
    core.feed({ kind: 'timer', timer: { kind: 'client-lease', client: 'F01', session: 0 } });
    core.feed({ kind: 'timer', timer: { kind: 'client-lease', client: 'F09', session: 1 } });
    assert.deepEqual([core.outputs, facts(core, 'client-left')], [[], []]);
  });

  it('is counted as silent once it is, each stretch before it has passed, and never beyond its time to return', () => {
    const core = freestyle({ durations: { heartbeatMs: 10_000, orphanAfterMs: 25_000, leaseMs: 40_000 } });
    const look = (ms: number): unknown[] => {
      passes(core, ms);
      core.feed({ kind: 'timer', timer: { kind: 'look' } });
      return facts(core, 'client-silent').map((fact) => (fact as { silentMs: number }).silentMs);
    };
    assert.deepEqual(look(15_000), [], 'by the next look it is silent for 25 s, and no longer');
    assert.deepEqual(look(1), [25_001]);
    assert.deepEqual(look(0), [25_001]);
    assert.deepEqual(look(10_000), [25_001, 35_001]);
    assert.deepEqual(look(13_000), [25_001, 35_001, 40_000]);
    core.feed({ kind: 'client-alive', client: 'F01', token: 0 });
    assert.deepEqual(facts(core, 'client-back'), [{ kind: 'client-back', client: 'F01', session: 1 }]);
    core.feed({ kind: 'client-alive', client: 'F01', token: 0 });
    assert.equal(facts(core, 'client-back').length, 1, 'once');
  });

  it('is the only one whose silence is counted', () => {
    const core = server();
    hello(core, C01);
    passes(core, 600_000);
    core.feed({ kind: 'timer', timer: { kind: 'look' } });
    assert.deepEqual(
      [facts(core, 'client-silent'), core.take('timer').filter(({ timer }) => timer.kind === 'client-lease')],
      [[], []],
    );
  });
});

describe('the terminal of a device', () => {
  it('is the one it is set up with, else any', () => {
    const { state } = server();
    assert.deepEqual(
      ['H01', 'P01', 'P02', 'F01'].map((device) => assignedTerminal(state, device)),
      ['pt1', 'pt2', null, null],
    );
  });
});
