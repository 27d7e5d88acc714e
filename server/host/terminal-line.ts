/**
 * One connection to a ZVT terminal, over which one command after the other is carried out. Bytes become messages here;
 * bytes that are none, and a message that dribbles in for longer than T3, end the connection (PA00P016 rev 04).
 */
import type { Channel, Dial, TimerHandle, Timers } from '#protocols/channel';
import { reachable } from '#protocols/marks';
import { createApduReader } from '#protocols/zvt/apdu';
import type { Durations } from '#server/core/config';
import type { Dialogue } from '#server/core/money/evidence';
import { Exchange } from './terminal-exchange.ts';

const lostInCommand = reachable('lost-in-command', 'the connection to a terminal is lost in the middle of a command');

export type LineOptions = {
  dial: Dial<Uint8Array>;
  timers: Timers;
  durations: Durations;
  /** Connected; a command may be sent. */
  opened(): void;
  /** Not reached, or lost while no command was running. */
  lost(): void;
};

export class Line {
  private readonly options: LineOptions;
  private readonly reader = createApduReader();
  private readonly channel: Channel<Uint8Array>;
  private open = true;
  private exchange: Exchange | null = null;
  private ended: (dialogue: Dialogue) => void = () => {};
  /** T3 for the connection, later for the message that is half read. */
  private timer: TimerHandle | null;

  constructor(options: LineOptions) {
    this.options = options;
    this.timer = options.timers.after(options.durations.zvtT3Ms, () => this.fail('no connection'));
    this.channel = options.dial({
      onOpen: () => this.opened(),
      onData: (bytes) => this.read(bytes),
      onClose: () => this.fail('the connection is closed'),
    });
  }

  /** Sends a command; `ended` is called once, with all it brought, when its process is over or the connection is. */
  command(control: number, bytes: Uint8Array, ended: (dialogue: Dialogue) => void): void {
    this.ended = ended;
    this.exchange = new Exchange(control, {
      timers: this.options.timers,
      durations: this.options.durations,
      send: (answer) => this.channel.send(answer),
      silent: () => this.fail('silence'),
    });
    this.exchange.begin(bytes);
  }

  /** Hangs up; nothing is called back any more. */
  close(): void {
    if (!this.open) return;
    this.exchange?.abandon();
    this.open = false;
    this.disarm();
    this.channel.close();
  }

  private opened(): void {
    if (!this.open) return;
    this.disarm();
    this.options.opened();
  }

  /**
   * Everything that has come is heard before a process counts as over: what follows its end in one piece with it was
   * said before the till could say anything, and must not be taken for an answer to its next command.
   */
  private read(bytes: Uint8Array): void {
    if (!this.open) return;
    const { apdus, broken } = this.reader.push(bytes);
    const { exchange } = this;
    for (const apdu of apdus) exchange?.receive(apdu);
    if (broken !== undefined || exchange === null) {
      this.fail(broken ?? 'a message without a command');
      return;
    }
    this.watchHalfMessage(apdus.length > 0);
    if (!exchange.over) return;
    if (this.reader.pendingBytes() > 0) exchange.fault('a message after the end');
    this.exchange = null;
    this.ended(exchange.dialogue);
  }

  private watchHalfMessage(anotherBegins: boolean): void {
    const half = this.reader.pendingBytes() > 0;
    if (anotherBegins || !half) this.disarm();
    if (half && this.timer === null)
      this.timer = this.options.timers.after(this.options.durations.zvtT3Ms, () => this.fail('half a message'));
  }

  /** The connection is of no use any more; a process that runs over it proves nothing. */
  private fail(why: string): void {
    if (!this.open) return;
    const { exchange } = this;
    this.close();
    this.exchange = null;
    if (exchange === null) this.options.lost();
    else {
      lostInCommand();
      exchange.fault(why);
      this.ended(exchange.dialogue);
    }
  }

  private disarm(): void {
    if (this.timer !== null) this.options.timers.cancel(this.timer);
    this.timer = null;
  }
}
