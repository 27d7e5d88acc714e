/**
 * The second shell protocol of adb, from Android 7 on: packets of one byte what, four bytes length, low byte first, data.
 * It tells output from errors, and how the command ended. (AOSP packages/modules/adb, shell_protocol.h)
 */
import { concatBytes } from '../bytes.ts';

const KINDS = { stdin: 0, stdout: 1, stderr: 2, exit: 3, 'close-stdin': 4, 'window-size': 5 } as const;
export type ShellKind = keyof typeof KINDS;
export type ShellPacket = { kind: ShellKind; data: Uint8Array };

const HEADER_BYTES = 5;
const kinds = new Map<number, ShellKind>((Object.keys(KINDS) as ShellKind[]).map((kind) => [KINDS[kind], kind]));

export function encodeShell(kind: ShellKind, data: Uint8Array): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  header[0] = KINDS[kind];
  new DataView(header.buffer).setUint32(1, data.length, true);
  return concatBytes([header, data]);
}

/** Cuts a stream into packets; of a kind nobody knows nothing is told. */
export function createShellReader(): { push(bytes: Uint8Array): ShellPacket[] } {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    push(bytes) {
      rest = concatBytes([rest, bytes]);
      const packets: ShellPacket[] = [];
      while (rest.length >= HEADER_BYTES) {
        const length = new DataView(rest.buffer, rest.byteOffset).getUint32(1, true);
        if (rest.length < HEADER_BYTES + length) break;
        const kind = kinds.get(rest[0] ?? 0);
        if (kind !== undefined) packets.push({ kind, data: rest.slice(HEADER_BYTES, HEADER_BYTES + length) });
        rest = rest.slice(HEADER_BYTES + length);
      }
      return packets;
    },
  };
}
