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
  const devices = new Map<string, Channel<ServerMessage>>();
  const waiting: Output[][] = [];
  const printers = new Map<string, PrinterSession>();
  const terminals = new Map<string, TerminalSession>();

  function feed(input: Input): void {
    if (stopped) return;
    const result = step(state, timers.now(), input);
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
        devices.get(output.device)?.send(output.message);
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
          outcome: (payment, outcome, paidCents, record) => {
            platform.log(outcome === 'unknown' ? 'warn' : 'info', 'payment-outcome', {
              terminal: name,
              payment,
              outcome,
              paidCents,
            });
            feed({ kind: 'payment-outcome', payment, outcome, paidCents, record });
          },
          known: (last) => feed({ kind: 'terminal-known', terminal: name, last }),
        },
      });
      terminals.set(name, session);
    }
    return session;
  }

  function accept(channel: Channel<ServerMessage>): DeviceHandlers {
    let device: string | null = null;
    const turnAway = (code: ErrorCode, detail = ''): void => {
      const text = detail === '' ? errorTable[code].sentence : `${errorTable[code].sentence} ${detail}`;
      channel.send({ type: 'error', code, text });
      channel.close();
    };
    return {
      onData(message) {
        if (stopped) return;
        if (device === null) {
          if (message.type !== 'hello') {
            turnAway('hello-first');
            return;
          }
          if (message.v !== PROTOCOL_VERSION) {
            turnAway('protocol-version');
            return;
          }
          if (!state.live.deviceConfig.has(message.device)) {
            turnAway('unknown-device', message.device);
            return;
          }
          device = message.device;
          const older = devices.get(device);
          devices.set(device, channel);
          if (older !== undefined) older.close();
        } else if (devices.get(device) !== channel || (message.type === 'hello' && message.device !== device)) {
          turnAway('device-replaced');
          return;
        }
        feed({ kind: 'message', device, message });
      },
      onClose() {
        if (device !== null && devices.get(device) === channel) devices.delete(device);
      },
    };
  }

  feed({ kind: 'started' });
  return {
    accept,
    state: () => state,
    stop() {
      stopped = true;
      for (const session of printers.values()) session.close();
      for (const session of terminals.values()) session.close();
      for (const channel of devices.values()) channel.close();
      devices.clear();
    },
  };
}
