/**
 * The server's side of one ESC/POS printer. Before a job the printer is asked how it is; behind the job goes what such
 * a printer answers in order with its data: a process id (GS ( H) or a status request (GS r). Only that answer ends the
 * job: bytes taken by a socket are not a ticket on paper. Of a printer that never answers, that they were sent is all
 * there is to know, and the report says so (docs/decisions/015).
 *
 * A printer may take its time for a long ticket as long as it still says that it is well. While it is in trouble it is
 * asked again and again until it is not. One that has said so and printed nothing is believed only when it answers in
 * order with its data again. A report is the last thing a session does with what it reports: whoever hears it may call
 * at once.
 */
import type { Dial, TimerHandle, Timers } from '#protocols/channel';
import type { PrinterCodeTable } from '#protocols/escpos/encode';
import { conditionOf, type FailingCondition } from '#protocols/escpos/failing';
import type { PrinterStatus } from '#protocols/escpos/status';
import { sometimes } from '#protocols/marks';
import type { Durations } from '#server/core/config';
import type { PrintEvidence, PrinterTrouble } from '#server/core/facts';
import type { Job } from '#server/core/state';
import { PrinterConnection, type Tells } from './connection.ts';
import { pieceId, QUESTION_ID, questionInOrder, ticketLines, ticketPieces } from './ticket.ts';

const saysItIsWell = sometimes('says-it-is-well', 'a printer says that it is well and has not printed a ticket');

export type PrinterReports = {
  printed(job: number, evidence: PrintEvidence, paper: PaperTold): void;
  failed(job: number, trouble: PrinterTrouble, mayBePrinted: boolean): void;
  /** A printer that is watched is well (null), or something else is wrong with it than was reported last. */
  health(trouble: PrinterTrouble | null, paper: PaperTold): void;
};

/** What a printer said last of its paper; nothing if it cannot tell. */
export type PaperTold = { nearEnd?: boolean };

export type PrinterSession = {
  print(job: Job, copy: boolean): void;
  watch(): void;
  /** Hangs up, if nothing is in hand: somebody else may want the printer. */
  letGo(): void;
  close(): void;
};

type Options = {
  dial: Dial<Uint8Array>;
  timers: Timers;
  durations: Durations;
  codeTable: PrinterCodeTable;
  tells: Tells;
  /** What counts as failing: of several things that are wrong with a printer, that is reported. */
  failing: readonly FailingCondition[];
  report: PrinterReports;
};

/** A session with one printer. It connects when there is something to do. */
export function createPrinterSession(options: Options): PrinterSession {
  return new Session(options);
}

type Printing = {
  kind: 'printing';
  job: Job;
  /** Null until it is sent; then when the longest time it may take is over. */
  dueMs: number | null;
  /** The ticket as it is sent, and how many pieces of it have been. */
  pieces: readonly Uint8Array[];
  sent: number;
  /** Whether the printer said last that something is wrong. */
  troubled: boolean;
};
type Task = { kind: 'idle' } | { kind: 'watching' } | Printing;
const IDLE: Task = { kind: 'idle' };

class Session implements PrinterSession {
  private readonly options: Options;
  private readonly connection: PrinterConnection;
  private task: Task = IDLE;
  private asking = false;
  /** Whether it has not printed a ticket in its time and said that it is well: that it says so means nothing then. */
  private stuck = false;
  /** Whether the next answer without an id is that to a question in order, asked before any ticket on this connection. */
  private unansweredInOrder = false;
  /**
   * Whether it has said once that it is offline, and not why. Each question is answered at a moment of its own: so says
   * one that was out of paper for the first of them and has a new roll for the last.
   */
  private offlineOnce = false;
  private closed = false;
  /** What was reported last of the printer, and what it said last of its paper. */
  private told: PrinterTrouble | null = null;
  private paper: PaperTold = {};
  private timer: TimerHandle | null = null;

  constructor(options: Options) {
    this.options = options;
    this.connection = new PrinterConnection({
      dial: options.dial,
      tells: options.tells,
      heard: {
        // Its time to answer begins when it is asked: a server that stood still meanwhile must not call it silent.
        reached: () => {
          this.unansweredInOrder = this.stuck;
          if (this.stuck) this.connection.send(questionInOrder(options.tells));
          this.awaitAnswer();
        },
        answered: (status) => this.answered(status),
        changed: (status) => this.changed(status),
        confirmed: (id) => this.confirmed(id),
        lost: (old) => this.lost(old),
      },
    });
  }

  print(job: Job, copy: boolean): void {
    if (this.closed) return;
    const { codeTable, tells } = this.options;
    const pieces = ticketPieces(job, copy, codeTable, tells);
    this.task = { kind: 'printing', job, dueMs: null, pieces, sent: 0, troubled: false };
    this.ask();
  }

  watch(): void {
    if (this.closed || this.task.kind !== 'idle') return;
    this.task = { kind: 'watching' };
    this.arm(this.options.durations.printerPollMs, () => this.ask());
  }

  letGo(): void {
    if (this.task.kind === 'idle') this.connection.hangUp();
  }

  close(): void {
    this.closed = true;
    this.rest();
    this.connection.hangUp();
  }

  private ask(): void {
    this.asking = true;
    this.awaitAnswer();
    this.connection.ask();
  }

  private awaitAnswer(): void {
    const { old } = this.connection;
    this.arm(this.options.durations.printStatusMs, () => this.unanswered(old, 'silent'));
  }

  private answered(status: Partial<PrinterStatus>): void {
    if (!this.asking) return;
    this.asking = false;
    this.disarm();
    const { task } = this;
    this.heardOfPaper(status);
    const trouble = this.troubleIn(status);
    const isOneAnswer = this.options.tells.realTimeStatus.length === 1;
    if (trouble === 'offline' && !this.offlineOnce && !isOneAnswer) {
      this.offlineOnce = true;
      this.ask();
      return;
    }
    this.offlineOnce = false;
    if (task.kind === 'printing') this.answeredFor(task, trouble);
    else if (trouble !== null || this.stuck) this.again(trouble ?? 'silent');
    else {
      this.task = IDLE;
      this.told = null;
      this.options.report.health(null, this.paper);
    }
  }

  private answeredFor(task: Printing, trouble: PrinterTrouble | null): void {
    const { durations, tells } = this.options;
    if (trouble !== null && (task.dueMs === null || task.troubled)) this.fail(task, trouble);
    else if (trouble !== null) {
      task.troubled = true;
      this.arm(durations.failAfterMs, () => this.ask());
    } else if (task.dueMs === null) this.sendJob(task);
    else if (tells.confirms === 'none') this.done(task, 'sent');
    else this.wait(task, task.dueMs);
  }

  /** No answer. A connection that stood idle may have died unnoticed, which says nothing: then it is dialled anew. */
  private unanswered(old: boolean, trouble: PrinterTrouble): void {
    this.connection.hangUp();
    const { task } = this;
    if (task.kind === 'printing' && task.dueMs !== null) this.fail(task, trouble);
    else if (old) this.ask();
    else if (task.kind === 'printing') this.fail(task, trouble);
    else this.again(trouble);
  }

  private lost(old: boolean): void {
    const { task } = this;
    if (task.kind === 'printing' && task.dueMs !== null) this.fail(task, 'offline');
    else if (this.asking) this.unanswered(old, 'offline');
  }

  private sendJob(task: Printing): void {
    const { durations, tells, timers } = this.options;
    const dueMs = timers.now() + durations.printConfirmMs + durations.printLineMs * ticketLines(task.job);
    task.dueMs = dueMs;
    this.sendPiece(task);
    if (tells.confirms !== 'none') this.wait(task, dueMs);
    // What refuses or resets the connection does so by then; a printer that never answers says no more.
    else this.arm(Math.max(durations.printStatusMs, this.takenMs(task)), () => this.ask());
  }

  /**
   * How long a printer that never answers may take until it has all of a ticket, ms. What it has no room for it takes only
   * as it prints, and not at all once the next ticket has come on a connection of its own.
   */
  private takenMs({ job, pieces }: Printing): number {
    const { durations, tells } = this.options;
    const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
    const waiting = Math.max(0, bytes - tells.bufferBytes);
    return Math.ceil((durations.printLineMs * ticketLines(job) * waiting) / bytes);
  }

  private sendPiece(task: Printing): void {
    const piece = task.pieces[task.sent];
    task.sent += 1;
    if (piece !== undefined) this.connection.send(piece);
  }

  /** Waits for the confirmation, and asks in between whether the printer still lives. */
  private wait(task: Printing, dueMs: number): void {
    const { durations, timers } = this.options;
    const leftMs = dueMs - timers.now();
    task.troubled = false;
    if (leftMs <= 0) this.notPrinted(task);
    else this.arm(Math.min(durations.printConfirmMs, leftMs), () => this.ask());
  }

  /** What it says by itself may have come while the server stood still: its confirmation may be right behind. */
  private waitOn(task: Printing, dueMs: number): void {
    if (dueMs > this.options.timers.now()) this.wait(task, dueMs);
    else this.ask();
  }

  /** The longest time it may take is over, and it says that it is well. */
  private notPrinted(task: Printing): void {
    this.stuck = this.options.tells.confirms !== 'none';
    saysItIsWell(this.stuck);
    this.fail(task, 'silent');
  }

  private changed(status: PrinterStatus): void {
    const { task } = this;
    this.heardOfPaper(status);
    if (task.kind !== 'printing' || task.dueMs === null) return;
    this.asking = false;
    const trouble = this.troubleIn(status);
    if (trouble === null) this.waitOn(task, task.dueMs);
    else if (!task.troubled) {
      task.troubled = true;
      this.arm(this.options.durations.failAfterMs, () => this.fail(task, trouble));
    }
  }

  private confirmed(id: string | null): void {
    const { task } = this;
    if (this.stuck) this.moves(id);
    if (id === null && this.unansweredInOrder) {
      this.unansweredInOrder = false;
      return;
    }
    if (task.kind !== 'printing' || task.dueMs === null) return;
    const { job, pieces, sent } = task;
    if (id !== null && id !== pieceId(job.job, sent - 1, pieces.length)) return;
    if (sent === pieces.length) this.done(task, 'confirmed');
    else this.sendPiece(task);
  }

  /** It has answered in order: what it was sent before is printed, or lost with its power. */
  private moves(id: string | null): void {
    if (id !== null && id !== QUESTION_ID) return;
    this.stuck = false;
    if (this.task.kind === 'watching') this.ask();
  }

  private done({ job }: Printing, evidence: PrintEvidence): void {
    this.rest();
    // A fresh connection is the only proof that a printer without answers is there at all.
    if (this.options.tells.realTimeStatus.length === 0) this.connection.hangUp();
    this.told = null;
    this.options.report.printed(job.job, evidence, this.paper);
  }

  private fail({ job, dueMs }: Printing, trouble: PrinterTrouble): void {
    const sent = dueMs !== null;
    this.rest();
    // A late answer to GS r must not be taken for that of the next job.
    if (trouble === 'silent' || (sent && this.options.tells.confirms !== 'process-id')) this.connection.hangUp();
    this.told = trouble;
    this.options.report.failed(job.job, trouble, sent);
  }

  /** A printer that is watched is not well yet. */
  private again(trouble: PrinterTrouble): void {
    this.arm(this.options.durations.printerPollMs, () => this.ask());
    const isKnown = this.told !== null && conditionOf(trouble) === conditionOf(this.told);
    this.told = trouble;
    if (isKnown) return;
    this.options.report.health(trouble, this.paper);
  }

  private heardOfPaper({ paper }: Partial<PrinterStatus>): void {
    if (paper === undefined) return;
    // Where it ends there will be another roll.
    this.paper = paper === 'end' ? {} : { nearEnd: paper === 'near-end' };
  }

  /** What is wrong with the printer: first of all what counts as failing. */
  private troubleIn(status: Partial<PrinterStatus>): PrinterTrouble | null {
    const troubles = troublesOf(status);
    return troubles.find((trouble) => this.options.failing.includes(trouble)) ?? troubles[0] ?? null;
  }

  private rest(): void {
    this.disarm();
    this.asking = false;
    this.offlineOnce = false;
    this.task = IDLE;
  }

  private arm(ms: number, run: () => void): void {
    this.disarm();
    this.timer = this.options.timers.after(ms, () => {
      this.timer = null;
      run();
    });
  }

  private disarm(): void {
    if (this.timer !== null) this.options.timers.cancel(this.timer);
    this.timer = null;
  }
}

/** Why a printer does not print, from what it answered; empty if it does. */
function troublesOf({ coverOpen, paper, error, online }: Partial<PrinterStatus>): Exclude<PrinterTrouble, 'silent'>[] {
  const troubles: Exclude<PrinterTrouble, 'silent'>[] = [];
  if (coverOpen === true) troubles.push('cover-open');
  if (paper === 'end') troubles.push('paper-out');
  if (error !== undefined && error !== 'none') troubles.push('error');
  if (troubles.length === 0 && online === false) troubles.push('offline');
  return troubles;
}
