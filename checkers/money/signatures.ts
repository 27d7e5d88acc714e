/**
 * Fiscal signatures. Every hand-over is to be signed, by the very decision in which it is booked; the unit signs each once,
 * in order, as it was booked and with its time in the journal, and counts upwards; none is missing once all is over. A unit
 * that does not sign is noted in time, and for a reason; from then until everything is made up for, a bill says so just
 * where something of its tab, or of a tab whose lines came to it, is not signed.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { euros } from '../folds/euros.ts';
import { ServerTime } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { sameLines } from '../paper/text/paper-text.ts';
import { SIGNING_NOTE } from '../paper/text/signing-note.ts';
import { TseFaults } from './tse-faults.ts';

type Booked = { fact: Extract<Fact, { kind: 'booked' }>; id: number };
type Signed = EventOf<'service-did'>;
type Due = {
  fact: Extract<Fact, { kind: 'signature-due' }>;
  id: number;
  /** Its time in the journal: in the run, and by the clock on the wall from wherever the run begins. */
  at: number;
  wallMs: number;
  /** When its time with the unit began, in the time of the server. */
  since: { ms: number; ranMs: number };
  /** Its tab, and those to which lines of that have gone. */
  tabs: Set<number>;
  /** What the books of the unit have of it, and the journal. */
  books: { event: Signed; id: number }[];
  made: { fact: Extract<Fact, { kind: 'signature-made' }>; id: number } | null;
};

/** What is made up for takes so much each, ms. */
const EACH_MS = 20;

const BILL = /^Bill (\d+)$/;

class Signatures {
  readonly still = stalls();
  readonly time = new ServerTime();
  readonly slow: SlowServer;
  readonly faults: TseFaults;
  endMs = 0;
  private overMs = 0;
  /** What was left to be made up for then. */
  private left = 0;
  private readonly header: HistoryHeader;
  private readonly found: Findings;
  /** A hand-over that is to be signed by this very decision. */
  private booked: Booked | null = null;
  private readonly all = new Map<number, Due>();
  private readonly open = new Map<number, Due>();
  private readonly bills = new Map<number, { isUnsigned: boolean; id: number }>();
  private hasFailed = false;
  private last = { handOver: 0, signed: 0, counter: 0 };
  /** What lies between the clock on the wall and the time of the run, by the first signature. */
  private wallOffsetMs: number | null = null;

  constructor(header: HistoryHeader, found: Findings) {
    this.header = header;
    this.found = found;
    this.slow = new SlowServer(header.timeScale);
    this.faults = new TseFaults(header);
  }

  handedOver(fact: Booked['fact'], id: number): void {
    this.forgotten();
    this.booked = { fact, id };
  }

  forgotten(): void {
    if (this.booked === null) return;
    const { fact, id } = this.booked;
    this.booked = null;
    this.found.fail(
      [id],
      `let ${fact.device} hand over ${fact.bookings.length} bookings for tab ${fact.tab}; then they were booked; however nobody is to sign them`,
    );
  }

  due(fact: Due['fact'], { at, aheadMs = 0 }: EventOf<'fact'>, id: number): void {
    this.found.judge();
    const { booked } = this;
    this.booked = null;
    const since = { ms: at, ranMs: this.time.ranMs(at) };
    const due = { fact, id, at, wallMs: at + aheadMs, since, tabs: new Set([fact.tab]), books: [], made: null };
    if (booked === null || !isOf(fact, booked.fact))
      this.fail([...(booked === null ? [] : [booked.id]), id], due, 'it is not what was booked', 'another hand-over');
    if (fact.handOver !== this.last.handOver + 1)
      this.fail([id], due, `the one before it was ${this.last.handOver}`, 'the number');
    this.last.handOver = fact.handOver;
    this.all.set(fact.handOver, due);
    this.open.set(fact.handOver, due);
  }

  /** A server that was started gives the unit its time anew. */
  started(at: number): void {
    this.forgotten();
    this.oldestIsInTime(at);
    for (const due of this.open.values()) due.since = { ms: at, ranMs: this.time.ranMs(at) };
  }

  /** The unit has signed something. */
  did(event: Signed, id: number): void {
    if (event.did !== 'hand-over-signed') return;
    const { handOver = 0, counter = 0, t } = event;
    const due = this.all.get(handOver);
    if (due === undefined) {
      this.found.fail(
        [id],
        `let no hand-over ${handOver} be booked; then something was to be signed; however the unit signed that at ${this.found.at(t)}`,
      );
      return;
    }
    due.books.push({ event, id });
    const says = `${euros(event.cents ?? 0)} for tab ${event.tab}: ${event.lines?.join(' / ')}`;
    if (!isSigned(due.fact, event)) this.fail([due.id, id], due, `what was signed is ${says}`, 'signed as another');
    if (handOver < this.last.signed)
      this.fail([due.id, id], due, `hand-over ${this.last.signed} was signed before it`, 'out of turn');
    if (counter <= this.last.counter)
      this.fail([due.id, id], due, `the counter of the unit went from ${this.last.counter} to ${counter}`, 'counter');
    this.last = { ...this.last, signed: Math.max(this.last.signed, handOver), counter };
    this.timeSigned(due, event, id);
  }

  /** All bookings of a hand-over have one time, and that is what is signed, however late. */
  private timeSigned(due: Due, { atMs = 0 }: Signed, id: number): void {
    const offsetMs = atMs - due.wallMs;
    this.wallOffsetMs ??= offsetMs;
    const offMs = offsetMs - this.wallOffsetMs;
    if (Math.abs(offMs) <= this.header.limits.slackMs) return;
    this.fail([due.id, id], due, `it was signed with a time that is ${this.found.lasting(offMs)} later`, 'the time');
  }

  made(fact: Extract<Fact, { kind: 'signature-made' }>, at: number, id: number): void {
    const due = this.all.get(fact.handOver);
    if (due === undefined) return;
    this.isInTime(due, at);
    if (due.made !== null) this.fail([due.made.id, id], due, 'it was taken for signed twice');
    due.made = { fact, id };
    this.open.delete(fact.handOver);
  }

  failed({ trouble }: Extract<Fact, { kind: 'tse-failed' }>, at: number, id: number): void {
    this.oldestIsInTime(at);
    this.hasFailed = true;
    if (this.faults.explain(at)) return;
    const { signatureWaitMs = 0 } = this.header.limits;
    if (this.still.between(at - 2 * signatureWaitMs, at)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [id],
        `let nothing be wrong with the signing unit; then it was asked to sign; however at ${this.found.at(at)} it is noted as "${trouble}"`,
      );
  }

  back(at: number, id: number): void {
    this.hasFailed = false;
    const [due] = this.open.values();
    if (due !== undefined)
      this.fail(
        [due.id, id],
        due,
        `the unit was said to be back at ${this.found.at(at)}, and it was not signed`,
        'back',
      );
  }

  /** Lines go to another tab, and what of them is not signed is a matter of that, too. */
  moved(from: number, to: number): void {
    for (const { tabs } of this.open.values()) if (tabs.has(from)) tabs.add(to);
  }

  billed({ bill, tab }: Extract<Fact, { kind: 'billed' }>, id: number): void {
    this.forgotten();
    const isUnsigned = this.hasFailed && [...this.open.values()].some(({ tabs }) => tabs.has(tab));
    this.bills.set(bill, { isUnsigned, id });
  }

  /** What a bill says, on paper or as a digital receipt. */
  said(lines: readonly string[], id: number): void {
    const number = lines.map((line) => BILL.exec(line)?.[1]).find((one) => one !== undefined);
    const bill = this.bills.get(Number(number));
    if (bill === undefined) return;
    this.found.judge();
    const says = lines.at(-1) === SIGNING_NOTE;
    if (says === bill.isUnsigned) return;
    const what = says
      ? 'nothing of its tab be unsigned while the signing unit was noted as failed'
      : 'something of its tab be unsigned while the signing unit was noted as failed';
    this.found.fail(
      [bill.id, id],
      `let ${what}; then bill ${number} was made; however it ${says ? 'says' : 'does not say'} that the unit is out of order`,
      says ? 'a note too many' : 'no note',
    );
  }

  private oldestIsInTime(at: number): void {
    const [oldest] = this.open.values();
    if (oldest !== undefined) this.isInTime(oldest, at);
  }

  /** Until now it waited for its signature, and the unit was not noted as failed: was there time left? */
  private isInTime({ fact, id, since }: Due, at: number): void {
    const { signatureWaitMs, graceMs, slackMs } = this.header.limits;
    if (signatureWaitMs === undefined || this.hasFailed) return;
    const lateMs = this.time.ranMs(at) - since.ranMs - signatureWaitMs - graceMs;
    if (lateMs <= slackMs + this.slow.lateMs(since.ms, at)) return;
    if (this.still.between(since.ms, at)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [id],
        `let hand-over ${fact.handOver} be booked at ${this.found.at(since.ms)}; then the signing unit had ${this.found.lasting(signatureWaitMs)}; however by ${this.found.at(at)} it was neither signed nor the unit noted as failed`,
        { node: 'server', fromMs: since.ms, dueMs: at - lateMs, actualMs: at },
      );
  }

  faultsOver(t: number): void {
    this.overMs = t;
    this.left = this.open.size;
  }

  end(): void {
    this.forgotten();
    this.oldestIsInTime(this.endMs);
    for (const due of this.all.values()) this.judge(due);
  }

  private judge(due: Due): void {
    const { books, made, fact } = due;
    if (books.length > 1)
      this.fail(
        books.map(({ id }) => id),
        due,
        `the unit has signed it ${books.length} times`,
        'signed twice',
      );
    const [first] = books;
    if (made !== null && first === undefined) this.fail([made.id], due, 'it was taken for signed and was not');
    if (made !== null && first !== undefined && made.fact.signature !== first.event.signature)
      this.fail([first.id, made.id], due, 'the journal has another signature than the unit', 'another signature');
    if (made !== null) return;
    // Whether it is all over by now, or the unit may still be asked.
    const { serviceAnswerMs = 0, serviceRestMostMs = 0, graceMs, slackMs } = this.header.limits;
    const enoughMs = serviceAnswerMs + serviceRestMostMs + graceMs + slackMs + EACH_MS * this.left;
    if (this.endMs - Math.max(this.overMs, due.at, this.time.startedMs) < enoughMs) return;
    if (this.still.between(this.overMs, this.endMs)) this.found.unknown(STALLED);
    else this.fail([due.id], due, `by the end it was not signed, over ${euros(fact.cents)}`, 'not signed');
  }

  private fail(events: number[], { fact }: Pick<Due, 'fact'>, however: string, what = however): void {
    this.found.fail(
      events,
      `let hand-over ${fact.handOver} of tab ${fact.tab} be booked; then it was to be signed; however ${however}`,
      what,
    );
  }
}

/** Whether what is to be signed is what was booked. */
function isOf(due: Due['fact'], { tab, device, operator, bookings }: Booked['fact']): boolean {
  const cents = bookings.reduce((sum, line) => sum + line.cents, 0);
  const lines = bookings.map((line) => `${line.quantity} x ${line.article}  ${euros(line.cents)}`);
  const isBy = due.tab === tab && due.device === device && due.operator === operator;
  return isBy && due.cents === cents && sameLines(due.lines, lines);
}

/** Whether what was signed is what was to be signed. */
function isSigned(due: Due['fact'], { tab, operator, cents, lines = [] }: Signed): boolean {
  return due.tab === tab && due.operator === operator && due.cents === cents && sameLines(due.lines, lines);
}

export const signatures: Checker = {
  name: 'signatures',
  about:
    'Every hand-over is signed once, in order and as it was booked, none is missing at the end, and bills say where something is not signed while the signing unit has failed.',
  start(header) {
    const found = findings('signatures', header);
    if (header.floor.services?.tse === undefined) return { end: (whole) => found.result(whole) };
    const all = new Signatures(header, found);
    return {
      on: {
        stall: (event) => all.still.seen(event),
        fault(event) {
          all.slow.fault(event);
          all.faults.seen(event);
        },
        condition: (event) => all.time.seen(event),
        'service-did': (event, id) => all.did(event, id),
        phase({ phase, t }) {
          if (phase === 'faults-over') all.faultsOver(t);
          if (phase === 'end') all.endMs = t;
        },
      },
      facts: {
        started: (_fact, { at }) => all.started(at),
        booked: (fact, _event, id) => all.handedOver(fact, id),
        'signature-due': (fact, event, id) => all.due(fact, event, id),
        'signature-made': (fact, { at }, id) => all.made(fact, at, id),
        'tse-failed': (fact, { at }, id) => all.failed(fact, at, id),
        'tse-back': (_fact, { at }, id) => all.back(at, id),
        'lines-moved': ({ from, to }) => all.moved(from, to),
        billed: (fact, _event, id) => all.billed(fact, id),
        'receipt-due': ({ lines }, _event, id) => all.said(lines, id),
        'job-queued'({ document, lines }, _event, id) {
          if (document === 'bill') all.said(lines, id);
        },
        answered: () => all.forgotten(),
      },
      end(whole) {
        if (whole) all.end();
        return found.result(whole);
      },
    };
  },
};
