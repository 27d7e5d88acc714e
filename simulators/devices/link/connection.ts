/** A device's end of one connection to the server. */
import type { Channel, ChannelHandlers } from '#protocols/channel';
import type { ServerMessage } from '#protocols/mpos/messages';
import type { Ground } from '../../grounds/ground.ts';
import type { Heart } from './heartbeat.ts';

/** What becomes of a connection, told to the device that has dialled it. */
export type Dialler = {
  opened(channel: Channel<unknown>): void;
  heard(channel: Channel<unknown>, message: ServerMessage): void;
  closed(channel: Channel<unknown>): void;
  /** The clocks of device and server differ too much from now on, or agree again. */
  clock(isWrong: boolean): void;
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
    if (message.type === 'alive' && heart.connection === channel && heart.awake && this.isOfBeats(message)) {
      heart.answers += 1;
    } else this.dialler.heard(channel, message);
  }

  /** Takes the answer to a beat, and tells whether it says no more than that. */
  private isOfBeats({ n, ended, skewWarning }: Extract<ServerMessage, { type: 'alive' }>): boolean {
    const { heart, dialler } = this;
    const isWrong = skewWarning === true;
    // What was late may have been under way for long, and the clock in it is of then.
    if (heart.answered(n) && isWrong !== heart.warned) dialler.clock(isWrong);
    return ended === undefined && !isWrong;
  }

  onClose(): void {
    if (this.channel !== null) this.dialler.closed(this.channel);
  }
}
