/**
 * A client of the adb server (docs/decisions: why not the program): a request is four hex digits of its length and the
 * words; the answer OKAY, or FAIL with a reason. Behind `host:transport:SERIAL` the connection is one to the device, and
 * `shell:` gives all that a command writes, until the device hangs up. adb has no keepalive, so every call has a limit.
 */
import { connect, type Socket } from 'node:net';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import { absenceOfState, type Absence } from './away.ts';
import type { Outcome } from './run.ts';

export type AdbServer = { host: string; port: number };

const STATUS_BYTES = 4;
/** Longest answer; what is longer is cut off, and so has no end. */
const MOST_BYTES = 32 << 20;
const SERVER_LIMIT_MS = 5_000;

/** Runs a command in the shell of a device. Never throws. */
export async function askShell(server: AdbServer, serial: string, command: string, limitMs: number): Promise<Outcome> {
  const call = openCall(server, limitMs);
  try {
    await call.request(`host:transport:${serial}`);
    await call.request(`shell:${command}`);
    return { kind: 'output', text: new TextDecoder().decode(await call.rest()) };
  } catch (error) {
    if (call.isOver()) return { kind: 'timeout' };
    return { kind: 'gone', why: error instanceof Error ? error.message : String(error) };
  } finally {
    call.close();
  }
}

/** The bytes that a command of a device writes, as they are (`exec:`, from Android 5 on); null if there was no answer. */
export async function askBytes(
  server: AdbServer,
  serial: string,
  command: string,
  limitMs: number,
): Promise<Uint8Array | null> {
  const call = openCall(server, limitMs);
  try {
    await call.request(`host:transport:${serial}`);
    await call.request(`exec:${command}`);
    return await call.rest();
  } catch {
    return null;
  } finally {
    call.close();
  }
}

/** Where the devtools of Chrome are on a device. */
const DEVTOOLS = 'localabstract:chrome_devtools_remote';
const tcp = (port: number): string => `tcp:${port}`;

/** Forwards a free port of this machine to the devtools of the device's Chrome; says which. Throws what adb says. */
export async function forwardDevtools(server: AdbServer, serial: string): Promise<number> {
  const port = await told(server, async (call) => {
    await call.request(`host-serial:${serial}:forward:tcp:0;${DEVTOOLS}`);
    await call.status();
    return new TextDecoder().decode(await call.counted());
  });
  return Number(port);
}

/**
 * Is it still the one that was made? With a device that was lost its forwards go, and do not come back with it; so this
 * tells of a loss that nobody saw. Throws if the adb server does not say.
 */
export async function isForwarded(server: AdbServer, serial: string, port: number): Promise<boolean> {
  const list = await told(server, async (call) => {
    await call.request('host:list-forward');
    return new TextDecoder().decode(await call.counted());
  });
  return list.split('\n').some((line) => line.startsWith(`${serial} ${tcp(port)} `));
}

/** Ends such a forward; one that has gone with its device is none any more. */
export async function endForward(server: AdbServer, serial: string, port: number): Promise<void> {
  await told(server, (call) => call.request(`host-serial:${serial}:killforward:${tcp(port)}`)).catch(() => {});
}

/** Makes a port of this machine one of the device, under the same number. Throws what adb says. */
export async function reversePort(server: AdbServer, serial: string, port: number): Promise<void> {
  await told(server, async (call) => {
    await call.request(`host:transport:${serial}`);
    await call.request(`reverse:forward:${tcp(port)};${tcp(port)}`);
    await call.status();
  });
}

export async function endReverse(server: AdbServer, serial: string, port: number): Promise<void> {
  await told(server, async (call) => {
    await call.request(`host:transport:${serial}`);
    await call.request(`reverse:killforward:${tcp(port)}`);
  }).catch(() => {});
}

async function told<T>(server: AdbServer, ask: (call: Call) => Promise<T>): Promise<T> {
  const call = openCall(server, SERVER_LIMIT_MS);
  try {
    return await ask(call);
  } finally {
    call.close();
  }
}

/**
 * Makes sure that the device is there before anything is begun. Errors: `adb-not-reached`, `adb-device-not-found`,
 * `adb-device-ambiguous`, `adb-device-unauthorized`, `adb-device-offline`, `adb-device-no-permissions`, `adb-device-not-ready`.
 */
export async function mustBeThere(server: AdbServer, serial: string): Promise<void> {
  const devices = await listDevices(server);
  const [state, ...others] = devices.flatMap(([name, each]) => (name === serial ? [each] : []));
  if (others.length > 0) throw new TwinError('adb-device-ambiguous', `${serial}, ${others.length + 1} times.`);
  if (state === undefined) {
    mustBeReadable(serial, devices);
    const names = devices.map(([name]) => name).join(', ');
    throw new TwinError(
      'adb-device-not-found',
      `${serial}. ${names === '' ? 'There is none at all.' : `There are: ${names}.`}`,
    );
  }
  if (state === 'device') return;
  const absence = absenceOfState(state);
  throw new TwinError(absence === null ? 'adb-device-not-ready' : ERRORS[absence], `${serial} is ${state}.`);
}

const ERRORS = {
  unauthorized: 'adb-device-unauthorized',
  offline: 'adb-device-offline',
  'no permissions': 'adb-device-no-permissions',
} as const satisfies Record<Absence, ErrorCode>;

/** What adb calls a device that it may not open, and whose serial number it so does not know. */
const NAMELESS = /^\?+$/;

/** One that cannot be named may be the one that is asked for. */
function mustBeReadable(serial: string, devices: readonly Listed[]): void {
  const nameless = devices.find(([name]) => NAMELESS.test(name));
  if (nameless === undefined) return;
  throw new TwinError('adb-device-no-permissions', `There is no ${serial}, but one without a name: ${nameless[1]}.`);
}

type Listed = [serial: string, state: string];

/** The devices that the server knows. */
async function listDevices(server: AdbServer): Promise<Listed[]> {
  const call = openCall(server, SERVER_LIMIT_MS);
  try {
    await call.request('host:devices');
    const text = new TextDecoder().decode(await call.counted());
    return text.split('\n').flatMap((line) => {
      const [serial = '', state = ''] = line.split('\t');
      return line === '' ? [] : [[serial, state]];
    });
  } catch (error) {
    const why = call.isOver() ? 'It does not answer.' : error instanceof Error ? error.message : String(error);
    throw new TwinError('adb-not-reached', `${server.host}:${server.port}: ${why}`);
  } finally {
    call.close();
  }
}

type Call = {
  /** Asks, and waits for OKAY. Throws the reason of a FAIL. */
  request(words: string): Promise<void>;
  /** A further OKAY: that what was asked for is done. Throws the reason of a FAIL. */
  status(): Promise<void>;
  /** What follows behind its length. */
  counted(): Promise<Uint8Array>;
  /** All that follows. */
  rest(): Promise<Uint8Array>;
  /** Did its time run out? */
  isOver(): boolean;
  close(): void;
};

/** One connection, which ends with its time. */
function openCall({ host, port }: AdbServer, limitMs: number): Call {
  const socket = connect({ host, port });
  const reader = readerOf(socket);
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    socket.destroy(new Error('no answer in time'));
  }, limitMs);
  const counted = async (): Promise<Uint8Array> =>
    reader.take(Number.parseInt(new TextDecoder().decode(await reader.take(STATUS_BYTES)), 16));
  const status = async (): Promise<void> => {
    const said = new TextDecoder().decode(await reader.take(STATUS_BYTES));
    if (said === 'OKAY') return;
    throw new Error(said === 'FAIL' ? new TextDecoder().decode(await counted()) : `${said} is no answer of adb`);
  };
  return {
    counted,
    status,
    async request(words) {
      const bytes = Buffer.from(words);
      socket.write(Buffer.concat([Buffer.from(bytes.length.toString(16).padStart(4, '0')), bytes]));
      await status();
    },
    rest: () => reader.rest(),
    isOver: () => over,
    close() {
      clearTimeout(timer);
      socket.destroy();
    },
  };
}

/** The bytes of a socket, so many at a time. */
function readerOf(socket: Socket): { take(count: number): Promise<Uint8Array>; rest(): Promise<Uint8Array> } {
  let held = Buffer.alloc(0);
  let ended = false;
  let failed: Error | null = null;
  let wake = (): void => undefined;
  socket.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    if (held.length > MOST_BYTES) socket.destroy();
    wake();
  });
  socket.on('error', (error) => {
    failed = error;
    wake();
  });
  socket.on('close', () => {
    ended = true;
    wake();
  });
  const more = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  return {
    async take(count) {
      if (!Number.isInteger(count)) throw new Error('no length');
      while (held.length < count) {
        if (failed !== null) throw failed;
        if (ended) throw new Error('the connection was closed');
        await more();
      }
      const bytes = held.subarray(0, count);
      held = held.subarray(count);
      return bytes;
    },
    async rest() {
      while (!ended && failed === null) await more();
      if (failed !== null) throw failed;
      return held;
    },
  };
}
