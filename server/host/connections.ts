/**
 * The devices that are connected: which connection is which device. A device that connects anew replaces its older
 * connection. Of a connection that was replaced, turned away or closed nothing more is heard. What the server says is for
 * the device, wherever it is now; but a welcome is for the connection that said hello: on a later one it would tell what
 * has become of a hold that was claimed long ago.
 */
import type { Channel } from '#protocols/channel';
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import { sometimes } from '#protocols/marks';
import { PROTOCOL_VERSION, type ClientMessage, type ServerMessage } from '#protocols/mpos/messages';

const connectsTwice = sometimes('connects-twice', 'a device connects while the server still has its older connection');
const welcomedLate = sometimes(
  'welcomed-late',
  'a device has connected anew before it could be welcomed on the connection before',
);
const nobodyThere = sometimes('nobody-there', 'the server has something to say to a device that is not connected');

export type DeviceHandlers = { onData(message: ClientMessage): void; onClose(): void };

export type Connections = {
  /** A device has connected; messages are validated already. */
  accept(channel: Channel<ServerMessage>): DeviceHandlers;
  /** `ask`: only on the connection of that number. */
  send(device: string, message: ServerMessage, ask?: number): void;
  /** Ends all connections; with an error, every device is told it first. */
  close(why?: ErrorCode): void;
};

/** What the server knows of its devices: whether one is known, and its IIS if that is not the one it comes to. */
export type Registry = {
  isKnown(device: string): boolean;
  rightIis(device: string, said: string | undefined): string | null;
};

/** Nobody is connected yet; `hear` gets what devices say, and the number of the connection. */
export function createConnections(
  registry: Registry,
  hear: (device: string, message: ClientMessage, ask: number) => void,
): Connections {
  const devices = new Map<string, Connection>();
  let asks = 0;
  /** The device that is being listened to: most of what is said is said to it. */
  let talking: Connection | null = null;

  /** What a device says for the first time on a connection: which one it is. */
  function introduced(connection: Connection, message: ClientMessage): boolean {
    if (message.type !== 'hello') connection.end('hello-first');
    else if (message.v !== PROTOCOL_VERSION) connection.end('protocol-version');
    else if (!registry.isKnown(message.device)) connection.end('unknown-device', message.device);
    else if (registry.rightIis(message.device, message.iis) !== null) {
      const right = registry.rightIis(message.device, message.iis) ?? '';
      connection.end('wrong-iis', right, right);
    } else {
      const older = devices.get(message.device);
      connectsTwice(older !== undefined);
      older?.end('device-replaced');
      connection.device = message.device;
      devices.set(message.device, connection);
    }
    return !connection.ended;
  }

  function heard(connection: Connection, message: ClientMessage): void {
    const { device } = connection;
    if (device === '') {
      if (!introduced(connection, message)) return;
    } else if (message.type === 'hello' && message.device !== device) {
      connection.end('device-replaced');
      return;
    }
    talking = connection;
    try {
      hear(connection.device, message, connection.ask);
    } finally {
      talking = null;
    }
  }

  function gone(connection: Connection): void {
    if (devices.get(connection.device) === connection) devices.delete(connection.device);
  }

  return {
    accept: (channel) => new Connection((asks += 1), channel, heard, gone),
    send(device, message, ask) {
      const to = talking?.device === device ? talking : devices.get(device);
      nobodyThere(to === undefined);
      if (to === undefined) return;
      const isLate = ask !== undefined && ask !== to.ask;
      if (ask !== undefined) welcomedLate(isLate);
      if (!isLate) to.channel.send(message);
    },
    close(why) {
      for (const connection of [...devices.values()]) connection.end(why);
    },
  };
}

/** The connection of a device. A class, as each device has one that is touched by everything it says. */
class Connection implements DeviceHandlers {
  /** Its number, by which what is asked on it is answered on it. */
  readonly ask: number;
  readonly channel: Channel<ServerMessage>;
  /** Empty until the device has said hello. */
  device = '';
  /** Whether the server has ended it: nothing more is heard. */
  ended = false;
  private readonly heard: (connection: Connection, message: ClientMessage) => void;
  private readonly gone: (connection: Connection) => void;

  constructor(ask: number, channel: Channel<ServerMessage>, heard: Connection['heard'], gone: Connection['gone']) {
    this.ask = ask;
    this.channel = channel;
    this.heard = heard;
    this.gone = gone;
  }

  onData(message: ClientMessage): void {
    if (!this.ended) this.heard(this, message);
  }

  onClose(): void {
    this.ended = true;
    this.gone(this);
  }

  /** Closes it; with an error, the device is told it first. */
  end(why?: ErrorCode, detail = '', iis?: string): void {
    this.ended = true;
    if (why !== undefined) {
      const { sentence } = errorTable[why];
      const text = detail === '' ? sentence : `${sentence} ${detail}`;
      this.channel.send({ type: 'error', code: why, text, ...(iis === undefined ? {} : { iis }) });
    }
    this.channel.close();
    this.gone(this);
  }
}
