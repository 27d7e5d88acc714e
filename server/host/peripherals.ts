/** Whatever the server drives: a session with each printer, monitor, camera and payment terminal, made when it is first needed. */
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { printerProfiles } from '#protocols/escpos/profiles';
import { unreachable } from '#protocols/unreachable';
import type { ServerConfig } from '#server/core/config';
import type { Input, Output } from '#server/core/turn';
import { createCameraSession, type CameraSession } from './camera-session.ts';
import { createMonitorSession, type MonitorSession } from './monitor-session.ts';
import type { ServerPlatform } from './platform.ts';
import type { Tells } from './printer/connection.ts';
import { createPrinterSession, type PrinterSession } from './printer/session.ts';
import { createTerminalSession, type TerminalSession } from './terminal-session.ts';

/** Outputs that are for one of them. */
type Driving = Extract<
  Output,
  {
    kind:
      | 'authorise'
      | 'enquire'
      | 'learn-terminal'
      | 'close-day'
      | 'reverse'
      | 'enquire-reversal'
      | 'print'
      | 'watch-printer'
      | 'feed'
      | 'watch-camera'
      | 'leave-camera';
  }
>;
type Feed = (input: Input) => void;

export type Peripherals = { perform(output: Driving): void; close(): void };

/** No session is there yet; `feed` gets what they tell. */
export function createPeripherals(config: ServerConfig, platform: ServerPlatform, feed: Feed): Peripherals {
  const printers = sessions((name) => printerSession(name, config, platform, feed));
  const monitors = sessions((name) => monitorSession(name, config, platform, feed));
  const cameras = sessions((name) => cameraSession(name, config, platform, feed));
  const terminals = sessions((name) => terminalSession(name, config, platform, feed));
  return {
    perform(output) {
      switch (output.kind) {
        case 'authorise':
          return terminals.of(output.terminal).authorise(output.payment, output.cents, output.baseline);
        case 'enquire':
          return terminals.of(output.terminal).enquire(output.payment, output.cents, output.baseline);
        case 'learn-terminal':
          return terminals.of(output.terminal).learn();
        case 'close-day':
          return terminals.of(output.terminal).closeDay();
        case 'reverse':
          return terminals.of(output.terminal).reverse(output.payment, output.record);
        case 'enquire-reversal':
          return terminals.of(output.terminal).enquireReversal(output.payment, output.record);
        case 'print':
          return printers.of(output.printer).print(output.job, output.copy);
        case 'watch-printer':
          return printers.of(output.printer).watch();
        case 'feed':
          return monitors.of(output.monitor).feed(output.items);
        case 'watch-camera':
          return cameras.of(output.camera).watch();
        case 'leave-camera':
          return cameras.of(output.camera).leave();
        default:
          return unreachable(output);
      }
    },
    close() {
      for (const all of [printers, monitors, cameras, terminals]) all.close();
    },
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

function printerSession(name: string, config: ServerConfig, platform: ServerPlatform, feed: Feed): PrinterSession {
  const settings = config.printers.find((one) => one.name === name);
  return createPrinterSession({
    dial: platform.dialPrinter(name),
    timers: platform.timers,
    durations: { ...config.durations, failAfterMs: settings?.failAfterMs ?? config.durations.failAfterMs },
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

function cameraSession(
  camera: string,
  { durations }: ServerConfig,
  platform: ServerPlatform,
  feed: Feed,
): CameraSession {
  return createCameraSession({
    dial: platform.dialCamera(camera),
    timers: platform.timers,
    durations,
    frame: (frame, picture) => feed({ kind: 'camera-frame', camera, frame, picture }),
    gone: () => feed({ kind: 'camera-gone', camera }),
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
      reversal: (payment, finding) => {
        platform.log('info', 'reversal-outcome', { terminal: name, payment, ...finding });
        feed({ kind: 'reversal-outcome', terminal: name, payment, ...finding });
      },
    },
  });
}
