/**
 * The thin clients that are connected, each with its station. A connection asks for a place; the core gives it one or
 * turns it away. A station lives as long as its client has its place on this connection: when the client comes back, a
 * new one begins where the journal says it was.
 *
 * A client gets the next screen when it has shown the last one: a slow one gets the newest, not every one.
 */
import type { Channel } from '#protocols/channel';
import { errorTable, type ErrorCode } from '#protocols/errors';
import { sometimes } from '#protocols/marks';
import type { ServerMessage } from '#protocols/mpos/messages';
import {
  THIN_CLIENT_VERSION,
  type FromThinClient,
  type ThinClientHello,
  type ToThinClient,
} from '#protocols/thin-client/messages';
import type { ServerConfig } from '#server/core/config';
import { assignedTerminal } from '#server/core/clients';
import type { State } from '#server/core/state';
import type { Input, Output } from '#server/core/turn';
import { pictureBytes } from '#server/station/picture-bytes';
import { shownOf, type Screen } from '#server/station/screen';
import { Station } from '#server/station/station';
import type { ServerPlatform } from './platform.ts';

const skipsScreens = sometimes('screen-skipped', 'a slow client is sent the newest screen in place of several');
const admittedTooLate = sometimes('admitted-too-late', 'a client is admitted whose connection has gone meanwhile');

export type ThinClientHandlers = { onData(message: FromThinClient): void; onClose(): void };

export type ThinClients = {
  /** A thin client has connected; messages are validated already. */
  accept(channel: Channel<ToThinClient>): ThinClientHandlers;
  /** Whether a device is a thin client with a station here. */
  has(client: string): boolean;
  /** What the core says to a client goes to its station. */
  hear(client: string, message: ServerMessage): void;
  perform(output: Extract<Output, { kind: 'admit' | 'turn-away' | 'end-station' }>): void;
  /** Ends all connections; with an error, every client is told it first. */
  close(why?: ErrorCode): void;
};

/** Nobody is connected yet. */
export function createThinClients(options: {
  config: ServerConfig;
  platform: Pick<ServerPlatform, 'timers'>;
  state(): State;
  feed(input: Input): void;
}): ThinClients {
  const asking = new Map<number, Connection>();
  const placed = new Map<string, Connection>();
  let asks = 0;

  function admit({ ask, client, session, station }: Extract<Output, { kind: 'admit' }>): void {
    const connection = asking.get(ask);
    asking.delete(ask);
    admittedTooLate(connection === undefined);
    if (connection === undefined) return;
    placed.get(client)?.end('device-replaced');
    placed.set(client, connection);
    const { heartbeatMs, toleranceMs } = options.config.durations;
    connection.channel.send({ type: 'admitted', session, heartbeatMs, toleranceMs });
    connection.begin(client, new Station({ ...stationOf(client, connection), start: station }));
  }

  function stationOf(client: string, connection: Connection): Omit<ConstructorParameters<typeof Station>[0], 'start'> {
    const { config, platform, feed } = options;
    const assigned = assignedTerminal(options.state(), client);
    return {
      timers: platform.timers,
      display: connection.display,
      menu: {
        language: config.language,
        operators: config.operators,
        articles: config.articles,
        terminals: assigned === null ? config.terminals.map(({ name }) => name) : [assigned],
      },
      ask: (message) => feed({ kind: 'message', device: client, message }),
      show: (screen, number) => connection.show(screen, number),
    };
  }

  function heard(connection: Connection, message: FromThinClient): void {
    const { client } = connection;
    if (message.type === 'hello') {
      ask(connection, message);
      return;
    }
    if (client === '') {
      connection.end('hello-first');
      return;
    }
    switch (message.type) {
      case 'pointer':
      case 'beat':
        options.feed({ kind: 'client-alive', client, token: message.token });
        if (message.type === 'beat') connection.channel.send({ type: 'alive', n: message.n });
        else connection.pointer(message);
        return;
      case 'shown':
        connection.shown(message.screen);
        return;
      case 'leave':
        options.feed({ kind: 'client-leaves', client });
        connection.end();
    }
  }

  function ask(connection: Connection, hello: ThinClientHello): void {
    if (hello.v !== THIN_CLIENT_VERSION) {
      connection.end('protocol-version');
      return;
    }
    asks += 1;
    asking.set(asks, connection);
    connection.display = hello.display;
    options.feed({ kind: 'client-hello', ask: asks, hello });
  }

  function gone(connection: Connection): void {
    for (const [ask, one] of asking) if (one === connection) asking.delete(ask);
    if (placed.get(connection.client) === connection) placed.delete(connection.client);
  }

  return {
    accept: (channel) => new Connection(channel, heard, gone),
    has: (client) => placed.has(client),
    hear: (client, message) => placed.get(client)?.station?.hear(message),
    perform(output) {
      switch (output.kind) {
        case 'admit':
          admit(output);
          return;
        case 'turn-away': {
          const connection = asking.get(output.ask);
          asking.delete(output.ask);
          connection?.end(output.code);
          return;
        }
        case 'end-station':
          placed.get(output.client)?.end(output.code);
      }
    },
    close(why) {
      for (const connection of [...asking.values(), ...placed.values()]) connection.end(why);
    },
  };
}

/** The connection of a thin client, and its station once it has a place. */
class Connection implements ThinClientHandlers {
  readonly channel: Channel<ToThinClient>;
  /** Empty until it has a place. */
  client = '';
  station: Station | null = null;
  display = { width: 0, height: 0 };
  private ended = false;
  /** The last screen that was sent, whether it is still to be shown there, and what is to be sent after it. */
  private sent: Screen | null = null;
  private sentNumber = 0;
  private inFlight = false;
  private next: { screen: Screen; number: number } | null = null;
  private readonly heard: (connection: Connection, message: FromThinClient) => void;
  private readonly gone: (connection: Connection) => void;

  constructor(channel: Channel<ToThinClient>, heard: Connection['heard'], gone: Connection['gone']) {
    this.channel = channel;
    this.heard = heard;
    this.gone = gone;
  }

  onData(message: FromThinClient): void {
    if (!this.ended) this.heard(this, message);
  }

  onClose(): void {
    this.ended = true;
    this.station = null;
    this.gone(this);
  }

  begin(client: string, station: Station): void {
    this.client = client;
    this.station = station;
  }

  pointer(message: Extract<FromThinClient, { type: 'pointer' }>): void {
    const isBehind = this.station?.pointer(message) ?? false;
    const { screen, number } = this.station?.shown() ?? { screen: null, number: 0 };
    if (isBehind && screen !== null && number !== message.screen) this.show(screen, number);
  }

  /** The client has shown a screen: the newest one since then may go. */
  shown(number: number): void {
    if (number !== this.sentNumber) return;
    this.inFlight = false;
    const { next } = this;
    this.next = null;
    if (next !== null) this.send(next.screen, next.number);
  }

  show(screen: Screen, number: number): void {
    if (!this.inFlight) {
      this.send(screen, number);
      return;
    }
    skipsScreens(this.next !== null);
    this.next = number === this.sentNumber ? null : { screen, number };
  }

  private send(screen: Screen, number: number): void {
    const bytes = pictureBytes(this.sent, screen);
    this.sent = screen;
    this.sentNumber = number;
    this.inFlight = true;
    const { title, tab, token } = screen;
    const widgets = shownOf(screen);
    this.channel.send({ type: 'screen', screen: number, title, display: this.display, widgets, tab, token, bytes });
  }

  /** Closes it; with an error, the client is told it first. */
  end(why?: ErrorCode): void {
    if (this.ended) return;
    this.ended = true;
    this.station = null;
    if (why !== undefined) this.channel.send({ type: 'turned-away', code: why, text: errorTable[why].sentence });
    this.channel.close();
    this.gone(this);
  }
}
