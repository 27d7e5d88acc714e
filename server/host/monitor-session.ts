/**
 * The server's side of one kitchen monitor. What is to be shown goes in order over one connection, which is dialled when
 * there is something to show and kept. The monitor answers with the number up to which it shows everything; what it has
 * not answered in time goes again, all of it and in order, over a new connection.
 */
import type { Channel, Dial, TimerHandle, Timers } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import { answerReader, encodeFrame, type MonitorItem } from '#protocols/monitor/frames';
import type { Durations } from '#server/core/config';

const fedAgain = sometimes('fed-again', 'a monitor is sent orders again over a new connection');

export type MonitorSession = { feed(items: readonly MonitorItem[]): void; close(): void };

type Options = {
  dial: Dial<Uint8Array>;
  timers: Timers;
  durations: Pick<Durations, 'printStatusMs' | 'printerPollMs'>;
  /** It shows everything up to that item. */
  shown(item: number): void;
};

/** A session with one monitor. */
export function createMonitorSession(options: Options): MonitorSession {
  return new Session(options);
}

class Session implements MonitorSession {
  private readonly options: Options;
  private waiting: MonitorItem[] = [];
  private channel: Channel<Uint8Array> | null = null;
  private open = false;
  private closed = false;
  /** The last number it was fed. */
  private last = 0;
  /** Counts down to an answer that is due, or to the next attempt. */
  private timer: TimerHandle | null = null;

  constructor(options: Options) {
    this.options = options;
  }

  feed(items: readonly MonitorItem[]): void {
    if (this.closed) return;
    this.waiting.push(...items);
    this.last = items.at(-1)?.item ?? this.last;
    if (this.channel === null && this.timer === null) this.connect();
    else if (this.open) this.send(items);
  }

  close(): void {
    this.closed = true;
    this.hangUp();
  }

  private connect(): void {
    const read = answerReader();
    const mine = this.options.dial({
      onOpen: () => {
        if (mine !== this.channel) return;
        this.open = true;
        // Its time to answer begins when it is asked.
        this.awaitAnswer();
        this.send(this.waiting);
      },
      onData: (bytes) => {
        for (const answer of read(bytes)) if (mine === this.channel) this.answered(answer?.shown ?? null);
      },
      onClose: () => {
        if (mine === this.channel) this.lost();
      },
    });
    this.channel = mine;
    this.awaitAnswer();
  }

  private send(items: readonly MonitorItem[]): void {
    for (const item of items) this.channel?.send(encodeFrame(item));
    if (this.timer === null) this.awaitAnswer();
  }

  private awaitAnswer(): void {
    this.arm(this.options.durations.printStatusMs, () => this.lost());
  }

  /** Null is what no monitor says; and none shows what it was not fed. */
  private answered(item: number | null): void {
    if (item === null || item > this.last) {
      this.lost();
      return;
    }
    this.disarm();
    this.waiting = this.waiting.filter((one) => one.item > item);
    if (this.waiting.length > 0) this.awaitAnswer();
    this.options.shown(item);
  }

  /** Whatever has become of the connection: in a while another is dialled, if there is something to show. */
  private lost(): void {
    this.hangUp();
    if (this.waiting.length === 0) return;
    this.arm(this.options.durations.printerPollMs, () => {
      fedAgain();
      this.connect();
    });
  }

  private hangUp(): void {
    const was = this.channel;
    this.channel = null;
    this.open = false;
    this.disarm();
    was?.close();
  }

  private arm(ms: number, run: () => void): void {
    this.disarm();
    this.timer = this.options.timers.after(ms, () => {
      this.timer = null;
      run();
    });
  }

  private disarm(): void {
    if (this.timer !== null) this.options.timers.cancel(this.timer);
    this.timer = null;
  }
}
