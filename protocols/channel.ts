/**
 * What a socket is to everyone who must not know which ground they stand on: an ordered, reliable stream of messages
 * (mPOS) or bytes (ZVT, ESC/POS) that may go silent without telling anybody.
 */

/** `closed` by the other end, `reset` because the other end no longer knows the connection, `refused` on dialling. */
export type CloseReason = 'closed' | 'reset' | 'refused';

/** One end of a connection. Nothing is delivered to an end after it was closed. */
export interface Channel<T> {
  send(data: T): void;
  close(): void;
}

export interface ChannelHandlers<T> {
  onOpen(): void;
  onData(data: T): void;
  onClose(reason: CloseReason): void;
}

/** Opens a connection; `onOpen` or `onClose` follows, or, out of reach, nothing at all. */
export type Dial<T> = (handlers: ChannelHandlers<T>) => Channel<T>;

/** Stops and resumes hearing the other end: what is not read waits there, as behind a closed TCP window. */
export type Reading = { pause(): void; resume(): void };

/** Somebody has connected: take the channel, give the handlers (their `onOpen` is not called). */
export type Accept<T> = (channel: Channel<T>, reading: Reading) => Pick<ChannelHandlers<T>, 'onData' | 'onClose'>;

/** A timer that was set; only good for cancelling it. */
export type TimerHandle = object;

/** Time as an argument, in whole milliseconds. */
export interface Timers {
  /** Monotonic: it never goes back or leaps, whatever is done to the system's clock. Where it begins says nothing. */
  now(): number;
  after(ms: number, run: () => void): TimerHandle;
  cancel(handle: TimerHandle): void;
}
