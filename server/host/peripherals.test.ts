// What the server drives, on peers moved by hand: who is dialled, with which settings, and what is told of it.
import assert from 'node:assert/strict';
import { fromHex } from '#protocols/bytes';
import { encodeCameraFrame } from '#protocols/camera/frames';
import { encodeAsb, encodeRealTimeStatus, processIdReply, type PrinterStatus } from '#protocols/escpos/status';
import { encodeFrame, itemReader } from '#protocols/monitor/frames';
import { serverConfigSchema } from '#server/core/config';
import type { TerminalRecord } from '#server/core/facts';
import type { Job } from '#server/core/state';
import type { Input } from '#server/core/turn';
import { dialByHand, timersByHand, type ByHand } from './by-hand.ts';
import { createPeripherals } from './peripherals.ts';
import { APPROVED, BEFORE, DECLINED, DONE, TAKEN } from './terminal-that.ts';

const config = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
  durations: { failAfterMs: 7_000 },
  printers: [
    { name: 'kitchen', failAfterMs: 1_000, codeTable: 'cp437', failing: ['cover-open'] },
    { name: 'bar', profile: 'clone' },
    { name: 'counter', confirms: 'status', asks: [1] },
  ],
  monitors: [{ name: 'grill', places: ['kitchen'] }],
  cameras: [{ name: 'door', kind: 'usb' }],
  terminals: [{ name: 'pt1', password: '123456' }, { name: 'pt2' }],
});
const WELL: PrinterStatus = { online: true, coverOpen: false, paper: 'ok', error: 'none' };
const jobOf = (job: number): Job => ({
  ...{ job, document: 'order', tab: 12, route: 'pos', queue: 'kitchen', device: 'H01', ticket: job },
  ...{ copy: false, lines: ['1 x Öl'], mayBePrinted: false, started: true, attempts: 0, overdue: false },
});
const PAID: TerminalRecord = { receiptNo: '0017', trace: 17, amountCents: 1_234 };

function stage() {
  const timers = timersByHand();
  const told: Input[] = [];
  const logged: [string, string, unknown][] = [];
  const dialled = new Map<string, ByHand[]>();
  const dialTo = (kind: string) => (name: string) => {
    const { dial, connections } = dialByHand();
    assert.ok(!dialled.has(`${kind} ${name}`), `one session for ${name}`);
    dialled.set(`${kind} ${name}`, connections);
    return dial;
  };
  const peripherals = createPeripherals(
    config,
    {
      ...{ timers, wallClock: () => 0, append() {}, drawCode: () => '', exchange: () => () => {} },
      dialPrinter: dialTo('printer'),
      dialMonitor: dialTo('monitor'),
      dialCamera: dialTo('camera'),
      dialTerminal: dialTo('terminal'),
      log: (level, event, fields) => logged.push([level, event, fields]),
    },
    (input) => told.push(input),
  );
  const peer = (name: string): ByHand => dialled.get(name)?.at(-1) as ByHand;
  /** A printer is reached and says how it is. */
  const answers = (name: string, asks: number[], status = WELL): void => {
    const printer = peer(name);
    printer.open();
    printer.say(Uint8Array.from(asks.map((n) => encodeRealTimeStatus(n, status))));
  };
  /** A terminal takes its registration, and says the rest to the command that follows. */
  const says = (name: string, ...rest: string[]): string => {
    const terminal = peer(name);
    terminal.open();
    terminal.say(fromHex(`${TAKEN}${DONE}`));
    const asked = terminal.sent.at(-1) ?? '';
    for (const one of rest) terminal.say(fromHex(one.replaceAll(' ', '')));
    return asked;
  };
  return { timers, told, logged, dialled, peripherals, peer, answers, says };
}

describe('printers', () => {
  it('print in their own code table, are asked as their profile or their settings say, and confirm so', () => {
    const { peripherals, peer, answers, told } = stage();
    for (const printer of ['kitchen', 'bar', 'counter'])
      peripherals.perform({ kind: 'print', printer, job: jobOf(1), copy: printer === 'bar' });
    answers('printer kitchen', [1, 2, 3, 4]);
    answers('printer counter', [1]);
    const [kitchen, counter] = [peer('printer kitchen'), peer('printer counter')];
    assert.match(kitchen.sent.at(-1) ?? '', /^1B401B7400.*99.*1D28480600303030303031$/, 'code page 437, a process id');
    assert.match(counter.sent.at(-1) ?? '', /^1B401B7413.*99.*1D7201$/, 'code page 858 where nothing is said');
    assert.equal(counter.sent.at(-2), '100401');
    kitchen.say(processIdReply('0001'));
    counter.say(fromHex('00'));
    assert.deepEqual(told, [
      { kind: 'printed', printer: 'kitchen', job: 1, evidence: 'confirmed', nearEnd: false },
      { kind: 'printed', printer: 'counter', job: 1, evidence: 'confirmed' },
    ]);
    peer('printer bar').open();
    assert.ok(peer('printer bar').sent.some((hex) => hex.startsWith('1004')));
  });

  it('count as failing after a hold-off of their own, for what is named of them', () => {
    const { peripherals, peer, answers, told, logged, timers } = stage();
    peripherals.perform({ kind: 'print', printer: 'kitchen', job: jobOf(1), copy: false });
    answers('printer kitchen', [1, 2, 3, 4]);
    peer('printer kitchen').say(encodeAsb({ ...WELL, online: false, coverOpen: true, paper: 'end' }));
    timers.pass(999);
    assert.deepEqual(told, []);
    timers.pass(1);
    const failed = { printer: 'kitchen', job: 1, trouble: 'cover-open', mayBePrinted: true };
    assert.deepEqual(told, [{ kind: 'print-failed', ...failed }]);
    assert.deepEqual(logged, [['warn', 'print-failed', failed]]);
  });

  it('have the hold-off of all where they have none of their own', () => {
    const { peripherals, answers, peer, told, timers } = stage();
    peripherals.perform({ kind: 'print', printer: 'counter', job: jobOf(1), copy: false });
    answers('printer counter', [1]);
    const says = (status: PrinterStatus): void =>
      peer('printer counter').say(Uint8Array.of(encodeRealTimeStatus(1, status)));
    timers.pass(config.durations.printConfirmMs);
    says({ ...WELL, online: false });
    peer('printer counter').sent.splice(0);
    timers.pass(6_999);
    assert.deepEqual(peer('printer counter').sent, []);
    timers.pass(1);
    assert.deepEqual(peer('printer counter').sent, ['100401']);
    says({ ...WELL, online: false });
    assert.equal(told[0]?.kind, 'print-failed');
  });

  it('that fail are watched, and what is told of them names them', () => {
    const { peripherals, answers, told, timers } = stage();
    peripherals.perform({ kind: 'watch-printer', printer: 'kitchen' });
    timers.pass(config.durations.printerPollMs);
    answers('printer kitchen', [1, 2, 3, 4], { ...WELL, paper: 'near-end' });
    assert.deepEqual(told, [{ kind: 'printer-health', printer: 'kitchen', trouble: null, nearEnd: true }]);
  });
});

describe('kitchen monitors and cameras', () => {
  it('are fed, and tell what is shown', () => {
    const { peripherals, peer, told } = stage();
    const items = [1, 2].map((item) => ({ item, tab: 5, place: 'kitchen', lines: ['1 x Soup'] }));
    peripherals.perform({ kind: 'feed', monitor: 'grill', items });
    const monitor = peer('monitor grill');
    monitor.open();
    assert.deepEqual(
      itemReader()(fromHex(monitor.sent.join(''))).map((item) => item?.item),
      [1, 2],
    );
    monitor.say(encodeFrame({ shown: 2 }));
    assert.deepEqual(told, [{ kind: 'items-shown', monitor: 'grill', item: 2 }]);
  });

  it('are watched and left, and tell their pictures and their end', () => {
    const { peripherals, peer, told } = stage();
    const picture = encodeCameraFrame({ frame: 4, picture: Uint8Array.of(1, 2, 3) });
    peripherals.perform({ kind: 'watch-camera', camera: 'door' });
    peer('camera door').say(picture);
    peripherals.perform({ kind: 'leave-camera', camera: 'door' });
    assert.equal(peer('camera door').closed, true);
    peripherals.perform({ kind: 'watch-camera', camera: 'door' });
    peer('camera door').end('reset');
    assert.deepEqual(told, [
      { kind: 'camera-frame', camera: 'door', frame: 4, picture: 'AQID' },
      { kind: 'camera-gone', camera: 'door' },
    ]);
  });
});

describe('payment terminals', () => {
  it('take a payment, and what they have taken is told with its record', () => {
    const { peripherals, says, told, logged } = stage();
    peripherals.perform({ kind: 'authorise', terminal: 'pt1', payment: 7, cents: 1_234, baseline: BEFORE });
    assert.match(says('terminal pt1', TAKEN, APPROVED, DONE), /^0601/);
    const [outcome] = told;
    assert.ok(outcome?.kind === 'payment-outcome');
    assert.deepEqual([outcome.payment, outcome.outcome, outcome.paidCents], [7, 'paid', 1_234]);
    assert.equal(outcome.record?.receiptNo, '0017');
    const [[level, event, fields] = []] = logged;
    assert.deepEqual([level, event], ['info', 'payment-outcome']);
    const { terminal, payment, proof } = fields as Record<string, unknown>;
    assert.deepEqual([terminal, payment, proof], ['pt1', 7, 'approval']);
  });

  it('that decline it have taken nothing', () => {
    const { peripherals, says, told } = stage();
    peripherals.perform({ kind: 'authorise', terminal: 'pt1', payment: 7, cents: 1_234, baseline: BEFORE });
    says('terminal pt1', TAKEN, DECLINED, DONE);
    const [outcome] = told;
    assert.ok(outcome?.kind === 'payment-outcome');
    assert.deepEqual([outcome.outcome, outcome.paidCents], ['declined', 0]);
  });

  it('are asked for what they have stored: for a payment, for a reversal, and to be known', () => {
    const stored = [TAKEN, '060f 01 00', TAKEN, APPROVED, DONE];
    for (const [output, of] of [
      [{ kind: 'enquire', terminal: 'pt2', payment: 7, cents: 1_234, baseline: BEFORE }, 'payment-outcome 7 paid'],
      [{ kind: 'enquire-reversal', terminal: 'pt2', payment: 7, record: PAID }, 'reversal-outcome 7 not-reversed'],
      [{ kind: 'learn-terminal', terminal: 'pt2' }, 'terminal-known 0017'],
    ] as const) {
      const { peripherals, says, told, peer } = stage();
      peripherals.perform(output);
      assert.match(says('terminal pt2', ...stored), /^0501/);
      const [input] = told;
      const heard =
        input?.kind === 'terminal-known'
          ? [input.kind, input.last === 'none' ? 'none' : input.last.receiptNo]
          : input?.kind === 'payment-outcome' || input?.kind === 'reversal-outcome'
            ? [input.kind, input.payment, input.outcome]
            : [];
      assert.equal(heard.join(' '), of);
      assert.ok(!peer('terminal pt2').sent.some((hex) => /^06(01|30)/.test(hex)), 'asks for no money');
    }
  });

  it('give a payment back, which is told, and logged', () => {
    const { peripherals, says, told, logged, peer } = stage();
    peripherals.perform({ kind: 'reverse', terminal: 'pt1', payment: 7, record: PAID });
    assert.match(says('terminal pt1', '849c00'), /^0630..123456870017/);
    const told7 = { terminal: 'pt1', payment: 7, outcome: 'not-reversed', record: null };
    assert.deepEqual(told, [{ kind: 'reversal-outcome', ...told7 }]);
    assert.deepEqual(logged, [['info', 'reversal-outcome', told7]]);
    assert.match(peer('terminal pt1').sent[0] ?? '', /^0600..123456/);
  });

  it('close their day', () => {
    const { peripherals, says, told, peer } = stage();
    peripherals.perform({ kind: 'close-day', terminal: 'pt1' });
    assert.match(says('terminal pt1', TAKEN, '040f 09 27 00 04 00 00 00 12 34 56', DONE), /^0650..123456/);
    assert.deepEqual(told, [{ kind: 'day-closed', terminal: 'pt1', cents: 123_456 }]);
    assert.equal(peer('terminal pt1').closed, true, 'it is hung up when all is done');
  });

  it('are asked for their store with their password, to tell and not to print', () => {
    const { peripherals, says, peer } = stage();
    peripherals.perform({ kind: 'learn-terminal', terminal: 'pt1' });
    says('terminal pt1', TAKEN, '060f 01 00');
    assert.match(peer('terminal pt1').sent.at(-1) ?? '', /^0620..12345603/);
  });
});

describe('what the configuration has no more, though the journal names it,', () => {
  it('is driven with the usual settings', () => {
    const { peripherals, peer, answers, says, told, timers } = stage();
    peripherals.perform({ kind: 'print', printer: 'old', job: jobOf(1), copy: false });
    answers('printer old', [1, 2, 3, 4]);
    const printer = peer('printer old');
    assert.match(printer.sent.at(-1) ?? '', /^1B401B7413.*99.*1D28480600303030303031$/);
    printer.say(encodeAsb({ ...WELL, online: false, coverOpen: true, paper: 'end' }));
    timers.pass(6_999);
    assert.deepEqual(told, []);
    timers.pass(1);
    const failed = { printer: 'old', job: 1, trouble: 'cover-open', mayBePrinted: true };
    assert.deepEqual(told, [{ kind: 'print-failed', ...failed }]);
    peripherals.perform({ kind: 'close-day', terminal: 'old' });
    assert.match(says('terminal old'), /^0650..000000/);
  });
});

describe('all that is driven', () => {
  it('has one session for each, and is hung up at the end', () => {
    const { peripherals, dialled, timers } = stage();
    for (let twice = 0; twice < 2; twice += 1) {
      peripherals.perform({ kind: 'learn-terminal', terminal: 'pt1' });
      peripherals.perform({ kind: 'print', printer: 'bar', job: jobOf(1), copy: false });
      peripherals.perform({
        kind: 'feed',
        monitor: 'grill',
        items: [{ item: 1, tab: 5, place: 'kitchen', lines: [] }],
      });
    }
    peripherals.perform({ kind: 'watch-camera', camera: 'door' });
    assert.deepEqual(
      [...dialled].map(([name, connections]) => [name, connections.length]),
      [
        ['terminal pt1', 1],
        ['printer bar', 1],
        ['monitor grill', 1],
        ['camera door', 1],
      ],
    );
    peripherals.close();
    assert.ok([...dialled.values()].flat().every(({ closed }) => closed));
    assert.equal(timers.waiting(), 0);
  });
});
