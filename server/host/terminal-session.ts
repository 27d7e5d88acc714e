/**
 * The server's side of one ZVT terminal: the till (ECR) drives it over one connection per process. A payment whose
 * connection ends anywhere after the authorisation was sent has an unknown outcome: then the terminal is asked on a
 * new connection (status enquiry until it is idle, then repeat receipt) until there is an answer. Sources: ZVT
 * transport PA00P016 rev 04 (T3, T4, connection), commands PA00P015 rev 13.08.
 */
import type { Channel, Dial, TimerHandle, Timers } from '#protocols/channel';
import { createApduReader, type Apdu } from '#protocols/zvt/apdu';
import {
  abortRequest,
  authorisation,
  positive,
  registration,
  repeatReceipt,
  statusEnquiry,
} from '#protocols/zvt/messages';
import { parseMessage } from '#protocols/zvt/parse';
import type { Durations } from '#server/core/config';
import { judgeLastTransaction, type LastTransaction } from '#server/core/enquiry';
import type { Baseline, PaymentOutcome, TerminalRecord } from '#server/core/facts';

/** Receipts by the ECR 02 + 04, intermediate status 08, no amount entry 10, no administration 20 at the terminal. */
const CONFIG_BYTE = 0x3e;
const EURO = 978;
/** Repeat receipt: send the status information (bit 0), do not print (bit 1). */
const RESULT_ONLY = 0x03;

const REGISTRATION = 0x0600;
const AUTHORISATION = 0x0601;
const STATUS_ENQUIRY = 0x0501;
const REPEAT_RECEIPT = 0x0620;
const STATUS_INFORMATION = 0x040f;
const INTERMEDIATE_STATUS = 0x04ff;
const COMPLETION = 0x060f;
const ABORT = 0x061e;

export type TerminalReports = {
  outcome(payment: number, outcome: PaymentOutcome | 'unknown', paidCents: number, record: TerminalRecord | null): void;
  known(last: TerminalRecord | 'none'): void;
};

export type TerminalSession = {
  authorise(payment: number, cents: number, baseline: Baseline): void;
  enquire(payment: number, cents: number, baseline: Baseline): void;
  learn(): void;
  close(): void;
};

type Task =
  | { kind: 'authorise'; payment: number; cents: number; baseline: Baseline; asked: boolean }
  | { kind: 'enquire'; payment: number; baseline: Baseline; sinceMs: number; told: boolean }
  | { kind: 'learn' };
type Stage = 'connecting' | 'registering' | 'enquiring' | 'repeating' | 'paying';
type Seen = { result: number; amountCents: number; record: TerminalRecord | null };

/** A session with one terminal; tasks are done one after the other. */
export function createTerminalSession(options: {
  dial: Dial<Uint8Array>;
  timers: Timers;
  durations: Durations;
  password: string;
  report: TerminalReports;
}): TerminalSession {
  const { dial, timers, durations, password, report } = options;
  const tasks: Task[] = [];
  let channel: Channel<Uint8Array> | null = null;
  let stage: Stage = 'connecting';
  let awaited = 0;
  let seen: Seen | null = null;
  let timer: TimerHandle | null = null;
  let closed = false;

  const arm = (ms: number, run: () => void): void => {
    disarm();
    timer = timers.after(ms, run);
  };
  const disarm = (): void => {
    if (timer !== null) timers.cancel(timer);
    timer = null;
  };

  function begin(task: Task): void {
    tasks.push(task);
    if (tasks.length === 1) connect();
  }

  function next(): void {
    disarm();
    hangUp();
    tasks.shift();
    if (tasks.length > 0) connect();
  }

  function hangUp(): void {
    const was = channel;
    channel = null;
    was?.close();
  }

  function connect(): void {
    if (closed) return;
    stage = 'connecting';
    seen = null;
    arm(durations.zvtT3Ms, lost);
    const reader = createApduReader();
    const mine = dial({
      onOpen() {
        if (mine === channel)
          command(REGISTRATION, 'registering', registration({ password, configByte: CONFIG_BYTE, currency: EURO }));
      },
      onData(bytes) {
        if (mine !== channel) return;
        const { apdus, broken } = reader.push(bytes);
        for (const apdu of apdus) if (mine === channel) receive(apdu);
        if (broken !== undefined && mine === channel) lost();
      },
      onClose() {
        if (mine !== channel) return;
        channel = null;
        lost();
      },
    });
    channel = mine;
  }

  /** Sends a command; its response must come within T3, or the connection counts as broken. */
  function command(control: number, nextStage: Stage, bytes: Uint8Array): void {
    stage = nextStage;
    awaited = control;
    seen = null;
    arm(durations.zvtT3Ms, lost);
    channel?.send(bytes);
  }

  function receive(apdu: Apdu): void {
    const { control } = apdu;
    if (control >> 8 === 0x80 || control === 0x8400) {
      arm(durations.zvtT4Ms, lost);
      return;
    }
    if (control >> 8 === 0x84) {
      refused();
      return;
    }
    channel?.send(positive());
    if (control === INTERMEDIATE_STATUS) arm(durations.zvtT4Ms, lost);
    else if (control === STATUS_INFORMATION) statusInformation(apdu);
    else if (control === COMPLETION) completed(apdu);
    else if (control === ABORT) aborted(apdu);
  }

  function statusInformation(apdu: Apdu): void {
    arm(durations.zvtT4Ms, lost);
    const message = parseMessage(apdu, { answerTo: awaited });
    if (!message.ok) return;
    const { resultCode = 0, amountCents = 0, receiptNo, trace } = message.fields;
    const record = receiptNo === undefined || trace === undefined ? null : { receiptNo, trace };
    seen = { result: resultCode, amountCents, record };
  }

  function completed(apdu: Apdu): void {
    const task = tasks[0];
    if (task === undefined) return;
    if (stage === 'registering') afterRegistration(task);
    else if (stage === 'enquiring') afterEnquiry(task, apdu);
    else if (stage === 'repeating') afterRepeat(task, seen);
    else if (stage === 'paying' && task.kind === 'authorise') afterPayment(task, seen);
  }

  function afterRegistration(task: Task): void {
    if (task.kind !== 'authorise') {
      command(STATUS_ENQUIRY, 'enquiring', statusEnquiry());
      return;
    }
    task.asked = true;
    command(AUTHORISATION, 'paying', authorisation({ amountCents: task.cents, currency: EURO }));
  }

  /** Only status 00 says that nothing runs at the terminal now; it never tells an outcome. */
  function afterEnquiry(task: Task, apdu: Apdu): void {
    const message = parseMessage(apdu, { answerTo: STATUS_ENQUIRY });
    const status = message.ok ? message.fields.terminalStatus : undefined;
    if (status !== 0) again(task);
    else command(REPEAT_RECEIPT, 'repeating', repeatReceipt({ password, serviceByte: RESULT_ONLY }));
  }

  function afterRepeat(task: Task, last: Seen | null): void {
    if (last !== null && last.record === null) {
      again(task);
      return;
    }
    const found: LastTransaction =
      last === null || last.record === null
        ? null
        : { record: last.record, result: last.result, amountCents: last.amountCents };
    if (task.kind === 'learn') {
      report.known(found === null ? 'none' : found.record);
      next();
    } else if (task.kind === 'enquire') {
      const verdict = judgeLastTransaction(task.baseline, found);
      if (verdict.outcome === 'unknown') {
        again(task);
        return;
      }
      next();
      report.outcome(task.payment, verdict.outcome, verdict.paidCents, found?.record ?? null);
    }
  }

  function afterPayment(task: Extract<Task, { kind: 'authorise' }>, last: Seen | null): void {
    if (last === null) {
      lost();
      return;
    }
    next();
    if (last.result === 0) report.outcome(task.payment, 'paid', last.amountCents, last.record);
    else report.outcome(task.payment, last.result === 0x6c ? 'aborted' : 'declined', 0, last.record);
  }

  function aborted(apdu: Apdu): void {
    const task = tasks[0];
    if (task === undefined) return;
    if (stage === 'repeating') {
      afterRepeat(task, null);
      return;
    }
    if (stage !== 'paying' || task.kind !== 'authorise') {
      again(task);
      return;
    }
    if (seen?.result === 0) {
      lost();
      return;
    }
    const message = parseMessage(apdu);
    const code = message.ok ? message.fields.resultCode : undefined;
    next();
    report.outcome(task.payment, code === 0x6c ? 'aborted' : 'declined', 0, seen?.record ?? null);
  }

  /** A command refused at once: nothing has happened at the terminal. */
  function refused(): void {
    const task = tasks[0];
    if (task === undefined) return;
    if (stage === 'paying' && task.kind === 'authorise') {
      next();
      report.outcome(task.payment, 'aborted', 0, null);
    } else again(task);
  }

  /** The connection is gone, or nothing was heard for too long. What that means depends on how far we were. */
  function lost(): void {
    if (stage === 'paying' && channel !== null) channel.send(abortRequest());
    disarm();
    hangUp();
    const task = tasks[0];
    if (task === undefined || closed) return;
    if (task.kind !== 'authorise') {
      again(task);
      return;
    }
    if (!task.asked) {
      next();
      report.outcome(task.payment, 'aborted', 0, null);
      return;
    }
    const { payment, baseline } = task;
    tasks[0] = { kind: 'enquire', payment, baseline, sinceMs: timers.now(), told: false };
    again(tasks[0]);
  }

  /** Asks again later; an outcome unknown for too long is reported once, and asking goes on. */
  function again(task: Task): void {
    disarm();
    hangUp();
    if (task.kind === 'enquire' && !task.told && timers.now() - task.sinceMs >= durations.enquiryLimitMs) {
      task.told = true;
      report.outcome(task.payment, 'unknown', 0, null);
    }
    if (task.kind === 'authorise') {
      next();
      report.outcome(task.payment, 'aborted', 0, null);
      return;
    }
    arm(durations.enquiryRetryMs, connect);
  }

  return {
    authorise: (payment, cents, baseline) => begin({ kind: 'authorise', payment, cents, baseline, asked: false }),
    enquire: (payment, _cents, baseline) =>
      begin({ kind: 'enquire', payment, baseline, sinceMs: timers.now(), told: false }),
    learn: () => begin({ kind: 'learn' }),
    close() {
      closed = true;
      disarm();
      hangUp();
    },
  };
}
