/** A device's end of one connection to the server. */
import type { Channel, ChannelHandlers } from '#protocols/channel';
import type { ServerMessage } from '#protocols/mpos/messages';
import type { Ground } from '../grounds/ground.ts';
import type { Heart } from './heartbeat.ts';

/** What becomes of a connection, told to the device that has dialled it. */
export type Dialler = {
  opened(channel: Channel<unknown>): void;
  heard(channel: Channel<unknown>, message: ServerMessage): void;
  closed(channel: Channel<unknown>): void;
};

/** Dials the server. What comes in goes to `dialler`, but for answers to beats: they need no decision of the app. */
export function dialServer(ground: Ground, device: string, heart: Heart, dialler: Dialler): Channel<unknown> {
  const connection = new Connection(heart, dialler);
  const channel = ground.dialServer(device, connection) as Channel<unknown>;
  connection.channel = channel;
  return channel;
}

/** A class, as each device has one, and an answer to a beat touches it all night. */
class Connection implements ChannelHandlers<ServerMessage> {
  channel: Channel<unknown> | null = null;
  private readonly heart: Heart;
  private readonly dialler: Dialler;

  constructor(heart: Heart, dialler: Dialler) {
    this.heart = heart;
    this.dialler = dialler;
  }

  onOpen(): void {
    if (this.channel !== null) this.dialler.opened(this.channel);
  }

  onData(message: ServerMessage): void {
    const { channel, heart } = this;
    if (channel === null) return;
    if (
      message.type === 'alive' &&
      heart.connection === channel &&
      heart.awake &&
      isNothingNew(message, heart.warned)
    ) {
      heart.answers += 1;
      heart.answered(message.n);
    } else this.dialler.heard(channel, message);
  }

  onClose(): void {
    if (this.channel !== null) this.dialler.closed(this.channel);
  }
}

/** Whether the answer to a beat says no more than that it was heard. */
function isNothingNew({ ended, skewWarning }: Extract<ServerMessage, { type: 'alive' }>, warned: boolean): boolean {
  return ended === undefined && (skewWarning === true) === warned;
}
