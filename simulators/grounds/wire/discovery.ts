/**
 * Broadcasts on loopback: a network is a UDP port, and who is in that network listens there. In the network of the house
 * that is the machine of the main till, which answers whether its server runs or not; in the one of the guests it is
 * somebody who has never heard of a till. What a device asks crosses its link as one datagram, and so does the answer.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Proxy } from './proxy.ts';

export type Discovery = {
  /** Asks everybody in the network that the link leads to, once. `answered` if a main till is there. */
  ask(link: Pick<Proxy, 'datagram' | 'isAway'>, answered: () => void): void;
};

const QUESTION = 'mpos-twin: is a main till here?';
const ANSWER = 'mpos-twin: a main till is here';
/** An answer is waited for no longer than this, ms: whoever asks has given up by then. */
const PATIENCE_MS = 20_000;

/** Opens both networks on free ports of loopback; `closers` gets what closes them. */
export async function openDiscovery(closers: (() => void)[]): Promise<Discovery> {
  const open = async (): Promise<Socket> => {
    const socket = createSocket('udp4').unref();
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    closers.push(() => socket.close());
    return socket;
  };
  const house = await open();
  const guests = await open();
  house.on('message', (text: Buffer, { port, address }: RemoteInfo) => {
    if (text.toString('utf8') === QUESTION) house.send(ANSWER, port, address);
  });
  const asking = new Set<Socket>();
  const done = (socket: Socket): void => {
    if (asking.delete(socket)) socket.close();
  };
  closers.push(() => {
    for (const socket of asking) done(socket);
  });
  return {
    ask(link, answered) {
      const socket = createSocket('udp4').unref();
      asking.add(socket);
      setTimeout(() => done(socket), PATIENCE_MS).unref();
      socket.on('error', () => done(socket));
      socket.on('message', (text) => {
        done(socket);
        if (text.toString('utf8') === ANSWER) link.datagram(() => !link.isAway() && answered());
      });
      link.datagram(() => {
        if (!asking.has(socket)) return;
        socket.send(QUESTION, (link.isAway() ? guests : house).address().port, '127.0.0.1');
      });
    },
  };
}
