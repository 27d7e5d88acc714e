/**
 * The server's side of one ZVT terminal: the till (ECR) drives it over one connection per task, one task after the
 * other. An authorisation is sent once and never again. Unless its own process proves how it ended, the terminal is
 * asked on a new connection (status enquiry until it is idle, then repeat receipt) until there is a proof; what proves
 * what is in `server/core/money/evidence.ts`.
 */
import type { Dial, TimerHandle, Timers } from '#protocols/channel';
import { reachable, sometimes } from '#protocols/marks';
import { authorisation, endOfDay, registration, repeatReceipt, reversal, statusEnquiry } from '#protocols/zvt/messages';
import type { Durations } from '#server/core/config';
import {
  judgePayment,
  judgeStore,
  readTotal,
  readStore,
  type Asked,
  type Dialogue,
  type Finding,
  type Proof,
  type Stored,
} from '#server/core/money/evidence';
import { judgeReversal, judgeReversalStore, type ReversalFinding } from '#server/core/money/reversal-evidence';
import type { Baseline, TerminalRecord } from '#server/core/facts';
import {
  AUTHORISATION,
  END_OF_DAY,
  REGISTRATION,
  REPEAT_RECEIPT,
  REVERSAL,
  STATUS_ENQUIRY,
} from './terminal-exchange.ts';
import { Line } from './terminal-line.ts';

const waitsForTerminal = sometimes(
  'waits-for-terminal',
  'what is wanted of a terminal waits, as something else is asked of it',
);
const notProven = reachable(
  'not-proven',
  'the process of a payment proves nothing, and the terminal is asked afterwards',
);
const notIdle = sometimes('terminal-not-idle', 'a terminal is asked for an outcome while something runs at it');
const afterTheLimit = sometimes('outcome-after-limit', 'a terminal tells an outcome after its tab was parked');
const askedInVain = sometimes('not-learnt', 'a terminal does not tell its last transaction, and is asked again');
const reversalNotProven = reachable(
  'reversal-not-proven',
  'the process of a reversal proves nothing, and the terminal is asked afterwards',
);
/** Each way in which an outcome can be proved (server/core/money/evidence.ts). */
const proofs: Readonly<Record<Proof, () => void>> = {
  approval: reachable('proof-approval', 'a payment is proved by its own process: approved'),
  declination: reachable('proof-declination', 'a payment is proved by its own process: declined'),
  abort: reachable('proof-abort', 'a payment is proved by its own process: aborted'),
  refusal: reachable('proof-refusal', 'a terminal refuses a payment before it begins'),
  'never-asked': reachable('proof-never-asked', 'a payment was never sent, as its terminal was not reached'),
  'stored-approval': reachable('proof-stored-approval', "a terminal's store proves that a lost payment was made"),
  'stored-declination': reachable(
    'proof-stored-declination',
    "a terminal's store proves that a lost payment was declined",
  ),
  'stored-reversal': reachable('proof-stored-reversal', "a terminal's store proves that a lost payment was given back"),
  'unchanged-store': reachable(
    'proof-unchanged-store',
    "a terminal's store has nothing new: a lost payment was not made",
  ),
  'empty-store': reachable('proof-empty-store', "a terminal's store is still empty: a lost payment was not made"),
};

/** Receipts by the ECR 02 + 04, intermediate status 08, no amount entry 10, no administration 20 at the terminal. */
const CONFIG_BYTE = 0x3e;
const EURO = 978;
/** Repeat receipt: send the status information (bit 0), do not print (bit 1). */
const RESULT_ONLY = 0x03;
const IDLE = 0x00;

export type TerminalReports = {
  /** A proof; or that there is none yet, once, while asking goes on. */
  outcome(payment: number, finding: Finding): void;
  known(last: TerminalRecord | 'none'): void;
  /** What it has taken since its last end of day; null if it has not told so for certain. */
  dayClosed(cents: number | null): void;
  /** Whether a payment was reversed, as was proved. */
  reversal(payment: number, finding: Exclude<ReversalFinding, { outcome: 'unknown' }>): void;
};

export type TerminalSession = {
  authorise(payment: number, cents: number, baseline: Baseline): void;
  enquire(payment: number, cents: number, baseline: Baseline): void;
  learn(): void;
  closeDay(): void;
  /** `paid` is the payment in the terminal's store. */
  reverse(payment: number, paid: TerminalRecord): void;
  enquireReversal(payment: number, paid: TerminalRecord): void;
  close(): void;
};

export type TerminalOptions = {
  dial: Dial<Uint8Array>;
  timers: Timers;
  durations: Durations;
  password: string;
  report: TerminalReports;
};

type Authorise = { kind: 'authorise'; payment: number; asked: Asked };
type Enquire = { kind: 'enquire'; payment: number; asked: Asked; doubt: string };
type CloseDay = { kind: 'close-day' };
type Reverse = { kind: 'reverse'; payment: number; paid: TerminalRecord };
type EnquireReversal = { kind: 'enquire-reversal'; payment: number; paid: TerminalRecord };
/** What is found out by asking the store. */
type Asking = Enquire | EnquireReversal | { kind: 'learn' };
type Task = Authorise | Reverse | CloseDay | Asking;

/** A session with one terminal. */
export function createTerminalSession(options: TerminalOptions): TerminalSession {
  return new Session(options);
}

class Session implements TerminalSession {
  private readonly options: TerminalOptions;
  private readonly tasks: Task[] = [];
  private line: Line | null = null;
  private retry: TimerHandle | null = null;
  /** Until when a payment may be asked for before its tab is parked. */
  private limit: TimerHandle | null = null;
  private closed = false;

  constructor(options: TerminalOptions) {
    this.options = options;
  }

  authorise(payment: number, cents: number, baseline: Baseline): void {
    this.begin({ kind: 'authorise', payment, asked: { cents, baseline } });
  }

  enquire(payment: number, cents: number, baseline: Baseline): void {
    this.begin({ kind: 'enquire', payment, asked: { cents, baseline }, doubt: 'not asked yet' });
  }

  learn(): void {
    this.begin({ kind: 'learn' });
  }

  closeDay(): void {
    this.begin({ kind: 'close-day' });
  }

  reverse(payment: number, paid: TerminalRecord): void {
    this.begin({ kind: 'reverse', payment, paid });
  }

  enquireReversal(payment: number, paid: TerminalRecord): void {
    this.begin({ kind: 'enquire-reversal', payment, paid });
  }

  close(): void {
    this.closed = true;
    this.hangUp();
    this.cancelTimers();
  }

  private begin(task: Task): void {
    waitsForTerminal(this.tasks.length > 0);
    this.tasks.push(task);
    if (this.tasks.length === 1) this.start(task);
  }

  private start(task: Task): void {
    if (task.kind === 'enquire') this.limitEnquiry(task);
    this.connect(task);
  }

  private connect(task: Task): void {
    if (this.closed) return;
    const { dial, timers, durations } = this.options;
    const line = new Line({
      dial,
      timers,
      durations,
      opened: () => this.register(line, task),
      lost: () => this.failed(task, 'the terminal is not reached'),
    });
    this.line = line;
  }

  private register(line: Line, task: Task): void {
    const { password } = this.options;
    line.command(REGISTRATION, registration({ password, configByte: CONFIG_BYTE, currency: EURO }), (dialogue) => {
      if (!isDone(dialogue)) this.failed(task, dialogue.fault ?? 'the terminal takes no registration');
      else if (task.kind === 'authorise') this.pay(line, task);
      else if (task.kind === 'reverse') this.giveBack(line, task);
      else if (task.kind === 'close-day') this.endDay(line);
      else this.ask(line, task);
    });
  }

  private pay(line: Line, { payment, asked }: Authorise): void {
    line.command(AUTHORISATION, authorisation({ amountCents: asked.cents, currency: EURO }), (dialogue) => {
      const finding = judgePayment(asked, dialogue);
      if (finding.outcome !== 'unknown') {
        this.finished(payment, finding);
        return;
      }
      notProven();
      const enquiry: Enquire = { kind: 'enquire', payment, asked, doubt: finding.doubt };
      this.tasks[0] = enquiry;
      this.limitEnquiry(enquiry);
      this.again(enquiry);
    });
  }

  /** Sent once as well: unless its process proves how it ended, the store is asked. */
  private giveBack(line: Line, { payment, paid }: Reverse): void {
    const { password } = this.options;
    line.command(REVERSAL, reversal({ password, receiptNo: paid.receiptNo }), (dialogue) => {
      const finding = judgeReversal(paid, dialogue);
      if (finding.outcome !== 'unknown') {
        this.reversed(payment, finding);
        return;
      }
      reversalNotProven();
      const enquiry: EnquireReversal = { kind: 'enquire-reversal', payment, paid };
      this.tasks[0] = enquiry;
      this.again(enquiry);
    });
  }

  private reversed(payment: number, finding: Exclude<ReversalFinding, { outcome: 'unknown' }>): void {
    this.next();
    this.options.report.reversal(payment, finding);
  }

  /** Sent once: a terminal that was asked may have begun anew, whatever has come of its answer. */
  private endDay(line: Line): void {
    const { password } = this.options;
    line.command(END_OF_DAY, endOfDay({ password }), (dialogue) => this.toldOfDay(readTotal(dialogue)));
  }

  private toldOfDay(cents: number | null): void {
    this.next();
    this.options.report.dayClosed(cents);
  }

  /** Only status 00 says that nothing runs at the terminal now; it never tells an outcome. */
  private ask(line: Line, task: Asking): void {
    const { password } = this.options;
    line.command(STATUS_ENQUIRY, statusEnquiry(), (status) => {
      if (!isIdle(status)) {
        notIdle(isDone(status));
        this.failed(task, status.fault ?? 'the terminal is not idle');
        return;
      }
      line.command(REPEAT_RECEIPT, repeatReceipt({ password, serviceByte: RESULT_ONLY }), (dialogue) => {
        this.toldOfStore(task, readStore(dialogue));
      });
    });
  }

  private toldOfStore(task: Asking, stored: Stored): void {
    if (task.kind === 'enquire') {
      const finding = judgeStore(task.asked, stored);
      if (finding.outcome === 'unknown') this.failed(task, finding.doubt);
      else this.finished(task.payment, finding);
    } else if (task.kind === 'enquire-reversal') {
      const finding = judgeReversalStore(task.paid, stored);
      if (finding.outcome === 'unknown') this.failed(task, finding.doubt);
      else this.reversed(task.payment, finding);
    } else if (stored === null) this.again(task);
    else {
      this.next();
      this.options.report.known(stored === 'empty' ? 'none' : stored.record);
    }
  }

  /** An attempt came to nothing. What was never sent was never paid; everything else is asked again. */
  private failed(task: Task, doubt: string): void {
    if (task.kind === 'authorise')
      this.finished(task.payment, { outcome: 'aborted', record: null, proof: 'never-asked' });
    else if (task.kind === 'reverse') this.reversed(task.payment, { outcome: 'not-reversed', record: null });
    else if (task.kind === 'close-day') this.toldOfDay(null);
    else {
      if (task.kind === 'enquire') task.doubt = doubt;
      this.again(task);
    }
  }

  private again(task: Task): void {
    askedInVain(task.kind === 'learn');
    this.hangUp();
    const { timers, durations } = this.options;
    this.retry = timers.after(durations.enquiryRetryMs, () => this.connect(task));
  }

  /** An outcome unknown for too long is reported once, and asking goes on. */
  private limitEnquiry(task: Enquire): void {
    const { timers, durations, report } = this.options;
    this.limit = timers.after(durations.enquiryLimitMs, () => {
      this.limit = null;
      report.outcome(task.payment, { outcome: 'unknown', doubt: task.doubt });
    });
  }

  private finished(payment: number, finding: Exclude<Finding, { outcome: 'unknown' }>): void {
    proofs[finding.proof]();
    afterTheLimit(this.tasks[0]?.kind === 'enquire' && this.limit === null);
    this.next();
    this.options.report.outcome(payment, finding);
  }

  private next(): void {
    this.hangUp();
    this.cancelTimers();
    this.tasks.shift();
    const [task] = this.tasks;
    if (task !== undefined) this.start(task);
  }

  private hangUp(): void {
    this.line?.close();
    this.line = null;
  }

  private cancelTimers(): void {
    for (const timer of [this.retry, this.limit]) if (timer !== null) this.options.timers.cancel(timer);
    this.retry = null;
    this.limit = null;
  }
}

/** The command was taken and completed. */
function isDone({ opening, ending, fault }: Dialogue): boolean {
  return fault === null && opening === 'accepted' && ending?.by === 'completion';
}

function isIdle(dialogue: Dialogue): boolean {
  const { ending } = dialogue;
  return isDone(dialogue) && ending?.whole === true && ending.fields.terminalStatus === IDLE;
}
