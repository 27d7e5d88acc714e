/**
 * The running server without its sockets and files: it folds the journal, feeds the core, journals facts before any
 * output leaves, and talks to devices, printers and terminals through the platform. The real process and the
 * simulation run this same code.
 */
import type { Channel } from '#protocols/channel';
import { errorTable, type ErrorCode } from '#protocols/errors';
import { PROTOCOL_VERSION, type ClientMessage, type ServerMessage } from '#protocols/mpos/messages';
import { unreachable } from '#protocols/unreachable';
import { apply } from '#server/core/apply';
import type { ServerConfig } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { emptyState, type State } from '#server/core/state';
import { step as referenceStep } from '#server/core/step';
import type { Input, Output, Step } from '#server/core/turn';
import type { ServerPlatform } from './platform.ts';
import { createPrinterSession, type PrinterSession } from './printer-session.ts';
import { createTerminalSession, type TerminalSession } from './terminal-session.ts';

export type ServerHost = {
  /** A device has connected; messages are validated already. */
  accept(channel: Channel<ServerMessage>): DeviceHandlers;
  state(): State;
  /** Closes everything; nothing is decided any more. */
  stop(): void;
};
export type DeviceHandlers = { onData(message: ClientMessage): void; onClose(): void };

/** Starts a server on what its journal holds. `step` is the core, or a mutant of it. */
export function startHost(
  config: ServerConfig,
  platform: ServerPlatform,
  journal: Iterable<JournalEntry>,
  step: Step = referenceStep,
): ServerHost {
  const { timers } = platform;
  const { durations } = config;
  let state = emptyState(config);
  for (const entry of journal) apply(state, entry);

  let stopped = false;
  const devices = new Map<string, Connection>();
  /** The device that is being listened to: most of what is said is said to it. */
  let talking: Connection | null = null;
  const waiting: Output[][] = [];
  const printers = new Map<string, PrinterSession>();
  const terminals = new Map<string, TerminalSession>();

  function feed(input: Input): void {
    if (stopped) return;
    const result = step(state, { nowMs: timers.now(), wallMs: platform.wallClock() }, input);
    state = result.state;
    if (result.facts.length > 0) {
      waiting.push(result.outputs);
      platform.append(result.facts, release);
      return;
    }
    const last = waiting[waiting.length - 1];
    if (last === undefined) performAll(result.outputs);
    else last.push(...result.outputs);
  }

  /** The oldest journalled facts are durable: their outputs may leave. */
  function release(): void {
    const outputs = waiting.shift();
    if (outputs !== undefined) performAll(outputs);
  }

  function performAll(outputs: readonly Output[]): void {
    for (const output of outputs) if (!stopped) perform(output);
  }

  function perform(output: Output): void {
    switch (output.kind) {
      case 'send':
        send(output.device, output.message);
        return;
      case 'timer':
        timers.after(output.inMs, () => feed({ kind: 'timer', timer: output.timer }));
        return;
      case 'authorise':
        terminal(output.terminal).authorise(output.payment, output.cents, output.baseline);
        return;
      case 'enquire':
        terminal(output.terminal).enquire(output.payment, output.cents, output.baseline);
        return;
      case 'learn-terminal':
        terminal(output.terminal).learn();
        return;
      case 'print':
        printer(output.printer).print(output.job, output.copy);
        return;
      case 'watch-printer':
        printer(output.printer).watch();
        return;
      default:
        unreachable(output);
    }
  }

  function send(device: string, message: ServerMessage): void {
    const to = talking?.device === device ? talking : devices.get(device);
    to?.channel.send(message);
  }

  function printer(name: string): PrinterSession {
    let session = printers.get(name);
    if (session === undefined) {
      session = createPrinterSession({
        dial: platform.dialPrinter(name),
        timers,
        durations,
        codeTable: config.printers.find((one) => one.name === name)?.codeTable ?? 'cp858',
        report: {
          printed: (job) => feed({ kind: 'printed', printer: name, job }),
          failed: (job, trouble, mayBePrinted) => {
            platform.log('warn', 'print-failed', { printer: name, job, trouble, mayBePrinted });
            feed({ kind: 'print-failed', printer: name, job, trouble, mayBePrinted });
          },
          health: (trouble) => feed({ kind: 'printer-health', printer: name, trouble }),
        },
      });
      printers.set(name, session);
    }
    return session;
  }

  function terminal(name: string): TerminalSession {
    let session = terminals.get(name);
    if (session === undefined) {
      session = createTerminalSession({
        dial: platform.dialTerminal(name),
        timers,
        durations,
        password: config.terminals.find((one) => one.name === name)?.password ?? '000000',
        report: {
          outcome: (payment, finding) => {
            const { outcome } = finding;
            platform.log(outcome === 'unknown' ? 'warn' : 'info', 'payment-outcome', {
              terminal: name,
              payment,
              ...finding,
            });
            feed({
              kind: 'payment-outcome',
              payment,
              outcome,
              paidCents: outcome === 'paid' ? finding.paidCents : 0,
              record: outcome === 'unknown' ? null : finding.record,
            });
          },
          known: (last) => feed({ kind: 'terminal-known', terminal: name, last }),
        },
      });
      terminals.set(name, session);
    }
    return session;
  }

  /** What a device says for the first time on a connection: which one it is. */
  function introduced(connection: Connection, message: ClientMessage): boolean {
    if (message.type !== 'hello') turnAway(connection, 'hello-first');
    else if (message.v !== PROTOCOL_VERSION) turnAway(connection, 'protocol-version');
    else if (!state.live.deviceConfig.has(message.device)) turnAway(connection, 'unknown-device', message.device);
    else {
      const older = devices.get(message.device);
      connection.device = message.device;
      devices.set(message.device, connection);
      if (older !== undefined) {
        older.replaced = true;
        older.channel.close();
      }
      return true;
    }
    return false;
  }

  function hear(connection: Connection, message: ClientMessage): void {
    if (stopped) return;
    const { device } = connection;
    if (device === '') {
      if (!introduced(connection, message)) return;
    } else if (connection.replaced || (message.type === 'hello' && message.device !== device)) {
      turnAway(connection, 'device-replaced');
      return;
    }
    talking = connection;
    feed({ kind: 'message', device: connection.device, message });
    talking = null;
  }

  function gone(connection: Connection): void {
    if (devices.get(connection.device) === connection) devices.delete(connection.device);
  }

  feed({ kind: 'started' });
  return {
    accept: (channel) => new Connection(channel, hear, gone),
    state: () => state,
    stop() {
      stopped = true;
      for (const session of printers.values()) session.close();
      for (const session of terminals.values()) session.close();
      for (const { channel } of devices.values()) channel.close();
      devices.clear();
    },
  };
}

/** The connection of a device. A class, as each device has one that is touched by everything it says. */
class Connection implements DeviceHandlers {
  readonly channel: Channel<ServerMessage>;
  /** Empty until the device has said hello. */
  device = '';
  /** Whether the device has connected anew. */
  replaced = false;
  private readonly hear: (connection: Connection, message: ClientMessage) => void;
  private readonly gone: (connection: Connection) => void;

  constructor(channel: Channel<ServerMessage>, hear: Connection['hear'], gone: Connection['gone']) {
    this.channel = channel;
    this.hear = hear;
    this.gone = gone;
  }

  onData(message: ClientMessage): void {
    this.hear(this, message);
  }

  onClose(): void {
    this.gone(this);
  }
}

function turnAway({ channel }: Connection, code: ErrorCode, detail = ''): void {
  const text = detail === '' ? errorTable[code].sentence : `${errorTable[code].sentence} ${detail}`;
  channel.send({ type: 'error', code, text });
  channel.close();
}
