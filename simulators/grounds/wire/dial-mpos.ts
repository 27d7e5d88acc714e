/** A device's connection to the real server: a WebSocket through the proxy of its link. */
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import type { Channel, ChannelHandlers } from '#protocols/channel';
import { decodeServerFrame, encodeFrame } from '#protocols/mpos/frames';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { textOf } from '#server/edges/sockets';
import type { Proxy } from './proxy.ts';

/** Dials; `heard` is called when a message has been passed on to the server. */
export function dialMpos(
  proxy: Proxy,
  handlers: ChannelHandlers<ServerMessage>,
  heard: (message: ClientMessage) => void,
): Channel<ClientMessage> {
  const tcp = connect({ host: '127.0.0.1', port: proxy.port, noDelay: true });
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/mpos`, {
    perMessageDeflate: false,
    createConnection: () => tcp,
  });
  const onTheWay: { end: number; message: ClientMessage }[] = [];
  let passed = 0;
  let open = true;
  const arrived = (): void => {
    while (onTheWay[0] !== undefined && onTheWay[0].end <= passed)
      heard((onTheWay.shift() as { message: ClientMessage }).message);
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
  socket.on('message', (data) => {
    if (!open) return;
    const decoded = decodeServerFrame(textOf(data));
    if (decoded.ok) handlers.onData(decoded.message);
  });
  socket.on('close', () => ended('closed'));
  socket.on('error', () => ended('refused'));
  return {
    send(message) {
      if (!open || socket.readyState !== socket.OPEN) return;
      socket.send(encodeFrame(message));
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
