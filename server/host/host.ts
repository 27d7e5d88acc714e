/**
 * The running server without its sockets and files: it folds the journal, feeds the core, carries out what it decides,
 * and talks to devices, printers and terminals through the platform. The real process and the simulation run this same
 * code.
 */
import type { Channel } from '#protocols/channel';
import type { ErrorCode } from '#protocols/errors/errors';
import { always } from '#protocols/marks';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import type { ToThinClient } from '#protocols/thin-client/messages';
import type { PictureMessage } from '#protocols/thin-client/pictures';
import { apply } from '#server/core/apply/apply';
import type { ServerConfig } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { rightIis } from '#server/core/clients/iis';
import { emptyState, type State } from '#server/core/state';
import { step as referenceStep } from '#server/core/step';
import type { Output, Step } from '#server/core/turn';
import { createConnections, type DeviceHandlers, type Registry } from './connections.ts';
import { startDeciding } from './decisions.ts';
import { createPeripherals } from './peripherals.ts';
import type { ServerPlatform } from './platform.ts';
import { createServiceLine } from './service-line.ts';
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
  const peripherals = createPeripherals(config, platform, feed);
  const services = createServiceLine(platform, config.durations.serviceAnswerMs, feed);

  function said(device: string, message: ClientMessage, ask?: number): void {
    if (message.type === 'hello') feed({ kind: 'message', device, message, ask });
    else if (message.type === 'freestyle-code') feed({ kind: 'message', device, message, code: platform.drawCode() });
    else feed({ kind: 'message', device, message });
  }

  function perform(output: Output, waitedMs: number): void {
    switch (output.kind) {
      case 'send':
        if (output.device === TILL_PAGE) till.hear(output.message);
        else if (thinClients.has(output.device)) thinClients.hear(output.device, output.message);
        else connections.send(output.device, output.message, output.ask);
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
      case 'ask-service':
        return services.ask(output);
      case 'warn':
        platform.log('warn', output.event, output.fields);
        return;
      default:
        peripherals.perform(output);
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
      peripherals.close();
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
