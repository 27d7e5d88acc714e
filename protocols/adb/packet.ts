/**
 * The packets of the adb transport: 24 bytes of header, six numbers of 4 bytes with the low byte first (command, two
 * arguments, length and byte sum of the payload, the command's complement), then the payload. From version 0x01000001 on
 * the sum is not looked at; it is always filled here, as older peers do look. (AOSP packages/modules/adb, protocol.txt)
 */
import { concatBytes } from '../bytes.ts';

/** Commands by their number, which spells the name. `STLS` is not spoken here. */
const COMMANDS = {
  CNXN: 0x4e584e43,
  AUTH: 0x48545541,
  OPEN: 0x4e45504f,
  OKAY: 0x59414b4f,
  WRTE: 0x45545257,
  CLSE: 0x45534c43,
} as const;
export type AdbCommand = keyof typeof COMMANDS;

export type AdbPacket = { command: AdbCommand; arg0: number; arg1: number; payload: Uint8Array };

export type AdbReader = {
  /** Feeds bytes in stream order. After a header that is none, `broken` says why and nothing more is read. */
  push(bytes: Uint8Array): { packets: AdbPacket[]; broken?: string };
};

/** Without byte sums. */
export const ADB_VERSION = 0x0100_0001;
/** Longest payload that anybody sends, bytes: what newer hosts offer. */
export const MAX_PAYLOAD = 1024 * 1024;
const HEADER_BYTES = 24;
const NOTHING = new Uint8Array(0);

const names = new Map<number, AdbCommand>(
  (Object.keys(COMMANDS) as AdbCommand[]).map((name) => [COMMANDS[name], name]),
);

/** One packet, ready to send. Throws RangeError for a payload that is too long. */
export function encodePacket(
  command: AdbCommand,
  arg0: number,
  arg1: number,
  payload: Uint8Array = NOTHING,
): Uint8Array {
  if (payload.length > MAX_PAYLOAD) throw new RangeError(`payload of ${payload.length} bytes`);
  const bytes = new Uint8Array(HEADER_BYTES + payload.length);
  const header = new DataView(bytes.buffer);
  const code = COMMANDS[command];
  const sum = payload.reduce((total, byte) => (total + byte) >>> 0, 0);
  for (const [i, value] of [code, arg0, arg1, payload.length, sum, ~code].entries())
    header.setUint32(4 * i, value, true);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

/** Cuts a byte stream into packets, whatever pieces it comes in. */
export function createAdbReader(): AdbReader {
  let parts: Uint8Array[] = [];
  let pending = 0;
  let wanted = HEADER_BYTES;
  let broken: string | undefined;
  return {
    push(bytes) {
      const packets: AdbPacket[] = [];
      if (broken !== undefined) return { packets, broken };
      parts.push(bytes);
      pending += bytes.length;
      if (pending < wanted) return { packets };
      let rest = concatBytes(parts);
      for (;;) {
        const read = readPacket(rest);
        if (typeof read === 'string') return { packets, broken: (broken = read) };
        wanted = read.wanted;
        if (read.packet === null) break;
        packets.push(read.packet);
        rest = rest.subarray(wanted);
      }
      parts = [rest];
      pending = rest.length;
      return { packets };
    },
  };
}

/** The first packet, or how many bytes it wants; a sentence if there is none. */
function readPacket(bytes: Uint8Array): { packet: AdbPacket | null; wanted: number } | string {
  if (bytes.length < HEADER_BYTES) return { packet: null, wanted: HEADER_BYTES };
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const [code = 0, arg0 = 0, arg1 = 0, length = 0, , magic = 0] = [0, 4, 8, 12, 16, 20].map((at) =>
    header.getUint32(at, true),
  );
  const command = names.get(code);
  if (command === undefined || magic !== ~code >>> 0) return `no packet of adb: begins with ${code.toString(16)}`;
  if (length > MAX_PAYLOAD) return `payload of ${length} bytes, at most ${MAX_PAYLOAD}`;
  const wanted = HEADER_BYTES + length;
  if (bytes.length < wanted) return { packet: null, wanted };
  return { packet: { command, arg0, arg1, payload: bytes.slice(HEADER_BYTES, wanted) }, wanted };
}
