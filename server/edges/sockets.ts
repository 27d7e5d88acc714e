/** Channels over real sockets: raw TCP for printers and terminals, WebSocket text frames for devices. */
import { connect, type Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import type { Channel, ChannelHandlers, CloseReason, Dial } from '#protocols/channel';
import { decodeClientFrame, encodeFrame } from '#protocols/mpos/frames';
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import type { Decoded } from '#protocols/frame';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { decodeFromThinClient, encodeThinClientFrame } from '#protocols/thin-client/frames';
import type { FromThinClient, ToThinClient } from '#protocols/thin-client/messages';
import { encodePicture, type PictureMessage } from '#protocols/thin-client/pictures';
import { unguarded, type Guard } from './guard.ts';

/** What may wait to be read by a peer, in bytes; who reads so little is dropped. */
const MOST_BACKLOG = 1 << 20;
/** A connection that was hung up has this long to end at its other end, ms; then it is forgotten. */
const LINGER_MS = 2_000;
/** A connection says hello within this, ms. */
const HELLO_MS = 10_000;

/** Dials `host:port` for bytes. A missing address never answers, like a printer that is not there. */
export function dialTcp(address: string | undefined, guard: Guard): Dial<Uint8Array> {
  return (handlers) => {
    if (address === undefined) return { send() {}, close() {} };
    const [host, port] = splitAddress(address);
    return bytesChannel(connect({ host, port, noDelay: true }), handlers, guard);
  };
}

/** `host:port` → its parts; the brackets of an IPv6 address are not part of it. */
export function splitAddress(address: string): [string, number] {
  const at = address.lastIndexOf(':');
  return [address.slice(0, at).replace(/^\[|\]$/g, ''), Number(address.slice(at + 1))];
}

/** A channel over a TCP socket, dialled or accepted. */
export function bytesChannel(
  socket: Socket,
  handlers: Partial<ChannelHandlers<Uint8Array>>,
  guard: Guard = unguarded,
): Channel<Uint8Array> {
  let open = true;
  const ended = guard((reason: CloseReason): void => {
    if (!open) return;
    open = false;
    socket.destroy();
    handlers.onClose?.(reason);
  });
  const failed = (): void => ended('reset');
  socket.on('error', (error: NodeJS.ErrnoException) => ended(error.code === 'ECONNREFUSED' ? 'refused' : 'reset'));
  socket.setNoDelay(true);
  socket.on(
    'connect',
    guard(() => open && handlers.onOpen?.(), failed),
  );
  socket.on(
    'data',
    guard((bytes: Uint8Array) => open && handlers.onData?.(bytes), failed),
  );
  socket.on('end', () => ended('closed'));
  socket.on('close', () => ended('closed'));
  return {
    send(bytes) {
      if (!open) return;
      socket.write(bytes);
      if (socket.writableLength > MOST_BACKLOG) ended('reset');
    },
    close() {
      if (!open) return;
      open = false;
      // One that is made after all would take the place of the next one at a printer, which serves the latest.
      if (socket.connecting) {
        socket.destroy();
        return;
      }
      socket.end();
      socket.unref();
      const forget = setTimeout(() => socket.destroy(), LINGER_MS).unref();
      socket.once('close', () => clearTimeout(forget));
    },
  };
}

/** What is spoken on a connection: its frames, and how an error is told. */
type Tongue<Out, In> = {
  encode(message: Out): string | Uint8Array;
  decode(text: string): Decoded<In>;
  error(code: ErrorCode, text: string): Out;
};
type Handlers<In> = { onData(message: In): void; onClose(): void };

/** Serves the connection of a standard device. */
export function serveDevice(
  socket: WebSocket,
  accept: (channel: Channel<ServerMessage>) => Handlers<ClientMessage>,
  guard: Guard,
): void {
  const error = (code: ErrorCode, text: string): ServerMessage => ({ type: 'error', code, text });
  serve(socket, { encode: encodeFrame, decode: decodeClientFrame, error }, accept, guard);
}

/** Serves the connection of a thin client. */
export function serveThinClient(
  socket: WebSocket,
  accept: (channel: Channel<ToThinClient | PictureMessage>) => Handlers<FromThinClient>,
  guard: Guard,
): void {
  const error = (code: ErrorCode, text: string): ToThinClient => ({ type: 'turned-away', code, text });
  const encode = (message: ToThinClient | PictureMessage): string | Uint8Array =>
    message.type === 'picture' ? encodePicture(message) : encodeThinClientFrame(message);
  serve(socket, { encode, decode: decodeFromThinClient, error }, accept, guard);
}

/**
 * Serves one connection: a broken frame is answered with an error and ends only this connection, of which nothing is
 * heard any more; so does silence at the beginning, or reading nothing of what is sent.
 */
function serve<Out, In>(
  socket: WebSocket,
  { encode, decode, error }: Tongue<Out, In>,
  accept: (channel: Channel<Out>) => Handlers<In>,
  guard: Guard,
): void {
  let over = false;
  const drop = (): void => socket.terminate();
  const silent = setTimeout(drop, HELLO_MS).unref();
  const send = (message: Out): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(encode(message));
    if (socket.bufferedAmount > MOST_BACKLOG) drop();
  };
  const close = (): void => {
    over = true;
    socket.close();
  };
  socket.on('error', drop);
  const handlers = accept({ send, close });
  const heard = (data: RawData, isBinary: boolean): void => {
    if (over) return;
    clearTimeout(silent);
    const decoded = isBinary
      ? ({ ok: false, code: 'bad-frame', detail: 'a binary frame' } as const)
      : decode(textOf(data));
    if (decoded.ok) {
      handlers.onData(decoded.message);
      return;
    }
    send(error(decoded.code, `${errorTable[decoded.code].sentence} ${decoded.detail}`));
    close();
    handlers.onClose();
  };
  socket.on('message', guard(heard, drop));
  socket.on(
    'close',
    guard(() => {
      over = true;
      clearTimeout(silent);
      handlers.onClose();
    }),
  );
}

/** The text of a frame as `ws` delivers it. */
export function textOf(data: RawData): string {
  return bytesOf(data).toString('utf8');
}

/** The bytes of a frame as `ws` delivers it. */
export function bytesOf(data: RawData): Buffer {
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
}
