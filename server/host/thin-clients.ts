/**
 * The thin clients that are connected, each with its station. A connection asks for a place; the core gives it one or
 * turns it away. A station lives as long as its client has its place on this connection: when the client comes back, a
 * new one begins where the journal says it was.
 */
import type { Channel } from '#protocols/channel';
import type { ErrorCode } from '#protocols/errors/errors';
import { sometimes } from '#protocols/marks';
import { readsCards } from '#protocols/mpos/cards';
import type { ServerMessage } from '#protocols/mpos/messages';
import {
  THIN_CLIENT_VERSION,
  type FromThinClient,
  type ThinClientHello,
  type ToThinClient,
} from '#protocols/thin-client/messages';
import type { PictureMessage } from '#protocols/thin-client/pictures';
import { isArticle } from '#server/core/apply/apply-tabs';
import { assignedTerminal } from '#server/core/clients/clients';
import { iisOf, settingsOf } from '#server/core/clients/iis';
import type { ServerConfig } from '#server/core/config';
import type { State } from '#server/core/state';
import type { Input, Output } from '#server/core/turn';
import { uprightOf } from '#server/station/screen';
import { Station, type StationOptions } from '#server/station/station';
import type { ServerPlatform } from './platform.ts';
import { ThinConnection, type ThinClientHandlers } from './thin-connection.ts';

const admittedTooLate = sometimes('admitted-too-late', 'a client is admitted whose connection has gone meanwhile');

const helloOfBefore = sometimes(
  'hello-of-before',
  'a client says hello on a connection that it has given up for a later one',
);

type ThinClientsOptions = {
  config: ServerConfig;
  platform: Pick<ServerPlatform, 'timers' | 'render'>;
  state(): State;
  feed(input: Input): void;
};
type Admitted = Extract<Output, { kind: 'admit' }>;

export class ThinClients {
  private readonly options: ThinClientsOptions;
  private readonly asking = new Map<number, ThinConnection>();
  private readonly placed = new Map<string, ThinConnection>();
  private asks = 0;

  /** Nobody is connected yet. */
  constructor(options: ThinClientsOptions) {
    this.options = options;
  }

  /** A thin client has connected; messages are validated already. */
  accept(channel: Channel<ToThinClient | PictureMessage>): ThinClientHandlers {
    return new ThinConnection(
      channel,
      this.options.platform.render ?? (() => null),
      (connection, message) => this.heard(connection, message),
      (connection) => this.gone(connection),
    );
  }

  /** Whether a device is a thin client with a station here. */
  has(client: string): boolean {
    return this.placed.has(client);
  }

  /** What the core says to a client goes to its station. */
  hear(client: string, message: ServerMessage): void {
    this.placed.get(client)?.station?.hear(message);
  }

  perform(output: Extract<Output, { kind: 'admit' | 'turn-away' | 'end-station' }>): void {
    switch (output.kind) {
      case 'admit':
        this.admit(output);
        return;
      case 'turn-away':
        this.asked(output.ask)?.end(output.code, output);
        return;
      case 'end-station':
        this.placed.get(output.client)?.end(output.code);
    }
  }

  /** Ends all connections; with an error, every client is told it first. */
  close(why?: ErrorCode): void {
    for (const connection of [...this.asking.values(), ...this.placed.values()]) connection.end(why);
  }

  private asked(ask: number): ThinConnection | undefined {
    const connection = this.asking.get(ask);
    this.asking.delete(ask);
    return connection;
  }

  private admit({ ask, client, session, station }: Admitted): void {
    const connection = this.asked(ask);
    admittedTooLate(connection === undefined);
    if (connection === undefined) return;
    this.placed.get(client)?.end('device-replaced');
    this.placed.set(client, connection);
    const { heartbeatMs, toleranceMs } = this.options.config.durations;
    connection.channel.send({ type: 'admitted', session, heartbeatMs, toleranceMs });
    connection.begin(client, new Station({ ...this.stationOf(client, connection), start: station }));
  }

  private stationOf(client: string, connection: ThinConnection): Omit<StationOptions, 'start'> {
    const { config, platform, feed, state } = this.options;
    const { language, operators } = config;
    const { offers } = settingsOf(config, iisOf(state(), client, connection.iis));
    const assigned = assignedTerminal(state(), client);
    const simpleOrder = simpleOrderOf(config);
    const cameras = config.cameras.map(({ name }) => name);
    const terminals = assigned === null ? config.terminals.map(({ name }) => name) : [assigned];
    return {
      timers: platform.timers,
      display: connection.display,
      scans: readsCards(connection.model),
      menu: {
        language,
        operators,
        articles: config.articles,
        offers: offers ?? undefined,
        simpleOrder,
        terminals,
        cameras,
      },
      standing: (tab) =>
        state()
          .tabs.get(tab)
          ?.lines.filter(({ article }) => isArticle(article)) ?? [],
      ask: (message) => feed({ kind: 'message', device: client, message }),
      say: (message) => feed({ kind: 'message', device: client, message }),
      show: (screen, number) => connection.show(screen, number),
      frame: (frame) => connection.frame(frame),
    };
  }

  private heard(connection: ThinConnection, message: FromThinClient): void {
    const { client } = connection;
    const { feed } = this.options;
    if (message.type === 'hello') this.ask(connection, message);
    else if (client === '') connection.end('hello-first');
    else if (message.type === 'shown') connection.shown(message.screen);
    else if (message.type === 'frame-seen') feed({ kind: 'message', device: client, message });
    else if (message.type === 'leave') {
      feed({ kind: 'client-leaves', client });
      connection.end();
    } else {
      feed({ kind: 'client-alive', client, token: message.token });
      if (message.type === 'beat') connection.channel.send({ type: 'alive', n: message.n });
      else connection.input(message);
    }
  }

  private ask(connection: ThinConnection, hello: ThinClientHello): void {
    if (hello.v !== THIN_CLIENT_VERSION) {
      connection.end('protocol-version');
      return;
    }
    const isOfBefore = this.hasLater(hello);
    helloOfBefore(isOfBefore);
    if (isOfBefore) {
      connection.end('device-replaced');
      return;
    }
    // It has dialled anew: what still comes on the connection before was meant for a screen that is not shown any more.
    for (const one of this.placed.values()) if (one.install === hello.install) one.end('device-replaced');
    this.asks += 1;
    this.asking.set(this.asks, connection);
    connection.install = hello.install;
    connection.dial = hello.dial ?? 0;
    connection.display = uprightOf(hello.display);
    connection.iis = hello.iis;
    connection.model = hello.model?.name;
    this.options.feed({ kind: 'client-hello', ask: this.asks, hello });
  }

  /** Whether the device has said a later hello on a connection that lives: this one was long on its way. */
  private hasLater({ install, dial }: ThinClientHello): boolean {
    if (dial === undefined) return false;
    for (const connections of [this.asking, this.placed])
      for (const one of connections.values()) if (one.install === install && one.dial > dial) return true;
    return false;
  }

  private gone(connection: ThinConnection): void {
    for (const [ask, one] of this.asking) if (one === connection) this.asking.delete(ask);
    if (this.placed.get(connection.client) === connection) this.placed.delete(connection.client);
  }
}

/** What the one key of a Simple Order is for, where one is set up. */
function simpleOrderOf({ simpleOrder, articles }: ServerConfig): StationOptions['menu']['simpleOrder'] {
  const article = articles.find(({ name }) => name === simpleOrder?.article);
  return simpleOrder === undefined || article === undefined ? undefined : { tab: simpleOrder.tab, article };
}
