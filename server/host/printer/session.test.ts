// The server's side of a printer, step by step: what it sends, what it reports and when. The printer is moved by hand.
import assert from 'node:assert/strict';
import { fromHex } from '#protocols/bytes';
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { encodeAsb, encodeRealTimeStatus, processIdReply, type PrinterStatus } from '#protocols/escpos/status';
import { serverConfigSchema } from '#server/core/config';
import type { Job } from '#server/core/state';
import { dialByHand, timersByHand, type ByHand } from '../by-hand.ts';
import type { Tells } from './connection.ts';
import { createPrinterSession, type PrinterReports } from './session.ts';

const { durations } = serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] });
const { printStatusMs, printConfirmMs, printLineMs, printerPollMs, failAfterMs } = durations;

const WELL: PrinterStatus = { online: true, coverOpen: false, paper: 'ok', error: 'none' };
const NO_PAPER: PrinterStatus = { ...WELL, online: false, paper: 'end' };
const OPEN: PrinterStatus = { ...WELL, online: false, coverOpen: true };
const BROKEN: PrinterStatus = { ...WELL, online: false, error: 'cutter' };
const OFFLINE: PrinterStatus = { ...WELL, online: false };

/** A printer that can tell everything, one that confirms by a status only, and one that tells nothing. */
const ALL: Tells = { bufferBytes: 4_096, realTimeStatus: [1, 2, 3, 4], asb: true, confirms: 'process-id' };
const STATUS: Tells = { bufferBytes: 4_096, realTimeStatus: [1, 2, 4], asb: false, confirms: 'status' };
const UNSURE: Tells = { bufferBytes: 4_096, realTimeStatus: [1, 2, 4], asb: false, confirms: 'none' };
const MUTE: Tells = { bufferBytes: 4_096, realTimeStatus: [], asb: false, confirms: 'none' };

const ASK = '1004';
const LINES = 3;
/** How long the ticket may take at most, from when it is sent. */
const LONGEST = printConfirmMs + printLineMs * (LINES + 2);

const jobOf = (job: number): Job => ({
  job,
  document: 'order',
  tab: 12,
  route: 'pos',
  queue: 'kitchen',
  device: 'H01',
  ticket: job,
  copy: false,
  lines: ['Tab 12  Anna', '1 x Soup', '1 x Water'],
  mayBePrinted: false,
  started: true,
  attempts: 0,
  overdue: false,
});

function stage(tells: Tells, within: Partial<PrinterReports> = {}, failing = USUALLY_FAILING) {
  const timers = timersByHand();
  const { dial, connections } = dialByHand();
  const report: string[] = [];
  const session = createPrinterSession({
    dial,
    timers,
    durations,
    codeTable: 'cp858',
    tells,
    failing,
    report: {
      printed(job, evidence, paper) {
        report.push(`${job} ${evidence}${paper.nearEnd === true ? ', near the end of its paper' : ''}`);
        within.printed?.(job, evidence, paper);
      },
      failed(job, trouble, mayBePrinted) {
        report.push(`${job} ${trouble}${mayBePrinted ? ', may be printed' : ''}`);
        within.failed?.(job, trouble, mayBePrinted);
      },
      health(trouble, paper) {
        report.push(`${trouble ?? 'well'}${paper.nearEnd === true ? ', near the end of its paper' : ''}`);
        within.health?.(trouble, paper);
      },
    },
  });
  const last = (): ByHand => connections.at(-1) as ByHand;
  /** The printer says how it is, as far as such a printer does. */
  const answer = (status: PrinterStatus, on = last()): void =>
    on.say(Uint8Array.from(tells.realTimeStatus.map((n) => encodeRealTimeStatus(n, status))));
  const confirm = (job: number): void =>
    last().say(
      tells.confirms === 'process-id' ? processIdReply(job.toString(36).toUpperCase().padStart(4, '0')) : fromHex('00'),
    );
  /** Prints a job up to where it is sent. */
  const sent = (job: number): void => {
    session.print(jobOf(job), false);
    if (connections.length === 0 || last().closed) last().open();
    if (last().sent.length === 0) last().open();
    answer(WELL);
  };
  /** What was sent on the last connection since the last call: `ask`, `ticket`, or as hex. */
  const said = (): string[] =>
    last()
      .sent.splice(0)
      .map((hex) => (hex.startsWith(ASK) ? 'ask' : hex.startsWith('1B40') ? 'ticket' : hex));
  return { timers, connections, session, report, last, answer, confirm, sent, said };
}

describe('a job for a printer', () => {
  it('is sent once the printer has said that it is well, and over when its id comes back', () => {
    const { session, last, said, answer, confirm, report, timers } = stage(ALL);
    session.print(jobOf(17), false);
    assert.deepEqual(said(), []);
    last().open();
    assert.deepEqual(said(), [`${'00'.repeat(11)}1D610E`, 'ask']);
    answer(WELL);
    assert.deepEqual(said(), ['ticket']);
    confirm(16);
    assert.deepEqual(report, []);
    confirm(17);
    assert.deepEqual([report, timers.waiting(), last().closed], [['17 confirmed'], 0, false]);
  });

  it('goes over the connection there is, and over a fresh one when that has died unnoticed', () => {
    const { session, connections, answer, confirm, sent, said, last, report, timers } = stage(ALL);
    sent(1);
    confirm(1);
    said();
    session.print(jobOf(2), false);
    assert.deepEqual([connections.length, said()], [1, ['ask']]);
    timers.pass(printStatusMs - 1);
    assert.equal(connections.length, 1);
    timers.pass(1);
    assert.deepEqual([connections.length, connections[0]?.closed], [2, true]);
    last().open();
    said();
    const dead = connections[0] as ByHand;
    dead.open();
    answer(WELL, dead);
    dead.end('reset');
    assert.deepEqual(
      [said(), report, connections.length],
      [[], ['1 confirmed'], 2],
      'what the dead one says is too late',
    );
    answer(WELL);
    confirm(2);
    assert.deepEqual(report, ['1 confirmed', '2 confirmed']);
  });

  it('does not take a dead printer for a dead connection: a fresh one that is silent is the printer', () => {
    for (const open of [true, false]) {
      const { session, last, report, timers, connections } = stage(ALL);
      session.print(jobOf(1), false);
      if (open) last().open();
      timers.pass(printStatusMs);
      assert.deepEqual([report, last().closed, connections.length], [['1 silent'], true, 1]);
    }
  });

  it('is not sent to a printer in trouble, and the worst of it is told', () => {
    for (const [status, trouble] of [
      [NO_PAPER, 'paper-out'],
      [OPEN, 'cover-open'],
      [BROKEN, 'error'],
      [OFFLINE, 'offline'],
      [{ ...NO_PAPER, coverOpen: true }, 'cover-open'],
      [{ ...BROKEN, paper: 'end' as const }, 'paper-out'],
    ] as const) {
      const { session, last, said, answer, report } = stage(ALL);
      session.print(jobOf(1), false);
      last().open();
      said();
      answer(status);
      assert.deepEqual([report, said()], [[`1 ${trouble}`], []]);
    }
  });

  it('of a printer that refuses is told at once', () => {
    const { session, last, report } = stage(ALL);
    session.print(jobOf(1), false);
    last().end('refused');
    assert.deepEqual(report, ['1 offline']);
  });

  it('may be printed when the connection is lost behind it', () => {
    const { last, report, sent } = stage(ALL);
    sent(1);
    last().end('reset');
    assert.deepEqual(report, ['1 offline, may be printed']);
  });
});

describe('a job that was sent', () => {
  it('is asked after in between, and may take as long as its lines as long as the printer says it is well', () => {
    const { sent, said, answer, report, timers } = stage(ALL);
    sent(1);
    said();
    for (let waited = 0; waited + printConfirmMs < LONGEST; waited += printConfirmMs) {
      timers.pass(printConfirmMs);
      assert.deepEqual(said(), ['ask']);
      answer(WELL);
    }
    timers.pass((LONGEST % printConfirmMs) - 1);
    assert.deepEqual(report, []);
    timers.pass(1);
    answer(WELL);
    assert.deepEqual(report, ['1 silent, may be printed']);
  });

  it('fails when the printer does not answer in between', () => {
    const { sent, report, timers, last } = stage(ALL);
    sent(1);
    timers.pass(printConfirmMs + printStatusMs - 1);
    assert.deepEqual(report, []);
    timers.pass(1);
    assert.deepEqual([report, last().closed], [['1 silent, may be printed'], true]);
  });

  it('fails when the printer is in trouble for the hold-off, whether it was asked or told by itself', () => {
    for (const tells of [true, false]) {
      const { sent, said, answer, report, timers, last } = stage(ALL);
      sent(1);
      if (tells) last().say(encodeAsb(NO_PAPER));
      else {
        timers.pass(printConfirmMs);
        answer(NO_PAPER);
      }
      said();
      timers.pass(failAfterMs - 1);
      assert.deepEqual([report, said()], [[], []]);
      timers.pass(1);
      if (!tells) answer(NO_PAPER);
      assert.deepEqual([report, timers.waiting()], [['1 paper-out, may be printed'], 0]);
    }
  });

  it('goes on when the trouble is over within the hold-off', () => {
    for (const tells of [true, false]) {
      const { sent, answer, confirm, report, timers, last } = stage(ALL);
      sent(1);
      if (tells) {
        last().say(encodeAsb(OPEN));
        timers.pass(failAfterMs - 1);
        last().say(encodeAsb(WELL));
      } else {
        timers.pass(printConfirmMs);
        answer(OPEN);
        timers.pass(failAfterMs);
        answer(WELL);
      }
      timers.pass(tells ? printConfirmMs - 1 : LONGEST - printConfirmMs - failAfterMs - 1);
      assert.deepEqual(report, []);
      confirm(1);
      assert.deepEqual(report, ['1 confirmed']);
    }
  });

  it('has one hold-off for one trouble after the other, and another after it was well', () => {
    const { sent, report, timers, last } = stage(ALL);
    sent(1);
    last().say(encodeAsb(NO_PAPER));
    timers.pass(failAfterMs - 2);
    last().say(encodeAsb(WELL));
    timers.pass(1);
    last().say(encodeAsb(NO_PAPER));
    timers.pass(failAfterMs - 1);
    last().say(encodeAsb({ ...NO_PAPER, coverOpen: true }));
    assert.deepEqual(report, []);
    timers.pass(1);
    assert.deepEqual(report, ['1 paper-out, may be printed']);
  });

  it('is over with any status that comes in order, where the printer can say no more', () => {
    const { sent, last, report, confirm } = stage(STATUS);
    sent(1);
    for (const hex of ['90', '10', '80']) last().say(fromHex(hex));
    assert.deepEqual(report, []);
    confirm(1);
    assert.deepEqual(report, ['1 confirmed']);
  });

  it('and failed takes the connection with it where a late status could be taken for that of the next', () => {
    for (const [tells, closed] of [
      [STATUS, true],
      [ALL, false],
    ] as const) {
      const { sent, answer, report, timers, last } = stage(tells);
      sent(1);
      timers.pass(printConfirmMs);
      answer(NO_PAPER);
      timers.pass(failAfterMs);
      answer(NO_PAPER);
      assert.deepEqual([report, last().closed], [['1 paper-out, may be printed'], closed]);
    }
  });

  it('is sent and no more, as a printer that never confirms says it is still well, or as nothing was refused', () => {
    const asked = stage(UNSURE);
    asked.sent(1);
    asked.timers.pass(printStatusMs - 1);
    asked.said();
    asked.timers.pass(1);
    assert.deepEqual([asked.said(), asked.report], [['ask'], []]);
    asked.answer(WELL);
    assert.deepEqual([asked.report, asked.last().closed], [['1 sent'], false]);

    const mute = stage(MUTE);
    mute.sent(1);
    assert.deepEqual(mute.said().slice(1), ['ticket']);
    mute.timers.pass(printStatusMs - 1);
    assert.deepEqual(mute.report, []);
    mute.timers.pass(1);
    assert.deepEqual([mute.report, mute.last().closed], [['1 sent'], true]);
  });
});

describe('a printer that is watched', () => {
  it('is asked every so often until it is well; that is reported once, and what else is wrong with it meanwhile', () => {
    const { session, connections, last, answer, report, timers } = stage(ALL, {}, ['paper-out']);
    session.watch();
    session.watch();
    timers.pass(printerPollMs - 1);
    assert.equal(connections.length, 0);
    timers.pass(1);
    last().open();
    for (const status of [{ ...NO_PAPER, coverOpen: true }, OPEN, OPEN, { ...WELL, paper: 'near-end' as const }]) {
      answer(status);
      timers.pass(printerPollMs);
    }
    // Of several things that are wrong what counts as failing is told.
    const told = ['paper-out', 'cover-open', 'well, near the end of its paper'];
    assert.deepEqual([report, timers.waiting()], [told, 0]);
    timers.pass(10 * printerPollMs);
    assert.equal(connections.length, 1);
  });

  it('is dialled again and again while it is not there', () => {
    const { session, connections, last, report, timers } = stage(ALL);
    session.watch();
    for (let n = 1; n <= 3; n += 1) {
      timers.pass(printerPollMs);
      assert.equal(connections.length, n);
      if (n === 2) timers.pass(printStatusMs);
      else last().end('refused');
    }
    assert.deepEqual(report, ['offline']);
  });

  it('is not watched while it prints; and a job takes the place of watching', () => {
    const { session, sent, confirm, last, answer, report, timers } = stage(ALL);
    sent(1);
    session.watch();
    confirm(1);
    session.watch();
    timers.pass(printerPollMs);
    session.print(jobOf(2), false);
    answer(WELL);
    answer(WELL);
    confirm(2);
    assert.deepEqual([report, last().closed, timers.waiting()], [['1 confirmed', '2 confirmed'], false, 0]);
  });

  it('is heard right when it answers in part, is asked once more, and then answers all', () => {
    const { session, connections, report, timers, said } = stage(STATUS);
    session.watch();
    timers.pass(printerPollMs);
    const on = connections[0] as ByHand;
    on.open();
    on.say(Uint8Array.of(encodeRealTimeStatus(1, OPEN)));
    session.print(jobOf(1), false);
    said();
    on.say(Uint8Array.from([2, 4].map((n) => encodeRealTimeStatus(n, OPEN))));
    on.say(Uint8Array.of(encodeRealTimeStatus(1, WELL)));
    assert.deepEqual([report, said()], [[], []], 'the answers to the first question say nothing of the second');
    on.say(Uint8Array.from([2, 4].map((n) => encodeRealTimeStatus(n, WELL))));
    assert.deepEqual([report, said()], [[], ['ticket']]);
  });
});

describe('a session that reports', () => {
  it('may be given the next job within its report', () => {
    const { session, sent, confirm, answer, report } = stage(ALL, {
      printed: (job) => job < 3 && session.print(jobOf(job + 1), false),
    });
    sent(1);
    confirm(1);
    answer(WELL);
    confirm(2);
    answer(WELL);
    confirm(3);
    assert.deepEqual(report, ['1 confirmed', '2 confirmed', '3 confirmed']);
  });

  it('that is closed does nothing any more, whatever it hears', () => {
    const { session, sent, answer, confirm, last, said, report, timers } = stage(ALL);
    sent(1);
    said();
    session.close();
    assert.deepEqual([last().closed, timers.waiting()], [true, 0]);
    confirm(1);
    answer(WELL);
    last().end('reset');
    session.print(jobOf(2), false);
    session.watch();
    timers.pass(100 * printerPollMs);
    assert.deepEqual([report, said(), timers.waiting()], [[], [], 0]);
  });
});
