/**
 * Where there are digital receipts, the guest gets one receipt for each bill: besides paper a digital one; instead of paper
 * a digital one, or paper where that stands in, never both and never none. What is digital is what stands in the books of
 * the service and was not withdrawn there. It says what was billed. Paper stands in after the service had its time, and
 * not much later; only where the floor has it so.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../../checker.ts';
import { findings, type Findings } from '../../findings.ts';
import { ServerTime } from '../../folds/server-time.ts';
import { SlowServer } from '../../folds/slow-server.ts';
import { STALLED, stalls } from '../../folds/stalls.ts';

type Due = {
  fact: Extract<Fact, { kind: 'receipt-due' }>;
  id: number;
  /** When its time with the service began, in the time of the server. */
  since: { ms: number; ranMs: number };
  sent: boolean;
  paper: number | null;
  tickets: number[];
  /** What the service has issued for it and not withdrawn: key → event. */
  live: Map<string, number>;
};

class Receipts {
  readonly still = stalls();
  readonly time = new ServerTime();
  readonly slow: SlowServer;
  overMs = 0;
  endMs = 0;
  private readonly found: Findings;
  private readonly header: HistoryHeader;
  private readonly due = new Map<number, Due>();
  /** The bill whose ticket is to come next in the journal. */
  private printing: Due | null = null;

  constructor(header: HistoryHeader, found: Findings) {
    this.header = header;
    this.found = found;
    this.slow = new SlowServer(header.timeScale);
  }

  begin(fact: Due['fact'], at: number, id: number): void {
    const since = { ms: at, ranMs: this.time.ranMs(at) };
    const due = { fact, id, since, sent: false, paper: null, tickets: [], live: new Map<string, number>() };
    this.due.set(fact.bill, due);
    this.printing = due;
  }

  /** A server that was started gives the service its time anew. */
  started(at: number): void {
    for (const due of this.due.values()) {
      this.lateness(due, at);
      due.since = { ms: at, ranMs: this.time.ranMs(at) };
    }
  }

  sent(bill: number, at: number, id: number): void {
    const due = this.due.get(bill);
    if (due === undefined) return;
    this.lateness(due, at);
    if (due.paper !== null || due.sent)
      this.fail([due.id, id], due, `it was taken for sent ${due.sent ? 'twice' : 'although it was on paper'}`);
    due.sent = true;
  }

  onPaper(bill: number, at: number, id: number): void {
    const due = this.due.get(bill);
    if (due === undefined) return;
    this.lateness(due, at);
    const { receiptWaitMs = 0, slackMs } = this.header.limits;
    const nocoo = this.header.floor.services?.nocoo;
    const waitedMs = at - due.since.ms;
    if (nocoo?.receipts !== 'instead' || nocoo.whenDown !== 'paper')
      this.fail([due.id, id], due, `paper stood in for it where it does not`);
    else if (waitedMs < receiptWaitMs - slackMs)
      this.fail(
        [due.id, id],
        due,
        `paper stood in for it after ${this.found.lasting(waitedMs)} only`,
        'paper too early',
      );
    due.paper = id;
    this.printing = due;
  }

  queued({ document, copy, tab }: Extract<Fact, { kind: 'job-queued' }>, id: number): void {
    if (document !== 'bill' || copy) return;
    if (this.printing?.fact.tab === tab) this.printing.tickets.push(id);
    this.printing = null;
  }

  did({ did, key, bill, cents, lines = [], t }: EventOf<'service-did'>, id: number): void {
    if (did === 'receipt-withdrawn') {
      for (const { live } of this.due.values()) live.delete(key);
      return;
    }
    if (did !== 'receipt-issued') return;
    const due = bill === undefined ? undefined : this.due.get(bill);
    if (due === undefined) {
      this.found.fail(
        [id],
        `let no such bill be made; then a receipt was issued at ${this.found.at(t)}; however it is for bill ${bill}`,
      );
      return;
    }
    due.live.set(key, id);
    if (due.fact.cents !== cents || due.fact.lines.join('\n') !== lines.join('\n'))
      this.fail([due.id, id], due, `it was issued as "${lines.join(' / ')}"`, 'another receipt');
  }

  /** Paper that is to stand in does so in time. */
  private lateness({ fact, id, since, sent, paper }: Due, at: number): void {
    const { receiptWaitMs, graceMs, slackMs } = this.header.limits;
    const nocoo = this.header.floor.services?.nocoo;
    if (receiptWaitMs === undefined || nocoo?.receipts !== 'instead' || nocoo.whenDown !== 'paper') return;
    if (sent || paper !== null || !this.canPrint(fact.device)) return;
    const lateMs = this.time.ranMs(at) - since.ranMs - receiptWaitMs - graceMs;
    if (lateMs <= slackMs + this.slow.lateMs(since.ms, at)) return;
    if (this.still.between(since.ms, at)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [id],
        `let bill ${fact.bill} be settled at ${this.found.at(since.ms)}; then the service had ${this.found.lasting(receiptWaitMs)}; however by ${this.found.at(at)} the guest had neither its receipt nor paper`,
        { node: fact.device, fromMs: since.ms, dueMs: at - lateMs, actualMs: at },
      );
  }

  private canPrint(device: string): boolean {
    const { devices, fallbackPrinter } = this.header.floor;
    return fallbackPrinter !== null || devices.some(({ name, beltPrinter }) => name === device && beltPrinter);
  }

  end(): void {
    for (const due of this.due.values()) this.judge(due);
  }

  private judge(due: Due): void {
    const { live, tickets, fact, sent } = due;
    this.found.judge();
    this.lateness(due, this.endMs);
    const besides = this.header.floor.services?.nocoo?.receipts === 'besides';
    if (live.size > 1) this.fail([due.id, ...live.values()], due, 'the service has issued two of them');
    if (sent && live.size === 0) this.fail([due.id], due, 'it was taken for sent and was not issued');
    // Whether it is all over by now, or the service may still be asked.
    const { serviceAnswerMs = 0, serviceRestMostMs = 0, graceMs, slackMs } = this.header.limits;
    const enoughMs = serviceAnswerMs + serviceRestMostMs + graceMs + slackMs;
    if (this.endMs - Math.max(this.overMs, due.since.ms, this.time.startedMs) < enoughMs) return;
    if (this.still.between(this.overMs, this.endMs)) {
      this.found.unknown(STALLED);
      return;
    }
    if (live.size === 0 && (besides || tickets.length === 0)) this.fail([due.id], due, 'by the end the guest had none');
    if (!besides && live.size > 0 && tickets.length > 0)
      this.fail([...live.values(), ...tickets], due, 'the guest had one of the service and one on paper');
    if (tickets.length > 1)
      this.fail([due.id, ...tickets], due, `it was printed ${tickets.length} times`, 'printed twice');
    if (besides && tickets.length === 0 && this.canPrint(fact.device)) this.fail([due.id], due, 'nothing was printed');
  }

  private fail(events: number[], { fact }: Due, however: string, what = however): void {
    this.found.fail(
      events,
      `let bill ${fact.bill} be settled; then its guest was to get a receipt; however ${however}`,
      what,
    );
  }
}

export const receiptsOnce: Checker = {
  name: 'receipts-once',
  about:
    'The guest gets one receipt for each bill: digital or paper, or both, as configured; never none, never two, and paper in time where it stands in.',
  start(header) {
    const found = findings('receipts-once', header);
    const receipts = new Receipts(header, found);
    return {
      on: {
        stall: (event) => receipts.still.seen(event),
        fault: (event) => receipts.slow.fault(event),
        condition: (event) => receipts.time.seen(event),
        'service-did': (event, id) => receipts.did(event, id),
        phase({ phase, t }) {
          if (phase === 'faults-over') receipts.overMs = t;
          if (phase === 'end') receipts.endMs = t;
        },
      },
      facts: {
        started: (_fact, { at }) => receipts.started(at),
        'receipt-due': (fact, { at }, id) => receipts.begin(fact, at, id),
        'receipt-sent': ({ bill }, { at }, id) => receipts.sent(bill, at, id),
        'receipt-on-paper': ({ bill }, { at }, id) => receipts.onPaper(bill, at, id),
        'job-queued': (fact, _event, id) => receipts.queued(fact, id),
      },
      end(whole) {
        if (whole) receipts.end();
        return found.result(whole);
      },
    };
  },
};
