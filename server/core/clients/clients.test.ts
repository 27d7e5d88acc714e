// Thin clients: who has a place, who gets none and why, and what becomes of places over restarts.
import assert from 'node:assert/strict';
import type { ThinClientHello } from '#protocols/thin-client/messages';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import type { JournalEntry } from '../facts.ts';
import { emptyState, type State } from '../state.ts';
import { step } from '../step.ts';
import type { Input, Output } from '../turn.ts';

const MINUTE = 60_000;

/** A server that is told what happens, at times that only rise; `restart` folds its journal again. */
class Server {
  now = 0;
  readonly journal: JournalEntry[] = [];
  private state: State;
  private readonly config;
  private readonly timers: { atMs: number; input: Input }[] = [];

  constructor(input: Partial<ServerConfigInput> = {}) {
    this.config = serverConfigSchema.parse({
      operators: ['Anna', 'Ben'],
      devices: [{ name: 'till', family: 'till' }],
      clients: [{ name: 'C01', setUp: 'key 1' }],
      ...input,
    });
    this.state = emptyState(this.config);
    this.feed({ kind: 'started' });
  }

  feed(input: Input): Output[] {
    const result = step(this.state, { nowMs: this.now, wallMs: this.now }, input);
    if (result.failure !== undefined) throw result.failure;
    this.state = result.state;
    this.journal.push(...result.facts);
    for (const output of result.outputs) {
      if (output.kind === 'timer')
        this.timers.push({ atMs: this.now + output.inMs, input: { kind: 'timer', timer: output.timer } });
    }
    return result.outputs;
  }

  /** Time passes, and timers fall due. */
  until(ms: number): void {
    for (;;) {
      this.timers.sort((a, b) => a.atMs - b.atMs);
      const due = this.timers[0];
      if (due === undefined || due.atMs > ms) break;
      this.timers.shift();
      this.now = Math.max(this.now, due.atMs);
      this.feed(due.input);
    }
    this.now = ms;
  }

  restart(): void {
    this.timers.length = 0;
    this.state = emptyState(this.config);
    for (const entry of this.journal) apply(this.state, entry);
    this.feed({ kind: 'started' });
  }

  code(code: string): void {
    const req = this.journal.length + 1;
    this.feed({ kind: 'message', device: 'till', message: { type: 'freestyle-code', req }, code });
  }

  /** What comes of a hello: the session, or the reason why not. */
  hello(said: Partial<ThinClientHello>): number | string {
    const hello: ThinClientHello = {
      type: 'hello',
      v: 1,
      client: 'F01',
      kind: 'freestyle',
      install: said.client ?? 'F01',
      token: 0,
      display: { width: 412, height: 732 },
      ...said,
    };
    for (const output of this.feed({ kind: 'client-hello', ask: 7, hello })) {
      if (output.kind === 'admit') return output.session;
      if (output.kind === 'turn-away') return [output.code, output.sentence].filter(Boolean).join(': ');
    }
    return 'nothing';
  }

  freestyle(name: string): number | string {
    this.code(`code of ${name}`);
    return this.hello({ client: name, code: `code of ${name}` });
  }

  left(): unknown[] {
    return this.journal.flatMap(({ fact }) => (fact.kind === 'client-left' ? [[fact.client, fact.cause]] : []));
  }
}

describe('a Freestyle device', () => {
  it('signs up with a code that is good once', () => {
    const server = new Server();
    server.code('12345678');
    assert.equal(server.hello({ code: '00000000' }), 'code-not-valid');
    assert.equal(server.hello({ code: '12345678' }), 1);
    assert.equal(server.hello({ client: 'F02', code: '12345678' }), 'code-not-valid');
  });

  it('is one too many beyond the limit, until one of them leaves', () => {
    const server = new Server({ freestyle: { limit: 2 } });
    assert.equal(server.freestyle('F01'), 1);
    assert.equal(server.freestyle('F02'), 2);
    assert.equal(server.freestyle('F03'), 'freestyle-full');
    server.feed({ kind: 'client-leaves', client: 'F01' });
    assert.equal(server.hello({ client: 'F03', code: 'code of F03' }), 3);
  });

  it('loses its place after three minutes of silence, and not while it is heard', () => {
    const server = new Server();
    const session = server.freestyle('F01') as number;
    server.until(2 * MINUTE);
    server.feed({ kind: 'client-alive', client: 'F01', token: 0 });
    server.until(4 * MINUTE);
    assert.deepEqual(server.left(), []);
    server.until(5 * MINUTE);
    assert.deepEqual(server.left(), [['F01', 'lost']]);
    assert.equal(server.hello({ session }), 'slot-gone');
  });

  it('keeps its place over a restart, but no restart begins its time anew', () => {
    const server = new Server();
    const session = server.freestyle('F01') as number;
    for (const minute of [1, 2]) {
      server.until(minute * MINUTE);
      server.restart();
    }
    assert.equal(server.hello({ session }), session);
    for (const minute of [3, 4, 5]) {
      server.until(minute * MINUTE);
      server.restart();
    }
    server.until(5.5 * MINUTE);
    assert.deepEqual(server.left(), [['F01', 'lost']]);
  });

  it('is no mPOS Client that was set up: a system that has one of that name later sets it up anew', () => {
    const before = new Server();
    before.freestyle('C02');
    const later = new Server({ clients: [{ name: 'C02', setUp: 'key 2' }] });
    later.journal.push(...before.journal);
    later.restart();
    assert.equal(later.hello({ client: 'C02', kind: 'client', setUp: 'key 2', install: 'another device' }), 2);
  });

  it('goes on with its session where it was, and is never counted twice', () => {
    const server = new Server({ freestyle: { limit: 1 } });
    const session = server.freestyle('F01') as number;
    assert.equal(server.hello({ session }), session);
    assert.equal(server.hello({ session, install: 'another phone' }), 'slot-gone');
    assert.equal(server.hello({ code: 'code of F01' }), session);
    server.code('another code');
    assert.equal(server.hello({ code: 'another code' }), 2);
    assert.deepEqual(server.left(), [['F01', 'replaced']]);
  });

  it('takes no operator without a Freestyle sign-up', () => {
    const server = new Server({ freestyle: { operators: ['Ben'] } });
    server.freestyle('F01');
    const signOn = (operator: string): unknown =>
      server
        .feed({ kind: 'message', device: 'F01', message: { type: 'sign-on', req: server.journal.length, operator } })
        .flatMap((output) => (output.kind === 'send' ? [output.message] : []))
        .map((message) => (message.type === 'reply' && !message.ok ? message.code : 'signed on'))[0];
    assert.equal(signOn('Anna'), 'external-operator');
    assert.equal(signOn('Ben'), 'signed on');
  });
});

describe('an mPOS Client', () => {
  const client = { client: 'C01', kind: 'client', setUp: 'key 1' } as const;

  it('is set up for one device, also while that is away', () => {
    const server = new Server();
    assert.equal(server.hello({ ...client, install: 'one' }), 1);
    assert.equal(server.hello({ ...client, install: 'two' }), 'set-up-elsewhere');
    server.until(60 * MINUTE);
    server.restart();
    assert.equal(server.hello({ ...client, install: 'two' }), 'set-up-elsewhere');
    assert.equal(server.hello({ ...client, install: 'one' }), 1);
  });

  it('needs the key it was set up with, and a licence', () => {
    assert.equal(new Server().hello({ ...client, setUp: 'guessed' }), 'client-unknown');
    assert.equal(new Server({ licences: { client: 0 } }).hello(client), 'licence-missing');
    const two = [
      { name: 'C01', setUp: 'key 1' },
      { name: 'C02', setUp: 'key 2' },
    ];
    const server = new Server({ clients: two, licences: { client: 1 } });
    assert.equal(server.hello(client), 1);
    server.restart();
    assert.equal(server.hello({ ...client, client: 'C02', setUp: 'key 2' }), 'licence-used-up');
  });
});

describe('the whitelist', () => {
  const whitelist = [{ model: 'Tab', leastAndroid: 9 }];
  const model = { name: 'Tab', android: 9 };

  it('turns a Freestyle device away before its code is used', () => {
    const server = new Server({ whitelist });
    server.code('12');
    assert.equal(server.hello({ code: '12' }), 'device-not-listed');
    assert.equal(server.hello({ code: '12', model: { ...model, android: 8 } }), 'android-too-old');
    const small = { ...model, display: { width: 320, height: 900 } };
    assert.equal(server.hello({ code: '12', model: small }), 'display-too-small');
    assert.equal(server.hello({ code: '12', model }), 1);
  });

  it('knows rows for some versions of Android, and such that refuse', () => {
    const refused = { en: 'It roams too late.', de: 'Es wechselt zu spät.' };
    const rows = [
      { model: 'Tab', leastAndroid: 9, mostAndroid: 10 },
      { model: 'Tab', leastAndroid: 12, mostAndroid: 12, refused },
    ];
    const server = new Server({ whitelist: rows });
    server.code('12');
    const said = (android: number) => server.hello({ code: '12', model: { ...model, android } });
    assert.equal(said(8), 'android-too-old');
    assert.equal(said(11), 'android-not-listed');
    assert.equal(said(12), 'device-refused: It roams too late.');
    assert.equal(said(13), 'android-not-listed');
    assert.equal(said(10), 1);
  });

  it('admits nobody by a row that has ended', () => {
    const rows = [{ model: 'Tab', validUntil: '1970-01-01T00:00:10Z' }];
    const server = new Server({ whitelist: rows });
    server.code('12');
    assert.equal(server.hello({ code: '12', model }), 1);
    server.until(10_000);
    assert.equal(server.hello({ session: 1, model }), 'listing-expired');
  });

  it('judges whoever comes back as well', () => {
    const server = new Server({ whitelist });
    server.code('12');
    assert.equal(server.hello({ code: '12', model }), 1);
    assert.equal(server.hello({ session: 1, model: { ...model, android: 8 } }), 'android-too-old');
    assert.equal(server.hello({ session: 1, model }), 1);
  });

  it('says the condition that is not met in the language of the server', () => {
    const sentence = { en: 'Upright only.', de: 'Nur hochkant.' };
    const conditions = [{ must: 'portrait' as const, sentence }];
    const server = new Server({ whitelist: [{ model: 'Tab', conditions }], language: 'de' });
    const display = { width: 800, height: 480 };
    server.code('12');
    assert.equal(server.hello({ code: '12', model, display }), 'condition-not-met: Nur hochkant.');
  });

  it('is none of iOS', () => {
    const server = new Server({ whitelist });
    server.code('12');
    assert.equal(server.hello({ code: '12', model: { name: 'iPhone', ios: 15 } }), 1);
  });
});

describe('the till', () => {
  it('shows codes, and nobody else does', () => {
    const server = new Server();
    const message = { type: 'freestyle-code', req: 1 } as const;
    const [refused] = server.feed({ kind: 'message', device: 'F09', message, code: '1' });
    assert.ok(refused?.kind === 'send' && refused.message.type === 'reply' && !refused.message.ok);
    const outputs = server.feed({ kind: 'message', device: 'till', message, code: '87654321' });
    const shown = outputs.flatMap((output) => (output.kind === 'send' ? [output.message] : []));
    assert.deepEqual(shown, [{ type: 'reply', req: 1, ok: true, did: 'code', code: '87654321' }]);
  });
});
