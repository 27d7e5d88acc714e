/** An adb server with devices that do not exist, for tests: the protocol of `node-adb.ts`, seen from the other side. */
import { createServer, type Socket } from 'node:net';

/** What a device writes, to `exec:` a byte for each character; `hang` never ends, `gone` is no device any more. */
export type Device = (command: string) => string | 'hang' | 'gone';

/** The port that is given for a forward; it is forwarded for every device. */
export const FORWARDED = 40_123;

export type SampleAdb = {
  port: number;
  devices: Map<string, Device>;
  /** How the list has a device that is not ready: `unauthorized`, `offline`. */
  states: Map<string, string>;
  close(): Promise<void>;
};

export async function startSampleAdb(): Promise<SampleAdb> {
  const devices = new Map<string, Device>();
  const states = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let held = '';
    let serial = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      held += bytes.toString();
      for (;;) {
        const length = Number.parseInt(held.slice(0, 4), 16);
        if (held.length < 4 || held.length < 4 + length) return;
        const request = held.slice(4, 4 + length);
        held = held.slice(4 + length);
        if (request.startsWith('host:transport:')) serial = request.slice('host:transport:'.length);
        answer(socket, request, { devices, states }, serial);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    devices,
    states,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  socket: Socket,
  request: string,
  { devices, states }: Pick<SampleAdb, 'devices' | 'states'>,
  serial: string,
): void {
  const counted = (text: string): string => `${text.length.toString(16).padStart(4, '0')}${text}`;
  if (request === 'host:devices') {
    const lines = [...devices.keys()].map((one) => `${one}\t${states.get(one) ?? 'device'}\n`);
    socket.end(`OKAY${counted(lines.join(''))}`);
    return;
  }
  if (request === 'host:list-forward') {
    const lines = [...devices.keys()].map((one) => `${one} tcp:${FORWARDED} localabstract:chrome_devtools_remote\n`);
    socket.end(`OKAY${counted(lines.join(''))}`);
    return;
  }
  if (request.startsWith('host-serial:')) {
    const [, owner = ''] = request.split(':');
    const isForward = request.includes(':forward:');
    socket.end(
      devices.has(owner) ? `OKAY${isForward ? `OKAY${counted(String(FORWARDED))}` : 'OKAY'}` : `FAIL${counted('gone')}`,
    );
    return;
  }
  const device = devices.get(serial);
  if (request.startsWith('reverse:')) {
    socket.end(device?.(request) === 'gone' ? `FAIL${counted('gone')}` : 'OKAYOKAY');
    return;
  }
  const [, kind, command = ''] = /^(shell|exec):([\s\S]*)$/.exec(request) ?? [];
  const output = kind === undefined ? '' : device?.(command);
  if (device === undefined || output === 'gone') socket.end(`FAIL${counted(`device '${serial}' not found`)}`);
  else if (kind === undefined) socket.write('OKAY');
  else if (output === 'hang') socket.write('OKAY[ro.build');
  else socket.end(Buffer.from(`OKAY${output}`, kind === 'exec' ? 'latin1' : 'utf8'));
}
