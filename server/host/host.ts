/**
 * The running server without its sockets and files: it folds the journal, feeds the core, carries out what it decides,
 * and talks to devices, printers and terminals through the platform. The real process and the simulation run this same
 * code.
 */
import type { Channel } from '#protocols/channel';
import type { ErrorCode } from '#protocols/errors';
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { printerProfiles } from '#protocols/escpos/profiles';
import { always } from '#protocols/marks';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import type { ToThinClient } from '#protocols/thin-client/messages';
import type { PictureMessage } from '#protocols/thin-client/pictures';
import { unreachable } from '#protocols/unreachable';
import { apply } from '#server/core/apply/apply';
import type { ServerConfig } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { rightIis } from '#server/core/clients/iis';
import { emptyState, type State } from '#server/core/state';
import { step as referenceStep } from '#server/core/step';
import type { Input, Output, Step } from '#server/core/turn';
import { createConnections, type DeviceHandlers, type Registry } from './connections.ts';
import { startDeciding } from './decisions.ts';
import { createMonitorSession, type MonitorSession } from './monitor-session.ts';
import type { ServerPlatform } from './platform.ts';
import type { Tells } from './printer/connection.ts';
import { createPrinterSession, type PrinterSession } from './printer/session.ts';
import { createServiceLine } from './service-line.ts';
import { createTerminalSession, type TerminalSession } from './terminal-session.ts';
import { createTillDesk, TILL_PAGE, type TillDesk } from './till-desk.ts';
import { ThinClients } from './thin-clients.ts';
import type { ThinClientHandlers } from './thin-connection.ts';

export type ServerHost = {
  /** A device has connected; messages are validated already. */
  accept(channel: Channel<ServerMessage>): DeviceHandlers;
  /** A thin client has connected; messages are validated already. */
  acceptThinClient(channel: Channel<ToThinClient | PictureMessage>): ThinClientHandlers;
  /** What people do at the till's page. */
  till: Pick<TillDesk, 'ask'>;
  state(): State;
  /** Closes everything; nothing is decided any more. With an error, every device is told it first. */
  stop(why?: ErrorCode): void;
};

const timerAhead = always('timer-ahead', 'a timer of the server is set for a time to come');

/** Starts a server on what its journal holds. `step` is the core, or a mutant of it. */
export function startHost(
  config: ServerConfig,
  platform: ServerPlatform,
  journal: Iterable<JournalEntry>,
  step: Step = referenceStep,
): ServerHost {
  const { timers } = platform;
  const decisions = startDeciding({ state: folded(config, journal), step, platform, perform });
  const { feed } = decisions;
  const registry = registryOf(() => decisions.state());
  const connections = createConnections(registry, said);
  const till = createTillDesk(decisions.state, (message) => said(TILL_PAGE, message));
  const thinClients = new ThinClients({ config, platform, state: decisions.state, feed });
  const { close: hangUp, printers, monitors, terminals } = peripheralsOf(config, platform, feed);
  const services = createServiceLine(platform, config.durations.serviceAnswerMs, feed);

  function said(device: string, message: ClientMessage): void {
    const code = message.type === 'freestyle-code' ? { code: platform.drawCode() } : {};
    feed({ kind: 'message', device, message, ...code });
  }

  function perform(output: Output, waitedMs: number): void {
    switch (output.kind) {
      case 'send':
        if (output.device === TILL_PAGE) till.hear(output.message);
        else if (thinClients.has(output.device)) thinClients.hear(output.device, output.message);
        else connections.send(output.device, output.message);
        return;
      case 'admit':
      case 'turn-away':
      case 'end-station':
        thinClients.perform(output);
        return;
      case 'timer':
        timerAhead(output.inMs >= 0);
        timers.after(Math.max(0, output.inMs - waitedMs), () => feed({ kind: 'timer', timer: output.timer }));
        return;
      case 'authorise':
        terminals.of(output.terminal).authorise(output.payment, output.cents, output.baseline);
        return;
      case 'enquire':
        terminals.of(output.terminal).enquire(output.payment, output.cents, output.baseline);
        return;
      case 'learn-terminal':
        terminals.of(output.terminal).learn();
        return;
      case 'close-day':
        terminals.of(output.terminal).closeDay();
        return;
      case 'print':
        printers.of(output.printer).print(output.job, output.copy);
        return;
      case 'watch-printer':
        return printers.of(output.printer).watch();
      case 'ask-service':
        return services.ask(output);
      case 'feed':
        return monitors.of(output.monitor).feed(output.items);
      case 'warn':
        platform.log('warn', output.event, output.fields);
        return;
      default:
        unreachable(output);
    }
  }

  feed({ kind: 'started' });
  return {
    accept: connections.accept,
    acceptThinClient: (channel) => thinClients.accept(channel),
    till,
    state: decisions.state,
    stop(why) {
      decisions.stop();
      hangUp();
      connections.close(why);
      thinClients.close(why);
    },
  };
}

/** What the journal says has become of the floor. */
function folded(config: ServerConfig, journal: Iterable<JournalEntry>): State {
  const state = emptyState(config);
  state.live.deviceConfig.set(TILL_PAGE, { name: TILL_PAGE, family: 'till', beltPrinter: false });
  for (const entry of journal) apply(state, entry);
  return state;
}

function registryOf(state: () => State): Registry {
  return {
    isKnown: (device) => state().live.deviceConfig.has(device),
    rightIis: (device, iis) => rightIis(state(), device, iis),
  };
}

/** One session for each name, made when it is first needed. */
function sessions<S extends { close(): void }>(make: (name: string) => S): { of(name: string): S; close(): void } {
  const made = new Map<string, S>();
  return {
    of(name) {
      let session = made.get(name);
      if (session === undefined) {
        session = make(name);
        made.set(name, session);
      }
      return session;
    },
    close() {
      for (const session of made.values()) session.close();
    },
  };
}

type Feed = (input: Input) => void;

/** Sessions with whatever the server drives. */
function peripheralsOf(config: ServerConfig, platform: ServerPlatform, feed: Feed) {
  const printers = sessions((name) => printerSession(name, config, platform, feed));
  const monitors = sessions((name) => monitorSession(name, config, platform, feed));
  const terminals = sessions((name) => terminalSession(name, config, platform, feed));
  return {
    printers,
    monitors,
    terminals,
    close() {
      for (const all of [printers, monitors, terminals]) all.close();
    },
  };
}

function printerSession(name: string, config: ServerConfig, platform: ServerPlatform, feed: Feed): PrinterSession {
  const settings = config.printers.find((one) => one.name === name);
  return createPrinterSession({
    dial: platform.dialPrinter(name),
    timers: platform.timers,
    durations: config.durations,
    codeTable: settings?.codeTable ?? 'cp858',
    tells: tellsOf(settings),
    failing: settings?.failing ?? USUALLY_FAILING,
    report: {
      printed: (job, evidence, paper) => feed({ kind: 'printed', printer: name, job, evidence, ...paper }),
      failed: (job, trouble, mayBePrinted) => {
        platform.log('warn', 'print-failed', { printer: name, job, trouble, mayBePrinted });
        feed({ kind: 'print-failed', printer: name, job, trouble, mayBePrinted });
      },
      health: (trouble, paper) => feed({ kind: 'printer-health', printer: name, trouble, ...paper }),
    },
  });
}

/** What a printer can tell: as its profile says, or as configured in place of that. */
function tellsOf(settings: ServerConfig['printers'][number] | undefined): Tells {
  const profile = printerProfiles[settings?.profile ?? 'epson'];
  return {
    asb: profile.asb,
    bufferBytes: profile.bufferBytes,
    realTimeStatus: settings?.asks ?? profile.realTimeStatus,
    confirms: settings?.confirms ?? profile.confirms,
  };
}

function monitorSession(
  monitor: string,
  { durations }: ServerConfig,
  platform: ServerPlatform,
  feed: Feed,
): MonitorSession {
  return createMonitorSession({
    dial: platform.dialMonitor(monitor),
    timers: platform.timers,
    durations,
    shown: (item) => feed({ kind: 'items-shown', monitor, item }),
  });
}

function terminalSession(name: string, config: ServerConfig, platform: ServerPlatform, feed: Feed): TerminalSession {
  return createTerminalSession({
    dial: platform.dialTerminal(name),
    timers: platform.timers,
    durations: config.durations,
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
      dayClosed: (cents) => feed({ kind: 'day-closed', terminal: name, cents }),
    },
  });
}
