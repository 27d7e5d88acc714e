/**
 * One connection of adbd: the host greets, is asked who it is if the device asks for keys, and is greeted back; from then
 * on either side opens streams by the name of a service. The host's first greeting may be repeated; it then begins anew,
 * and what was open is gone.
 */
import { ADB_VERSION, createAdbReader, encodePacket, MAX_PAYLOAD, type AdbPacket } from '#protocols/adb/packet';
import type { Channel, ChannelHandlers } from '#protocols/channel';
import { unreachable } from '#protocols/unreachable';
import type { Debugging } from '../debugging.ts';
import type { DeviceEvent } from '../device.ts';
import { openDoor, type Door } from './door.ts';
import { AdbStream, type OpenService } from './stream.ts';

/** What adbd asks of the device it runs on. */
export type AdbdHost = {
  /** `device::…` with properties and features, as it greets. */
  banner(): string;
  debugging: Debugging;
  /** What is behind the name of a service, as `shell:ls`; null if nothing is. */
  service(name: string, line: HostLine): OpenService | null;
  /** Hung it says nothing and hears nothing; what comes then it hears later. Down, nobody listens. */
  state(): 'up' | 'hung' | 'down';
  watch(watcher: (event: DeviceEvent) => void): () => void;
};

/** Of a connection: opens streams to the host, for what is forwarded to it. */
export type HostLine = { open(service: string, accept: OpenService): void; onGone(run: () => void): void };

export type AdbConnection = Pick<ChannelHandlers<Uint8Array>, 'onData' | 'onClose'>;

/** Longest payload we take, bytes: that of adbd since Android 9. */
const OUR_MAX_PAYLOAD = 256 * 1024;
const LEAST_MAX_PAYLOAD = 4096;

/** adbd on a channel that was accepted. Bytes that are no packets end it. */
export function createAdbConnection(channel: Channel<Uint8Array>, host: AdbdHost): AdbConnection {
  const reader = createAdbReader();
  const streams = createStreams(
    (bytes) => channel.send(bytes),
    host,
    () => close(),
  );
  const unheard: Uint8Array[] = [];
  function hear(bytes: Uint8Array): void {
    const { packets, broken } = reader.push(bytes);
    for (const packet of packets) streams.take(packet);
    if (broken !== undefined) close();
  }
  function close(): void {
    unwatch();
    streams.closeAll();
    channel.close();
  }
  const unwatch = host.watch((event) => {
    if (event === 'thawed') unheard.splice(0).forEach(hear);
    if (event === 'down') close();
  });
  return {
    onData(bytes) {
      if (host.state() === 'hung') unheard.push(bytes);
      else hear(bytes);
    },
    onClose() {
      unwatch();
      streams.closeAll();
    },
  };
}

/** The streams of a connection, and what packets do to them. */
function createStreams(
  send: (bytes: Uint8Array) => void,
  host: AdbdHost,
  hangUp: () => void,
): { take(packet: AdbPacket): void; closeAll(): void } {
  const streams = new Map<number, AdbStream>();
  const goneHooks: (() => void)[] = [];
  let nextId = 1;
  let maxPayload = LEAST_MAX_PAYLOAD;
  let greeted = false;
  let door: Door | null = null;

  const line: HostLine = {
    open(service, accept) {
      const stream = createStream(0);
      stream.attach(accept(stream));
      send(encodePacket('OPEN', stream.localId, 0, text(`${service}\0`)));
    },
    onGone: (run) => void goneHooks.push(run),
  };

  function createStream(remoteId: number): AdbStream {
    const localId = nextId;
    nextId += 1;
    const stream = new AdbStream({ localId, remoteId }, { send, maxPayload, gone: () => streams.delete(localId) });
    streams.set(localId, stream);
    return stream;
  }

  function greet(packet: AdbPacket): void {
    closeAll();
    maxPayload = Math.min(Math.max(packet.arg1, LEAST_MAX_PAYLOAD), OUR_MAX_PAYLOAD, MAX_PAYLOAD);
    if (host.debugging.asksForKeys) door = openDoor(host.debugging, { send, letIn, putOut: hangUp });
    else letIn();
  }

  function letIn(): void {
    greeted = true;
    send(encodePacket('CNXN', ADB_VERSION, OUR_MAX_PAYLOAD, text(host.banner())));
  }

  function open({ arg0: remoteId, payload }: AdbPacket): void {
    const service = host.service(new TextDecoder().decode(payload).replace(/\0+$/, ''), line);
    const stream = createStream(remoteId);
    if (service === null) stream.refuse();
    else stream.attach(service(stream));
  }

  function closeAll(): void {
    greeted = false;
    for (const stream of streams.values()) stream.closedByPeer();
    for (const run of goneHooks.splice(0)) run();
    door?.gone();
    door = null;
  }

  function take(packet: AdbPacket): void {
    const { command, arg0, arg1, payload } = packet;
    if (command === 'CNXN') return greet(packet);
    if (command === 'AUTH') return greeted ? undefined : door?.hear(packet);
    if (!greeted) return;
    switch (command) {
      case 'OPEN':
        return open(packet);
      case 'OKAY':
        return streams.get(arg1)?.okay(arg0);
      case 'WRTE':
        return streams.get(arg1)?.data(payload);
      case 'CLSE':
        return streams.get(arg1)?.closedByPeer();
      default:
        unreachable(command);
    }
  }

  return { take, closeAll };
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
