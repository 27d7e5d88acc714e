/**
 * One turn of the core: an input comes in, facts are recorded (and applied at once), outputs are collected. The host
 * journals the facts before any output leaves.
 */
import type { CloudAnswer, CloudRequest, ServiceOfServer } from '#protocols/cloud/exchange';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import type { Right } from '#protocols/mpos/tab-changes';
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import type { MonitorItem } from '#protocols/monitor/frames';
import type { ThinClientHello } from '#protocols/thin-client/messages';
import type { ToldStation } from '#protocols/smart-swap';
import type { StationHold } from '#machines/station/station-events';
import { apply } from './apply/apply.ts';
import type {
  Baseline,
  Fact,
  JournalEntry,
  PaymentOutcome,
  PrintEvidence,
  PrinterTrouble,
  ReversalOutcome,
  TerminalRecord,
} from './facts.ts';
import type { Job, State } from './state.ts';

export type Timer =
  | { kind: 'lease'; token: number }
  | { kind: 'restart-grace'; token: number }
  | { kind: 'look' }
  | { kind: 'client-lease'; client: string; session: number }
  | { kind: 'payment-hold'; payment: number }
  | { kind: 'redirect'; printer: string }
  | { kind: 'print-wait'; job: number }
  | { kind: 'monitor-wait'; monitor: string; item: number }
  | { kind: 'receipt-wait'; bill: number }
  | { kind: 'signature-wait'; handOver: number }
  | { kind: 'card-wait'; scan: number }
  | { kind: 'service-rest'; service: ServiceOfServer }
  | { kind: 'view-lease'; device: string; view: number };

export type Input =
  | { kind: 'started' }
  /** `code` is drawn by the platform for whoever asks for one; `ask` is the number of the connection it came on. */
  | { kind: 'message'; device: string; message: ClientMessage; code?: string; ask?: number }
  /** A thin client asks for a place, on a connection of that number. */
  | { kind: 'client-hello'; ask: number; hello: ThinClientHello }
  /** A sign of life of a client that has a place; it claims the hold of that token (0 for none). */
  | { kind: 'client-alive'; client: string; token: number }
  | { kind: 'client-leaves'; client: string }
  | { kind: 'timer'; timer: Timer }
  | { kind: 'terminal-known'; terminal: string; last: TerminalRecord | 'none' }
  /** What a terminal has told of its day. */
  | { kind: 'day-closed'; terminal: string; cents: number | null }
  /** Whether the last payment of a terminal was reversed, as it has proved. */
  | {
      kind: 'reversal-outcome';
      terminal: string;
      payment: number;
      outcome: ReversalOutcome;
      record: TerminalRecord | null;
    }
  | {
      kind: 'payment-outcome';
      payment: number;
      outcome: PaymentOutcome | 'unknown';
      paidCents: number;
      record: TerminalRecord | null;
    }
  /** `nearEnd` is what the printer told of its paper; absent if it cannot tell. */
  | { kind: 'printed'; printer: string; job: number; evidence: PrintEvidence; nearEnd?: boolean }
  | { kind: 'print-failed'; printer: string; job: number; trouble: PrinterTrouble; mayBePrinted: boolean }
  | { kind: 'printer-health'; printer: string; trouble: PrinterTrouble | null; nearEnd?: boolean }
  | { kind: 'items-shown'; monitor: string; item: number }
  /** A camera that is watched has a new picture (in base64), or gives none any more. */
  | { kind: 'camera-frame'; camera: string; frame: number; picture: string }
  | { kind: 'camera-gone'; camera: string }
  /** Of what was asked last; null if nothing came in time. */
  | { kind: 'service-answered'; service: ServiceOfServer; answer: CloudAnswer | null };

export type Output =
  /** With `ask` it answers what came on the connection of that number, and is for no other. */
  | { kind: 'send'; device: string; message: ServerMessage; ask?: number }
  | { kind: 'timer'; inMs: number; timer: Timer }
  /** The client of that connection has a place: its station begins, or goes on, with what is known of it. */
  | { kind: 'admit'; ask: number; client: string; session: number; station: StationStart }
  | { kind: 'turn-away'; ask: number; code: ErrorCode; sentence?: string; iis?: string }
  /** The client has no place any more: its station ends, and it is told why. */
  | { kind: 'end-station'; client: string; code: ErrorCode }
  | { kind: 'authorise'; payment: number; terminal: string; cents: number; baseline: Baseline }
  | { kind: 'enquire'; payment: number; terminal: string; cents: number; baseline: Baseline }
  | { kind: 'learn-terminal'; terminal: string }
  | { kind: 'close-day'; terminal: string }
  /** Reverse the payment of that record, or find out whether it was reversed. */
  | { kind: 'reverse' | 'enquire-reversal'; terminal: string; payment: number; record: TerminalRecord }
  | { kind: 'print'; printer: string; job: Job; copy: boolean }
  | { kind: 'watch-printer'; printer: string }
  /** What a kitchen monitor is to show, behind all that it was sent before. */
  | { kind: 'feed'; monitor: string; items: readonly MonitorItem[] }
  /** The pictures of a camera are wanted from now on, or no more. */
  | { kind: 'watch-camera'; camera: string }
  | { kind: 'leave-camera'; camera: string }
  /** Ask a cloud service, and tell its answer. */
  | { kind: 'ask-service'; service: ServiceOfServer; request: CloudRequest }
  /** Something people should know, where the floor has no other way to tell them. */
  | { kind: 'warn'; event: string; fields: Record<string, unknown> };

/** What a station begins with: who is signed on, the hold there is, and where the numbers of its client stand. */
export type StationStart = {
  operator: string | null;
  /** With the station of SmartSwap in force under it. */
  hold: (StationHold & { station?: ToldStation }) | null;
  lastReq: number;
  lastSeq: number;
};

/**
 * What `step` answers: facts to journal first, then outputs to perform. `failure` is an error of the program itself;
 * what was recorded before it has changed the state, so it is journalled all the same and the state stays the fold of
 * its journal.
 */
export type StepResult = { state: State; facts: JournalEntry[]; outputs: Output[]; failure?: unknown };

/**
 * When an input comes, on two clocks. `nowMs` is a monotonic clock of this process: everything that lasts is measured
 * on it, so no deadline moves when somebody sets the system's clock. `wallMs` is what the clock on the wall says (ms
 * since 1970), for times that people read; `zoneMs` is by how much the time of day is ahead of that where the server stands
 * (0 if absent), as time zone and season want it. After a restart the monotonic clock may stand anywhere.
 */
export type Clock = { nowMs: number; wallMs: number; zoneMs?: number };

/** `step` as a type: the mutants of the test harness are decorators of it. */
export type Step = (state: State, clock: Clock, input: Input) => StepResult;

/** `now` is monotonic, see `Clock`. */
export type Turn = {
  state: State;
  now: number;
  wallMs: number;
  zoneMs: number;
  facts: JournalEntry[];
  outputs: Output[];
};

/** A turn in which nothing is decided yet. */
export function beginTurn(state: State, clock: Clock): Turn {
  return { state, now: clock.nowMs, wallMs: clock.wallMs, zoneMs: clock.zoneMs ?? 0, facts: [], outputs: [] };
}

/** Records a fact: applied to the state at once, journalled by the host before any output of this turn leaves. */
export function record(turn: Turn, fact: Fact): void {
  const entry = { n: turn.state.entries + 1, at: turn.wallMs, fact };
  turn.facts.push(entry);
  apply(turn.state, entry);
}

/** Sends a message to a device. */
export function send(turn: Turn, device: string, message: ServerMessage, ask?: number): void {
  turn.outputs.push(ask === undefined ? { kind: 'send', device, message } : { kind: 'send', device, message, ask });
}

/** Tells the operators of the server. */
export function warn(turn: Turn, event: string, fields: Record<string, unknown>): void {
  turn.outputs.push({ kind: 'warn', event, fields });
}

/** Refuses a request. A refusal is no fact: a repetition of the request is decided afresh. */
export function refuse(
  turn: Turn,
  device: string,
  req: number,
  code: ErrorCode,
  extra: { holder?: string; sinceMs?: number; freeInMs?: number; right?: Right } = {},
): void {
  send(turn, device, { type: 'reply', req, ok: false, code, text: errorTable[code].sentence, ...extra });
}

/** Answers a request for good: the answer is journalled, so that a repetition gets the same one, restart or not. */
export function answer(turn: Turn, device: string, reply: Extract<ServerMessage, { type: 'reply'; ok: true }>): void {
  record(turn, { kind: 'answered', device, req: reply.req, reply });
  send(turn, device, reply);
}
