/** Channels over real sockets: raw TCP for printers and terminals, WebSocket text frames for devices. */
import { connect, type Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import type { Channel, ChannelHandlers, Dial, Timers } from '#protocols/channel';
import { decodeClientFrame, encodeFrame } from '#protocols/mpos/frames';
import { errorTable } from '#protocols/errors';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';

/**
 * The monotonic clock of this machine, ms: the same for all its processes, so that harness and server can compare their
 * times. `performance.now()` is the same clock, counted from the start of the process, and quicker to ask.
 */
export function monotonicMs(): number {
  return Math.floor(performance.now() + ZERO_MS);
}
const ZERO_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** The system's clock and timers. Timers do not keep a process alive that has nothing else to do. */
export const systemTimers: Timers = {
  now: monotonicMs,
  after: (ms, run) => setTimeout(run, ms).unref(),
  cancel: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Dials `host:port` for bytes. A missing address never answers, like a printer that is not there. */
export function dialTcp(address: string | undefined): Dial<Uint8Array> {
  return (handlers) => {
    if (address === undefined) return { send() {}, close() {} };
    const [host, port] = splitAddress(address);
    return bytesChannel(connect({ host, port, noDelay: true }), handlers);
  };
}

/** `host:port` → its parts. */
export function splitAddress(address: string): [string, number] {
  const at = address.lastIndexOf(':');
  return [address.slice(0, at), Number(address.slice(at + 1))];
}

/** A channel over a TCP socket, dialled or accepted. */
export function bytesChannel(socket: Socket, handlers: Partial<ChannelHandlers<Uint8Array>>): Channel<Uint8Array> {
  let open = true;
  const ended = (reason: 'closed' | 'reset' | 'refused'): void => {
    if (!open) return;
    open = false;
    socket.destroy();
    handlers.onClose?.(reason);
  };
  socket.setNoDelay(true);
  socket.on('connect', () => open && handlers.onOpen?.());
  socket.on('data', (bytes) => open && handlers.onData?.(bytes));
  socket.on('end', () => ended('closed'));
  socket.on('error', (error: NodeJS.ErrnoException) => ended(error.code === 'ECONNREFUSED' ? 'refused' : 'reset'));
  socket.on('close', () => ended('closed'));
  return {
    send(bytes) {
      if (open) socket.write(bytes);
    },
    close() {
      if (!open) return;
      open = false;
      socket.end();
      socket.unref();
    },
  };
}

/** Serves one device connection: broken frames are answered with an error and end only this connection. */
export function serveDevice(
  socket: WebSocket,
  accept: (channel: Channel<ServerMessage>) => { onData(message: ClientMessage): void; onClose(): void },
): void {
  const handlers = accept({
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame(message));
    },
    close: () => socket.close(),
  });
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const decoded = isBinary
      ? ({ ok: false, code: 'bad-frame', detail: 'a binary frame' } as const)
      : decodeClientFrame(textOf(data));
    if (decoded.ok) {
      handlers.onData(decoded.message);
      return;
    }
    socket.send(
      encodeFrame({
        type: 'error',
        code: decoded.code,
        text: `${errorTable[decoded.code].sentence} ${decoded.detail}`,
      }),
    );
    socket.close();
  });
  socket.on('close', () => handlers.onClose());
  socket.on('error', () => socket.terminate());
}

/** The text of a frame as `ws` delivers it. */
export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as ArrayBuffer).toString('utf8');
}
