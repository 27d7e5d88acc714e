// The host as a whole on a platform moved by hand: what it makes of outputs, and what it tells the core of everybody.
import assert from 'node:assert/strict';
import { fromHex } from '#protocols/bytes';
import { encodeRealTimeStatus, processIdReply } from '#protocols/escpos/status';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { serverConfigSchema, type ServerConfig } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { step as referenceStep } from '#server/core/step';
import type { Input, Output, Step } from '#server/core/turn';
import { dialByHand, marked, timersByHand, type ByHand } from './by-hand.ts';
import { startHost } from './host.ts';
import type { ServerPlatform } from './platform.ts';

const config: ServerConfig = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: [
    { name: 'H01', family: 'handheld' },
    { name: 'H02', family: 'handheld' },
  ],
  printers: [{ name: 'kitchen' }, { name: 'bar', profile: 'clone', asks: [1, 4] }],
  places: { kitchen: 'kitchen', bar: 'bar' },
  terminals: [{ name: 'pt1', password: '123456' }],
});
const WELL = { online: true, coverOpen: false, paper: 'ok', error: 'none' } as const;

type Decide = (input: Input) => Output[];

/** A host whose core decides as told; every input it got is in `inputs`. */
function stage(decide: Decide | null = () => [], journal: JournalEntry[] = [], facts: JournalEntry[] = []) {
  const timers = timersByHand();
  const inputs: Input[] = [];
  const logged: string[] = [];
  const asked: Parameters<ServerPlatform['exchange']>[] = [];
  const due: (() => void)[] = [];
  const dialled = new Map<string, ByHand[]>();
  const dialTo = (name: string) => {
    const { dial, connections } = dialByHand();
    assert.ok(!dialled.has(name), `one session for ${name}`);
    dialled.set(name, connections);
    return dial;
  };
  const step: Step = (state, clock, input) => {
    inputs.push(input);
    return decide === null ? referenceStep(state, clock, input) : { state, facts, outputs: decide(input) };
  };
  const host = startHost(
    config,
    {
      timers,
      wallClock: () => 1_000_000 + timers.now(),
      append: (_entries, committed) => void due.push(committed),
      drawCode: () => '12345678',
      exchange(service, request, answered) {
        asked.push([service, request, answered]);
        return () => {};
      },
      dialPrinter: dialTo,
      dialMonitor: dialTo,
      dialCamera: dialTo,
      dialTerminal: dialTo,
      log: (level, event, fields) => logged.push(`${level} ${event} ${JSON.stringify(fields)}`),
    },
    journal,
    step,
  );
  const device = (name: string) => {
    const sent: ServerMessage[] = [];
    const wire = { sent, closed: false, say: (_message: ClientMessage) => {} };
    const handlers = host.accept({
      send: (message) => void sent.push(message),
      close: () => void (wire.closed = true),
    });
    wire.say = (message) => handlers.onData(message);
    wire.say({ type: 'hello', v: 1, device: name, family: 'handheld', clockMs: 1_000_000 } as ClientMessage);
    return wire;
  };
  const commit = (): void => {
    for (let one = due.shift(); one !== undefined; one = due.shift()) one();
  };
  return { timers, inputs, logged, asked, dialled, host, device, commit };
}

const jobOf = (job: number) => ({
  job,
  document: 'order' as const,
  tab: 12,
  route: 'pos' as const,
  queue: 'kitchen',
  device: 'H01',
  ticket: job,
  copy: false,
  lines: ['Tab 12  Anna'],
  mayBePrinted: false,
  started: true,
  attempts: 0,
  overdue: false,
});

/** Decides these outputs at the first message of a device, nothing else ever. */
const once = (...outputs: Output[]): Decide => {
  let done = false;
  return (input) => {
    if (done || input.kind !== 'message') return [];
    done = true;
    return outputs;
  };
};

describe('the host', () => {
  it('tells the core first that it has started, on what its journal holds', () => {
    const journal: JournalEntry[] = [
      { n: 1, at: 0, fact: { kind: 'started' } },
      { n: 2, at: 0, fact: { kind: 'signed-on', device: 'H01', operator: 'Anna' } },
    ];
    const { host, inputs } = stage(() => [], journal);
    assert.deepEqual(inputs, [{ kind: 'started' }]);
    assert.equal(host.state().entries, 2);
    assert.equal(host.state().devices.get('H01')?.operator, 'Anna');
  });

  it('sends to the device that is meant, and hears which one speaks', () => {
    const alive: ServerMessage = { type: 'alive', n: 1 } as ServerMessage;
    const { device, inputs } = stage((input) =>
      input.kind === 'message' && input.message.type === 'heartbeat'
        ? [{ kind: 'send', device: 'H02', message: alive }]
        : [],
    );
    const [first, second] = [device('H01'), device('H02')];
    const beat: ClientMessage = { type: 'heartbeat', n: 1, clockMs: 0, token: 0 };
    first.say(beat);
    assert.deepEqual([first.sent, second.sent], [[], [alive]]);
    assert.deepEqual(inputs.at(-1), { kind: 'message', device: 'H01', message: beat });
  });

  it('knows the devices of its configuration, and no other', () => {
    const { device, inputs } = stage();
    assert.equal(device('H03').closed, true);
    assert.equal(inputs.length, 1);
  });

  it('wakes the core when it wants to be woken', () => {
    const { device, timers, inputs } = stage(once({ kind: 'timer', inMs: 500, timer: { kind: 'look' } }));
    device('H01');
    timers.pass(499);
    assert.equal(inputs.length, 2);
    timers.pass(1);
    assert.deepEqual(inputs.at(-1), { kind: 'timer', timer: { kind: 'look' } });
  });

  it('wakes it so long after it has decided so, however long the disk has taken', () => {
    const entry: JournalEntry = { n: 1, at: 0, fact: { kind: 'started' } };
    const { device, timers, inputs, commit } = stage(
      once({ kind: 'timer', inMs: 500, timer: { kind: 'look' } }),
      [],
      [entry],
    );
    device('H01');
    timers.pass(200);
    commit();
    timers.pass(299);
    assert.equal(inputs.at(-1)?.kind, 'message');
    timers.pass(1);
    assert.equal(inputs.at(-1)?.kind, 'timer');
  });

  it('is told by a mark that a timer is set for a time that is over', () => {
    for (const [inMs, held] of [
      [0, 1],
      [5, 1],
      [-1, 0],
    ] as const) {
      const { device } = stage(once({ kind: 'timer', inMs, timer: { kind: 'look' } }));
      assert.deepEqual(
        marked('timer-ahead', () => void device('H01')),
        { held, not: 1 - held },
      );
    }
  });

  it('draws a code for whoever asks for one, and for nothing else', () => {
    const { device, inputs } = stage();
    const one = device('H01');
    one.say({ type: 'freestyle-code', req: 1 });
    one.say({ type: 'sign-off', req: 2 });
    assert.deepEqual(
      inputs.slice(2).map((input) => input.kind === 'message' && input.code),
      ['12345678', undefined],
    );
  });

  it('asks cloud services, and tells what they answer', () => {
    const request = { path: '/nocoo/receipts', key: 'bill-1', body: {} };
    const { device, asked, inputs } = stage(once({ kind: 'ask-service', service: 'nocoo', request }));
    device('H01');
    const [[service, what, answered] = []] = asked;
    assert.deepEqual([service, what], ['nocoo', request]);
    answered?.({ status: 200, body: {} });
    const answer = { status: 200, body: {} };
    assert.deepEqual(inputs.at(-1), { kind: 'service-answered', service: 'nocoo', answer });
  });

  it('prints, and tells what became of it', () => {
    const { device, dialled, inputs, logged } = stage(
      once(
        { kind: 'print', printer: 'kitchen', job: jobOf(1), copy: false },
        { kind: 'print', printer: 'bar', job: jobOf(2), copy: true },
      ),
    );
    device('H01');
    const [kitchen] = dialled.get('kitchen') as [ByHand];
    const [bar] = dialled.get('bar') as [ByHand];
    kitchen.open();
    kitchen.say(Uint8Array.from([1, 2, 3, 4].map((n) => encodeRealTimeStatus(n, WELL))));
    kitchen.say(processIdReply('0001'));
    assert.deepEqual(inputs.at(-1), {
      ...{ kind: 'printed', printer: 'kitchen', job: 1, evidence: 'confirmed', nearEnd: false },
    });
    bar.end('refused');
    const failed = { printer: 'bar', job: 2, trouble: 'offline', mayBePrinted: false };
    assert.deepEqual(inputs.at(-1), { kind: 'print-failed', ...failed });
    assert.deepEqual(logged, [`warn print-failed ${JSON.stringify(failed)}`]);
  });

  it('asks a printer what it is configured to answer, else what its profile says', () => {
    const { device, dialled } = stage(
      once(
        { kind: 'print', printer: 'kitchen', job: jobOf(1), copy: false },
        { kind: 'print', printer: 'bar', job: jobOf(2), copy: false },
      ),
    );
    device('H01');
    for (const name of ['kitchen', 'bar']) dialled.get(name)?.[0]?.open();
    assert.match(dialled.get('kitchen')?.[0]?.sent.join('') ?? '', /100401.*100402.*100404/);
    assert.match(dialled.get('bar')?.[0]?.sent.join('') ?? '', /1D610E100401100404$/);
  });

  it('watches a printer until it is well', () => {
    const { device, dialled, timers, inputs } = stage(once({ kind: 'watch-printer', printer: 'bar' }));
    device('H01');
    timers.pass(config.durations.printerPollMs);
    const [bar] = dialled.get('bar') as [ByHand];
    bar.open();
    bar.say(Uint8Array.from([1, 4].map((n) => encodeRealTimeStatus(n, WELL))));
    assert.deepEqual(inputs.at(-1), { kind: 'printer-health', printer: 'bar', trouble: null, nearEnd: false });
  });

  it('registers at a terminal with its password, pays, and tells the outcome', () => {
    const { device, dialled, inputs, logged } = stage(
      once({ kind: 'authorise', payment: 7, terminal: 'pt1', cents: 1_234, baseline: 'none' }),
    );
    device('H01');
    const [terminal] = dialled.get('pt1') as [ByHand];
    terminal.open();
    assert.match(terminal.sent.join(), /^0600..123456/);
    terminal.say(fromHex('800000060F00'));
    assert.match(terminal.sent.join(), /,0601..0400000000 ?1234/);
    terminal.say(fromHex('800000040F022705061E016C'));
    const told = inputs.at(-1);
    assert.deepEqual([told?.kind, (told as { payment: number }).payment], ['payment-outcome', 7]);
    assert.equal((told as { paidCents: number }).paidCents, 0);
    assert.match(logged.join(), /(info|warn) payment-outcome .*"terminal":"pt1","payment":7/);
  });

  it('tells people of a payment whose outcome stays unknown', () => {
    const { device, dialled, inputs, logged, timers } = stage(
      once({ kind: 'authorise', payment: 7, terminal: 'pt1', cents: 1_234, baseline: 'none' }),
    );
    device('H01');
    const [terminal] = dialled.get('pt1') as [ByHand];
    terminal.open();
    terminal.say(fromHex('800000060F00'));
    terminal.end('reset');
    timers.pass(config.durations.enquiryLimitMs);
    assert.deepEqual(inputs.at(-1), {
      kind: 'payment-outcome',
      payment: 7,
      outcome: 'unknown',
      paidCents: 0,
      record: null,
    });
    assert.match(logged.join(), /^warn payment-outcome /);
  });

  it('asks a terminal what became of a payment, and what it did last', () => {
    for (const output of [
      { kind: 'enquire', payment: 7, terminal: 'pt1', cents: 1_234, baseline: 'none' },
      { kind: 'learn-terminal', terminal: 'pt1' },
    ] as const) {
      const { device, dialled } = stage(once(output));
      device('H01');
      const [terminal] = dialled.get('pt1') as [ByHand];
      terminal.open();
      terminal.say(fromHex('800000060F00'));
      assert.match(terminal.sent.at(-1) ?? '', /^0501|^0620/, output.kind);
    }
  });

  it('logs what people should know', () => {
    const { device, logged } = stage(once({ kind: 'warn', event: 'clock-skew', fields: { device: 'H01' } }));
    device('H01');
    assert.deepEqual(logged, ['warn clock-skew {"device":"H01"}']);
  });

  it('lets nothing out before it is durable', () => {
    const { device, commit } = stage(null);
    commit();
    const anna = device('H01');
    commit();
    const before = anna.sent.length;
    anna.say({ type: 'sign-on', req: 1, operator: 'Anna' } as ClientMessage);
    assert.equal(anna.sent.length, before);
    commit();
    assert.deepEqual(
      anna.sent.slice(before).map(({ type }) => type),
      ['reply'],
    );
  });
});

describe('a host that is stopped', () => {
  it('closes all connections, tells every device why, and decides nothing any more', () => {
    for (const why of [undefined, 'journal-not-written'] as const) {
      const { device, host, dialled, timers, inputs } = stage(
        once(
          { kind: 'print', printer: 'kitchen', job: jobOf(1), copy: false },
          { kind: 'learn-terminal', terminal: 'pt1' },
          { kind: 'timer', inMs: 500, timer: { kind: 'look' } },
        ),
      );
      const [first, second] = [device('H01'), device('H02')];
      const decided = inputs.length;
      host.stop(why);
      assert.deepEqual([first.closed, second.closed], [true, true]);
      assert.deepEqual(
        [...first.sent, ...second.sent].map((message) => ('code' in message ? message.code : message.type)),
        why === undefined ? [] : [why, why],
      );
      assert.deepEqual(
        [...dialled.values()].flat().map(({ closed }) => closed),
        [true, true],
      );
      first.say({ type: 'heartbeat', n: 1, clockMs: 0, token: 0 });
      timers.pass(600_000);
      assert.equal(inputs.length, decided);
    }
  });
});
