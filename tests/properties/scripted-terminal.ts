// A payment terminal on a real socket that does what a test tells it.
import { createServer, type Socket } from 'node:net';
import { createApduReader } from '#protocols/zvt/apdu';
import { abort, completion, positive, statusInformation } from '#protocols/zvt/messages';

export type ScriptedTerminal = {
  address(): string;
  /** How the running payment ends; `lost`: the terminal goes off the network. */
  decide(outcome: 'paid' | 'declined' | 'lost'): Promise<void>;
  /** Back on the network; it took the money. */
  back(): Promise<void>;
  close(): void;
};

const BUSY = 0x9c;

export async function scriptedTerminal(): Promise<ScriptedTerminal> {
  const sockets = new Set<Socket>();
  let port = 0;
  let amountCents = 0;
  let busy = false;
  let stored = false;
  let last: Socket | null = null;
  let whenAcknowledged: Uint8Array | null = null;
  let asked: () => void = () => {};

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const reader = createApduReader();
    socket.on('data', (bytes) => {
      for (const { control, data } of reader.push(bytes).apdus) {
        if (control >> 8 === 0x80) {
          if (whenAcknowledged !== null) socket.write(whenAcknowledged);
          whenAcknowledged = null;
          continue;
        }
        socket.write(positive());
        if (control === 0x0600) socket.write(completion());
        else if (control === 0x0501) socket.write(completion(busy ? BUSY : 0));
        else if (control === 0x0620 && !stored) socket.write(abort(0x64));
        else if (control === 0x0620) {
          socket.write(statusInformation({ resultCode: 0, amountCents, trace: 1, receiptNo: '0001' }));
          whenAcknowledged = completion();
        } else if (control === 0x0601) {
          busy = true;
          last = socket;
          amountCents = Number([...data.slice(1, 7)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
          asked();
        }
      }
    });
  });
  const listen = (): Promise<void> =>
    new Promise((resolve) =>
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        port = typeof address === 'object' && address !== null ? address.port : port;
        resolve();
      }),
    );
  await listen();

  return {
    address: () => `127.0.0.1:${port}`,
    async decide(outcome) {
      if (!busy) await new Promise<void>((resolve) => (asked = resolve));
      busy = false;
      if (outcome === 'lost') {
        server.close();
        for (const socket of sockets) socket.destroy();
        return;
      }
      stored = outcome === 'paid';
      whenAcknowledged = outcome === 'paid' ? completion() : abort(0x05);
      last?.write(
        outcome === 'paid'
          ? statusInformation({ resultCode: 0, amountCents, trace: 1, receiptNo: '0001' })
          : statusInformation({ resultCode: 5 }),
      );
    },
    async back() {
      stored = true;
      await listen();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
