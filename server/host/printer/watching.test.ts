// The server's side of a printer that has nothing to print: at rest, watched, heard and closed.
import assert from 'node:assert/strict';
import { encodeAsb, encodeRealTimeStatus, processIdReply } from '#protocols/escpos/status';
import { fromHex } from '#protocols/bytes';
import type { ByHand } from '../by-hand.ts';
import type { Tells } from './connection.ts';
import { ALL, BLIND, LONGEST, NO_PAPER, OPEN, STATUS, WELL, jobOf, printerThat, durations } from './printer-that.ts';

const { printStatusMs, printerPollMs, printConfirmMs } = durations;

describe('a printer at rest', () => {
  it('is left alone when its connection ends, says how it is, or confirms what nobody waits for', () => {
    for (const happens of ['end', 'trouble', 'well', 'confirm'] as const) {
      const { sent, confirm, last, report, timers, connections, session, answer } = printerThat(ALL);
      sent(1);
      confirm(1);
      if (happens === 'end') last().end('reset');
      else if (happens === 'confirm') confirm(1);
      else last().say(encodeAsb(happens === 'well' ? WELL : OPEN));
      assert.equal(timers.waiting(), 0);
      timers.pass(10 * printerPollMs);
      assert.deepEqual([report, connections.length], [['1 confirmed'], 1], happens);
      session.print(jobOf(2), false);
      if (happens === 'end') last().open();
      answer(WELL);
      confirm(2);
      assert.deepEqual(report, ['1 confirmed', '2 confirmed']);
    }
  });

  it('is let go for somebody else, but not while it prints or is watched', () => {
    const { sent, confirm, last, session, timers, connections } = printerThat(ALL);
    sent(1);
    session.letGo();
    assert.equal(last().closed, false);
    confirm(1);
    session.watch();
    session.letGo();
    assert.equal(last().closed, false);
    timers.pass(printerPollMs);
    last().say(Uint8Array.from(ALL.realTimeStatus.map((n) => encodeRealTimeStatus(n, WELL))));
    session.letGo();
    assert.deepEqual([last().closed, connections.length], [true, 1]);
  });
});

describe('a printer that is watched', () => {
  it('is asked every so often until it is well; that is reported once, and what else is wrong with it meanwhile', () => {
    const { session, connections, last, answer, report, timers } = printerThat(ALL, {}, ['paper-out']);
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

  it('is asked again in its time, also when its connection ends meanwhile', () => {
    const { session, connections, last, answer, report, timers } = printerThat(ALL);
    session.watch();
    timers.pass(printerPollMs);
    last().open();
    answer(NO_PAPER);
    last().end('reset');
    timers.pass(printerPollMs - 1);
    assert.deepEqual([connections.length, report], [1, ['paper-out']]);
    timers.pass(1);
    assert.equal(connections.length, 2);
  });

  it('is watched from when a job of it has failed', () => {
    const { session, last, answer, report, timers } = printerThat(ALL);
    session.print(jobOf(1), false);
    last().open();
    answer(NO_PAPER);
    session.watch();
    timers.pass(printerPollMs);
    answer(WELL);
    assert.deepEqual([report, timers.waiting()], [['1 paper-out', 'well'], 0]);
  });

  it('has no paper to tell of where it has ended, and a new roll afterwards', () => {
    const papers: unknown[] = [];
    const { session, last, answer, timers } = printerThat(ALL, { health: (_trouble, paper) => papers.push(paper) });
    session.watch();
    timers.pass(printerPollMs);
    last().open();
    answer(NO_PAPER);
    timers.pass(printerPollMs);
    answer(WELL);
    assert.deepEqual(papers, [{}, { nearEnd: false }]);
  });

  it('is offline only where nothing closer is known, whatever counts as failing', () => {
    const { session, last, answer, report, timers } = printerThat(ALL, {}, ['offline']);
    session.watch();
    timers.pass(printerPollMs);
    last().open();
    answer(NO_PAPER);
    assert.deepEqual(report, ['paper-out']);
  });

  it('is well, and was never offline, when its new roll came between two questions of a round', () => {
    const { session, last, answer, report, timers } = printerThat(ALL, {}, ['offline']);
    session.watch();
    timers.pass(printerPollMs);
    last().open();
    answer(NO_PAPER);
    timers.pass(printerPollMs);
    for (const n of ALL.realTimeStatus)
      last().say(Uint8Array.of(encodeRealTimeStatus(n, n === ALL.realTimeStatus[0] ? NO_PAPER : WELL)));
    answer(WELL);
    assert.deepEqual(report, ['paper-out', 'well']);
  });

  it('is dialled again and again while it is not there', () => {
    const { session, connections, last, report, timers } = printerThat(ALL);
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
    const { session, sent, confirm, last, answer, report, timers } = printerThat(ALL);
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
    const { session, connections, report, timers, said } = printerThat(STATUS);
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

describe('a printer that says it is well and has not printed its ticket', () => {
  /** The ticket has had all its time; the printer is watched. */
  function stuck(tells: Tells) {
    const all = printerThat(tells);
    const { session, sent, answer, timers, report, last } = all;
    sent(1);
    for (let waitedMs = 0; report.length === 0; waitedMs += printConfirmMs) {
      assert.ok(waitedMs <= LONGEST + printConfirmMs);
      timers.pass(printConfirmMs);
      if (report.length === 0) answer(WELL);
    }
    assert.deepEqual(report.splice(0), ['1 silent, may be printed']);
    session.watch();
    timers.pass(printerPollMs);
    last().open();
    return all;
  }

  it('is asked once in order with its data, and is well when it has answered that', () => {
    for (const [tells, question, reply] of [
      [ALL, '1D2848060030303F3F3F3F', processIdReply('????')],
      [STATUS, '1D7201', fromHex('00')],
    ] as const) {
      const { said, answer, report, last, timers } = stuck(tells);
      assert.deepEqual(said().slice(1), [question, 'ask']);
      for (let n = 0; n < 3; n += 1) {
        answer(WELL);
        assert.deepEqual([report, said()], [[], []]);
        timers.pass(printerPollMs);
        assert.deepEqual(said(), ['ask']);
      }
      answer(WELL);
      last().say(reply);
      assert.deepEqual([report, said()], [[], ['ask']]);
      answer(WELL);
      assert.deepEqual([report, timers.waiting()], [['well'], 0]);
    }
  });

  it('has not printed the next ticket when it answers what it was asked in order before that', () => {
    const { session, answer, report, last, said } = stuck(STATUS);
    answer(WELL);
    session.print(jobOf(2), false);
    answer(WELL);
    assert.equal(said().at(-1), 'ticket');
    const reply = fromHex('00');
    last().say(reply);
    assert.deepEqual(report, []);
    last().say(reply);
    assert.deepEqual(report, ['2 confirmed']);
  });

  it('is not well for what it says of the ticket, nor before it says that it is well', () => {
    const { answer, report, last, confirm } = stuck(ALL);
    answer(WELL);
    confirm(1);
    assert.deepEqual(report, []);
    last().say(processIdReply('????'));
    assert.deepEqual(report, []);
    answer(NO_PAPER);
    assert.deepEqual(report, ['paper-out']);
  });

  it('is asked so again on a new connection, and what else is wrong with it is told', () => {
    const { said, answer, report, last, timers } = stuck(ALL);
    answer(NO_PAPER);
    last().end('reset');
    timers.pass(printerPollMs);
    last().open();
    assert.equal(said().length, 3);
    answer(WELL);
    assert.deepEqual(report, ['paper-out', 'silent']);
    last().say(processIdReply('????'));
    answer(WELL);
    assert.deepEqual(report.slice(2), ['well']);
  });

  it('and cannot say how it is is well when it answers that question', () => {
    const { session, sent, timers, report, last, said } = printerThat(BLIND);
    sent(1);
    timers.pass(LONGEST);
    session.watch();
    timers.pass(printerPollMs);
    last().open();
    assert.deepEqual([report, said().length], [['1 silent, may be printed'], 2]);
    last().say(processIdReply('????'));
    assert.deepEqual(report.slice(1), ['well']);
  });
});

describe('a session that reports', () => {
  it('may be given the next job within its report', () => {
    const { session, sent, confirm, answer, report } = printerThat(ALL, {
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
    const { session, sent, answer, confirm, last, said, report, timers } = printerThat(ALL);
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
