/**
 * `adb forward` and `adb reverse`. A forward is a stream to a port of the device, opened for each connection; a reverse
 * is a port of the device whose connections are streams to the host, and is gone with the connection that asked for it.
 */
import type { Dial } from '#protocols/channel';
import type { AndroidDevice } from '../device.ts';
import type { HostLine } from './connection.ts';
import type { AdbStream, OpenService } from './stream.ts';

type DevicePorts = AndroidDevice['ports'];

/** A stream to a port of the device; it opens when the port does. */
export function forwardService(dial: Dial<Uint8Array>): OpenService {
  return (stream) => {
    let opened = false;
    const channel = dial({
      onOpen() {
        opened = true;
        stream.accept();
      },
      onData: (bytes) => stream.write(bytes),
      onClose: () => (opened ? stream.end() : stream.refuse()),
    });
    return {
      onData(bytes, taken) {
        channel.send(bytes);
        taken();
      },
      onClose: () => channel.close(),
    };
  };
}

const FIRST_FREE = 40_001;

/** `reverse:…`: what follows the colon. */
export function reverseService(
  ports: DevicePorts,
  reversed: Map<string, string>,
  line: HostLine,
  request: string,
): OpenService {
  return (stream) => {
    stream.accept();
    stream.write(new TextEncoder().encode(answer(ports, reversed, line, request)));
    stream.end();
    return { onData: (_bytes, taken) => taken(), onClose() {} };
  };
}

function answer(ports: DevicePorts, reversed: Map<string, string>, line: HostLine, request: string): string {
  if (request === 'list-forward')
    return `${sized([...reversed].map(([from, to]) => `(reverse) ${from} ${to}\n`).join(''))}`;
  if (request === 'killforward-all') {
    for (const from of reversed.keys()) drop(ports, reversed, from);
    return 'OKAY';
  }
  const killed = /^killforward:(.+)$/.exec(request)?.[1];
  if (killed !== undefined)
    return drop(ports, reversed, killed) ? 'OKAY' : `FAIL${sized(`listener '${killed}' not found`)}`;
  const [, norebind, asked, to] = /^forward:(norebind:)?(tcp:\d+|localabstract:[^;]+);(.+)$/.exec(request) ?? [];
  if (asked === undefined || to === undefined) return `FAIL${sized(`bad reverse: ${request}`)}`;
  const from = asked === 'tcp:0' ? freePort(ports) : asked;
  const known = ports.has(from);
  if (known && (norebind !== undefined || !reversed.has(from))) return `FAIL${sized('cannot rebind existing socket')}`;
  const dial = dialHost(line, to);
  ports.set(from, dial);
  reversed.set(from, to);
  line.onGone(() => {
    if (ports.get(from) === dial) drop(ports, reversed, from);
  });
  return asked === 'tcp:0' ? `OKAY${sized(from.slice(4))}` : 'OKAY';
}

function drop(ports: DevicePorts, reversed: Map<string, string>, from: string): boolean {
  if (!reversed.delete(from)) return false;
  return ports.delete(from);
}

function freePort(ports: DevicePorts): string {
  let port = FIRST_FREE;
  while (ports.has(`tcp:${port}`)) port += 1;
  return `tcp:${port}`;
}

/** Dials the host through the connection. */
const dialHost =
  (line: HostLine, service: string): Dial<Uint8Array> =>
  (handlers) => {
    let opened = false;
    let stream: AdbStream | null = null;
    line.open(service, (given) => {
      stream = given;
      given.whenDrained(() => {
        opened = true;
        handlers.onOpen();
      });
      return {
        onData(bytes, taken) {
          handlers.onData(bytes);
          taken();
        },
        onClose: () => handlers.onClose(opened ? 'closed' : 'refused'),
      };
    });
    return { send: (bytes) => stream?.write(bytes), close: () => stream?.end() };
  };

/** Four hex digits of length, then the text. */
const sized = (text: string): string => `${text.length.toString(16).padStart(4, '0')}${text}`;
