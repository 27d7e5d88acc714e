/**
 * The server's side of one ESC/POS printer. Before a job the printer is asked how it is (DLE EOT); behind the job goes
 * a process id (GS ( H), and only its echo ends the job: bytes taken by a socket are not a ticket on paper. While a
 * printer is in trouble it is asked again and again until it is well.
 */
import type { Channel, Dial, TimerHandle, Timers } from '#protocols/channel';
import { concatBytes } from '#protocols/bytes';
import {
  cut,
  enableAsb,
  initialise,
  line,
  bold,
  processId,
  realTimeStatus,
  selectCodeTable,
} from '#protocols/escpos/encode';
import { decodeRealTimeStatus, type PrinterStatus } from '#protocols/escpos/status';
import { createStatusReader } from '#protocols/escpos/status-reader';
import type { Durations } from '#server/core/config';
import type { PrinterTrouble } from '#server/core/facts';
import type { Job } from '#server/core/state';

export type PrinterReports = {
  printed(job: number): void;
  failed(job: number, trouble: PrinterTrouble, mayBePrinted: boolean): void;
  health(trouble: PrinterTrouble | null): void;
};

export type PrinterSession = { print(job: Job, copy: boolean): void; watch(): void; close(): void };

type CodeTable = 'cp437' | 'cp850' | 'cp858' | 'wpc1252';

/** The text a ticket begins with; what is printed is told apart by it. */
export function ticketHead(ticket: number, copy: boolean): string {
  return copy ? `#${ticket} COPY` : `#${ticket}`;
}

/** A session with one printer. It connects when there is something to do and keeps the connection. */
export function createPrinterSession(options: {
  dial: Dial<Uint8Array>;
  timers: Timers;
  durations: Durations;
  codeTable: CodeTable;
  report: PrinterReports;
}): PrinterSession {
  const { dial, timers, durations, report } = options;
  let channel: Channel<Uint8Array> | null = null;
  let ready = false;
  let reader = createStatusReader();
  let asked: (1 | 2 | 4)[] = [];
  /** Rounds of questions this connection has answered; more than none makes it an old one. */
  let answers = 0;
  let answered: Partial<PrinterStatus> = {};
  let current: { job: Job; copy: boolean; sent: boolean } | null = null;
  let watching = false;
  let closed = false;
  let timer: TimerHandle | null = null;

  function arm(ms: number, run: () => void): void {
    disarm();
    timer = timers.after(ms, run);
  }
  function disarm(): void {
    if (timer !== null) timers.cancel(timer);
    timer = null;
  }

  function hangUp(): void {
    const was = channel;
    channel = null;
    ready = false;
    asked = [];
    was?.close();
  }

  /** Makes sure there is a connection, then asks the printer how it is; the answer leads on to `well` or `trouble`. */
  function ask(): void {
    if (closed) return;
    const idle = channel !== null && answers > 0;
    arm(durations.printStatusMs, () => unanswered(idle, 'silent'));
    if (channel === null) connect();
    else if (ready) sendAsk();
  }

  /**
   * No answer. A connection that stood idle may have died unnoticed (the printer was off meanwhile), which says
   * nothing about the printer: that one is asked again on a fresh connection first.
   */
  function unanswered(idle: boolean, wrong: PrinterTrouble): void {
    disarm();
    hangUp();
    if (idle) ask();
    else trouble(wrong);
  }

  function connect(): void {
    reader = createStatusReader();
    answers = 0;
    const mine = dial({
      onOpen() {
        if (mine !== channel) return;
        ready = true;
        mine.send(enableAsb(0x0e));
        sendAsk();
      },
      onData(bytes) {
        if (mine === channel) receive(bytes);
      },
      onClose() {
        if (mine !== channel) return;
        channel = null;
        const idle = answers > 0;
        if (current?.sent === true) {
          disarm();
          trouble('offline');
        } else if (current !== null || (watching && asked.length > 0)) unanswered(idle, 'offline');
      },
    });
    channel = mine;
  }

  function sendAsk(): void {
    answered = {};
    asked = [1, 2, 4];
    channel?.send(concatBytes([realTimeStatus(1), realTimeStatus(2), realTimeStatus(4)]));
  }

  function receive(bytes: Uint8Array): void {
    for (const item of reader.push(bytes)) {
      if (item.kind === 'status-byte') {
        const question = asked.shift();
        if (question === undefined) continue;
        const part = decodeRealTimeStatus(question, item.byte);
        if (part.ok) answered = { ...answered, ...part.status };
        if (asked.length > 0) continue;
        answers += 1;
        disarm();
        const wrong = troubleOf(answered);
        if (wrong === null) well();
        else trouble(wrong);
      } else if (item.kind === 'process-id') {
        if (current?.sent === true && item.id === idOf(current.job.job)) done();
      } else if (item.kind === 'asb' && current?.sent === true) {
        const wrong = troubleOf(item.status);
        if (wrong !== null) arm(durations.failAfterMs, () => fail(wrong));
        else arm(durations.printConfirmMs, () => fail('silent'));
      }
    }
  }

  function well(): void {
    if (watching) {
      watching = false;
      report.health(null);
    }
    if (current !== null && !current.sent) sendJob(current);
  }

  function sendJob(doing: { job: Job; copy: boolean; sent: boolean }): void {
    doing.sent = true;
    arm(durations.printConfirmMs, () => fail('silent'));
    channel?.send(encodeTicket(doing.job, doing.copy, options.codeTable));
  }

  function done(): void {
    if (current === null) return;
    disarm();
    const { job } = current;
    current = null;
    report.printed(job.job);
  }

  function fail(wrong: PrinterTrouble): void {
    if (current === null) return;
    disarm();
    const { job, sent } = current;
    current = null;
    if (wrong === 'silent') hangUp();
    report.failed(job.job, wrong, sent);
  }

  function trouble(wrong: PrinterTrouble): void {
    if (current !== null) fail(wrong);
    else if (watching) again();
  }

  function again(): void {
    arm(durations.printerPollMs, ask);
  }

  return {
    print(job, copy) {
      watching = false;
      current = { job, copy, sent: false };
      ask();
    },
    watch() {
      if (watching || closed) return;
      watching = true;
      if (current === null) again();
    },
    close() {
      closed = true;
      disarm();
      hangUp();
    },
  };
}

/** Why a printer does not print, from what it answered; null if it does. */
export function troubleOf(status: Partial<PrinterStatus>): PrinterTrouble | null {
  if (status.coverOpen === true) return 'cover-open';
  if (status.paper === 'end') return 'paper-out';
  if (status.error !== undefined && status.error !== 'none') return 'error';
  if (status.online === false) return 'offline';
  return null;
}

/** The bytes of a ticket: text in the printer's code table, cut, and the process id that confirms it. */
export function encodeTicket(job: Job, copy: boolean, codeTable: CodeTable): Uint8Array {
  return concatBytes([
    initialise(),
    selectCodeTable(codeTable),
    bold(true),
    line(ticketHead(job.ticket, copy), codeTable),
    bold(false),
    line(job.document, codeTable),
    ...job.lines.map((text) => line(text, codeTable)),
    cut(),
    processId(idOf(job.job)),
  ]);
}

/** Four characters that name a job to the printer: its number in base 36, the last four digits. */
export function idOf(job: number): string {
  return (job % 36 ** 4).toString(36).toUpperCase().padStart(4, '0');
}
