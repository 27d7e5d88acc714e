/** The loopback port on which `adb connect` finds a simulated device. */
import { createServer, type Socket } from 'node:net';
import { TwinError } from '#protocols/errors/errors';
import { createAdbConnection, type AdbConnection, type AdbdHost } from '#simulators/android/adbd/connection';

export type AdbPort = { port: number; close(): Promise<void> };

/** Listens; 0 is any free port. Errors: `port-in-use`, `address-not-usable`. */
export async function openAdbPort(port: number, adbd: AdbdHost): Promise<AdbPort> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    if (adbd.state() === 'down') {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    serve(socket, adbd);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      reject(
        code === 'EADDRINUSE'
          ? new TwinError('port-in-use', String(port))
          : new TwinError('address-not-usable', `127.0.0.1:${port}: ${message}`),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(socket: Socket, adbd: AdbdHost): void {
  const channel = {
    send: (bytes: Uint8Array) => void (socket.writable && socket.write(bytes)),
    close: () => void socket.destroy(),
  };
  const connection: AdbConnection = createAdbConnection(channel, adbd);
  socket.on('data', (bytes) => connection.onData(bytes));
  socket.on('error', () => {}); // `close` follows
  socket.on('close', () => connection.onClose('closed'));
}
