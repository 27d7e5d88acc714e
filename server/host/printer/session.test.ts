// The server's side of a printer, step by step: what it sends, what it reports and when. The printer is moved by hand.
import assert from 'node:assert/strict';
import { fromHex } from '#protocols/bytes';
import { encodeAsb } from '#protocols/escpos/status';
import type { ByHand } from '../by-hand.ts';
import {
  ALL,
  BLIND,
  BROKEN,
  MUTE,
  NO_PAPER,
  OFFLINE,
  OPEN,
  STATUS,
  UNSURE,
  WELL,
  LONGEST,
  jobOf,
  printerThat,
  durations,
} from './printer-that.ts';

const { printStatusMs, printConfirmMs, failAfterMs } = durations;

describe('a job for a printer', () => {
  it('is sent once the printer has said that it is well, and over when its id comes back', () => {
    const { session, last, said, answer, confirm, report, timers } = printerThat(ALL);
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
    const { session, connections, answer, confirm, sent, said, last, report, timers } = printerThat(ALL);
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

  it('is given its time to answer from when it is asked, and a second time over a fresh connection', () => {
    const { session, last, report, timers, sent, confirm, connections } = printerThat(ALL);
    session.print(jobOf(1), false);
    timers.pass(printStatusMs - 1);
    last().open();
    timers.pass(printStatusMs - 1);
    assert.deepEqual(report, []);
    timers.pass(1);
    assert.deepEqual(report, ['1 silent']);
    sent(2);
    confirm(2);
    session.print(jobOf(3), false);
    last().end('reset');
    assert.deepEqual([report.slice(1), connections.length], [['2 confirmed'], 3], 'the old connection was reset');
    last().end('reset');
    assert.deepEqual(report.slice(2), ['3 offline']);
  });

  it('does not take a dead printer for a dead connection: a fresh one that is silent is the printer', () => {
    for (const open of [true, false]) {
      const { session, last, report, timers, connections } = printerThat(ALL);
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
      [{ ...NO_PAPER, coverOpen: true }, 'cover-open'],
      [{ ...BROKEN, paper: 'end' as const }, 'paper-out'],
    ] as const) {
      const { session, last, said, answer, report } = printerThat(ALL);
      session.print(jobOf(1), false);
      last().open();
      said();
      answer(status);
      assert.deepEqual([report, said()], [[`1 ${trouble}`], []]);
    }
  });

  it('is not sent to a printer that says twice that it is offline, and not why', () => {
    const { session, last, said, answer, report } = printerThat(ALL);
    session.print(jobOf(1), false);
    last().open();
    answer(OFFLINE);
    said();
    assert.deepEqual(report, []);
    answer(OFFLINE);
    assert.deepEqual([report, said()], [['1 offline'], []]);
  });

  it('of a printer that refuses is told at once', () => {
    const { session, last, report } = printerThat(ALL);
    session.print(jobOf(1), false);
    last().end('refused');
    assert.deepEqual(report, ['1 offline']);
  });

  it('may be printed when the connection is lost behind it', () => {
    const { last, report, sent } = printerThat(ALL);
    sent(1);
    last().end('reset');
    assert.deepEqual(report, ['1 offline, may be printed']);
  });
});

describe('a job that was sent', () => {
  it('has a time of its own, where the printer confirms but cannot say how it is', () => {
    const { sent, said, confirm, report, timers, last } = printerThat(BLIND);
    sent(1);
    assert.deepEqual(said().slice(1), ['ticket']);
    timers.pass(LONGEST - 1);
    assert.deepEqual([report, said()], [[], []]);
    timers.pass(1);
    assert.deepEqual([report, last().closed], [['1 silent, may be printed'], true]);
    sent(2);
    confirm(2);
    assert.deepEqual(report.slice(1), ['2 confirmed']);
  });

  it('has its hold-off from when the printer tells its trouble, though that is answered to a question as well', () => {
    const { sent, answer, report, timers, last } = printerThat(ALL);
    sent(1);
    timers.pass(printConfirmMs);
    last().say(encodeAsb(NO_PAPER));
    answer(NO_PAPER);
    timers.pass(failAfterMs - 1);
    assert.deepEqual(report, []);
    timers.pass(1);
    assert.deepEqual(report, ['1 paper-out, may be printed']);
  });

  it('longer than the buffer goes piece by piece, each when the one before is out', () => {
    const { session, last, said, answer, confirm, report } = printerThat({ ...STATUS, bufferBytes: 48 });
    session.print(jobOf(1), false);
    last().open();
    answer(WELL);
    said();
    let pieces = 1;
    for (; pieces < 20 && report.length === 0; pieces += 1) {
      confirm(1);
      if (report.length === 0) assert.equal(said().length, 1);
    }
    assert.ok(pieces > 2);
    assert.deepEqual(report, ['1 confirmed']);
  });

  it('is not yet sent while the printer only tells a change by itself', () => {
    const { session, last, said, answer, report, confirm } = printerThat(ALL);
    session.print(jobOf(1), false);
    last().open();
    said();
    last().say(encodeAsb(WELL));
    assert.deepEqual([said(), report], [[], []]);
    answer(WELL);
    confirm(1);
    assert.deepEqual(report, ['1 confirmed']);
  });

  it('has its hold-off also where the printer never confirms', () => {
    const { sent, answer, report, timers } = printerThat(UNSURE);
    sent(1);
    timers.pass(printStatusMs);
    answer(NO_PAPER);
    timers.pass(failAfterMs);
    assert.deepEqual(report, []);
    answer(NO_PAPER);
    assert.deepEqual(report, ['1 paper-out, may be printed']);
  });

  it('is not taken for printed on a stray byte, and is sent on none', () => {
    const strict = printerThat(ALL);
    strict.sent(1);
    strict.last().say(fromHex('00'));
    assert.deepEqual(strict.report, []);
    const early = printerThat(STATUS);
    early.session.print(jobOf(1), false);
    early.last().open();
    early.said();
    early.confirm(1);
    assert.deepEqual([early.said(), early.report], [[], []]);
  });

  it('is reported with what the printer told of its paper meanwhile', () => {
    const { sent, confirm, report, last } = printerThat(ALL);
    sent(1);
    last().say(encodeAsb({ ...WELL, paper: 'near-end' }));
    confirm(1);
    assert.deepEqual(report, ['1 confirmed, near the end of its paper']);
  });

  it('is asked after in between, and may take as long as its lines as long as the printer says it is well', () => {
    const { sent, said, answer, report, timers, last } = printerThat(ALL);
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
    assert.deepEqual([report, last().closed], [['1 silent, may be printed'], true]);
  });

  it('is asked after once more when its time is over and the printer has only said something by itself', () => {
    const over = () => {
      const printer = printerThat(ALL);
      printer.sent(1);
      for (let waited = 0; waited + printConfirmMs < LONGEST; waited += printConfirmMs) {
        printer.timers.pass(printConfirmMs);
        printer.answer(WELL);
      }
      printer.timers.pass(LONGEST % printConfirmMs || printConfirmMs);
      printer.said();
      printer.last().say(encodeAsb({ ...WELL, paper: 'near-end' }));
      assert.deepEqual([printer.said(), printer.report], [['ask'], []]);
      return printer;
    };
    const printed = over();
    printed.confirm(1);
    assert.deepEqual(printed.report, ['1 confirmed, near the end of its paper']);
    const not = over();
    for (let asked = 0; asked < 2; asked += 1) not.answer({ ...WELL, paper: 'near-end' });
    assert.deepEqual(not.report, ['1 silent, may be printed']);
  });

  it('fails when the printer does not answer in between', () => {
    const { sent, report, timers, last } = printerThat(ALL);
    sent(1);
    timers.pass(printConfirmMs + printStatusMs - 1);
    assert.deepEqual(report, []);
    timers.pass(1);
    assert.deepEqual([report, last().closed], [['1 silent, may be printed'], true]);
  });

  it('fails when the printer is in trouble for the hold-off, whether it was asked or told by itself', () => {
    for (const tells of [true, false]) {
      const { sent, said, answer, report, timers, last } = printerThat(ALL);
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
      const { sent, answer, confirm, report, timers, last } = printerThat(ALL);
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
    const { sent, report, timers, last } = printerThat(ALL);
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
    const { sent, last, report, confirm } = printerThat(STATUS);
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
      const { sent, answer, report, timers, last } = printerThat(tells);
      sent(1);
      timers.pass(printConfirmMs);
      answer(NO_PAPER);
      timers.pass(failAfterMs);
      answer(NO_PAPER);
      assert.deepEqual([report, last().closed], [['1 paper-out, may be printed'], closed]);
    }
  });

  it('is sent and no more, as a printer that never confirms says it is still well, or as nothing was refused', () => {
    const asked = printerThat(UNSURE);
    asked.sent(1);
    asked.timers.pass(printStatusMs - 1);
    asked.said();
    asked.timers.pass(1);
    assert.deepEqual([asked.said(), asked.report], [['ask'], []]);
    asked.answer(WELL);
    assert.deepEqual([asked.report, asked.last().closed], [['1 sent'], false]);

    const mute = printerThat(MUTE);
    mute.sent(1);
    assert.deepEqual(mute.said().slice(1), ['ticket']);
    mute.timers.pass(printStatusMs - 1);
    assert.deepEqual(mute.report, []);
    mute.timers.pass(1);
    assert.deepEqual([mute.report, mute.last().closed], [['1 sent'], true]);
  });

  it('is sent only when a printer that never answers had time for what its buffer has no room for', () => {
    const { sent, timers, report } = printerThat({ ...MUTE, bufferBytes: 16 });
    sent(1);
    timers.pass(printStatusMs);
    assert.deepEqual(report, []);
    timers.pass(LONGEST);
    assert.deepEqual(report, ['1 sent']);
  });
});
