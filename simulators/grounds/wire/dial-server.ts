/** A device's connection to the real server, of either family: a WebSocket through the proxy of its link. */
import { connect } from 'node:net';
import { WebSocket, type RawData } from 'ws';
import type { Channel, ChannelHandlers } from '#protocols/channel';
import { decodeServerFrame, encodeFrame } from '#protocols/mpos/frames';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { encodeThinClientFrame } from '#protocols/thin-client/frames';
import type { FromThinClient, ToThinClient } from '#protocols/thin-client/messages';
import { assemble } from '#protocols/thin-client/pictures';
import { bytesOf, textOf } from '#server/edges/sockets';
import type { Proxy } from './proxy.ts';

/** What is spoken on a connection: where the server takes it, and its frames. */
type Tongue<Out, In> = {
  path: string;
  encode(message: Out): string;
  /** Hears the frames of one connection, and passes on what they say. */
  ear(deliver: (message: In) => void): (data: RawData, isBinary: boolean) => void;
};

const MPOS: Tongue<ClientMessage, ServerMessage> = {
  path: '/mpos',
  encode: encodeFrame,
  ear: (deliver) => (data, isBinary) => {
    const decoded = isBinary ? null : decodeServerFrame(textOf(data));
    if (decoded?.ok) deliver(decoded.message);
  },
};
const THIN_CLIENT: Tongue<FromThinClient, ToThinClient> = {
  path: '/thin-client',
  encode: encodeThinClientFrame,
  // A screen is there for its client when all its pictures are; what is on them, nobody here looks at.
  ear(deliver) {
    const frames = assemble(deliver);
    return (data, isBinary) => void (isBinary ? frames.binary(bytesOf(data)) : frames.text(textOf(data)));
  },
};

/** Dials for a standard device; `heard` is called when a message has been passed on to the server. */
export function dialMpos(
  proxy: Proxy,
  handlers: ChannelHandlers<ServerMessage>,
  heard: (message: ClientMessage) => void,
): Channel<ClientMessage> {
  return dial(proxy, MPOS, handlers, heard);
}

/** Dials for a thin client; `heard` as for `dialMpos`. */
export function dialThinClient(
  proxy: Proxy,
  handlers: ChannelHandlers<ToThinClient>,
  heard: (message: FromThinClient) => void,
): Channel<FromThinClient> {
  return dial(proxy, THIN_CLIENT, handlers, heard);
}

function dial<Out, In>(
  proxy: Proxy,
  { path, encode, ear }: Tongue<Out, In>,
  handlers: ChannelHandlers<In>,
  heard: (message: Out) => void,
): Channel<Out> {
  const tcp = connect({ host: '127.0.0.1', port: proxy.port, noDelay: true });
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}${path}`, {
    perMessageDeflate: false,
    createConnection: () => tcp,
  });
  const onTheWay: { end: number; message: Out }[] = [];
  let passed = 0;
  let open = true;
  const arrived = (): void => {
    while (onTheWay[0] !== undefined && onTheWay[0].end <= passed)
      heard((onTheWay.shift() as { message: Out }).message);
  };
  const ended = (reason: 'closed' | 'refused'): void => {
    if (!open) return;
    open = false;
    handlers.onClose(reason);
  };
  socket.on('open', () => {
    proxy.onForward(tcp.localPort ?? 0, (total) => {
      passed = total;
      arrived();
    });
    if (open) handlers.onOpen();
  });
  const hear = ear((message) => open && handlers.onData(message));
  socket.on('message', (data, isBinary) => open && hear(data, isBinary));
  socket.on('close', () => ended('closed'));
  socket.on('error', () => ended('refused'));
  return {
    send(message) {
      if (!open || socket.readyState !== socket.OPEN) return;
      socket.send(encode(message));
      onTheWay.push({ end: tcp.bytesWritten, message });
      arrived();
    },
    close() {
      open = false;
      if (socket.readyState === socket.CONNECTING) socket.terminate();
      else socket.close();
      setTimeout(() => socket.terminate(), 2_000).unref();
    },
  };
}
