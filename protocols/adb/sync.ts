/**
 * The protocol of `adb push` and `pull` within a stream (`sync:`): four letters, four bytes with the low one first, and,
 * where these are a length, so many bytes. Version 1. (AOSP packages/modules/adb, SYNC.TXT)
 */
import { concatBytes } from '../bytes.ts';

/** What the host asks. The time of DONE is in seconds since 1970. */
export type SyncRequest =
  | { id: 'STAT' | 'LIST' | 'RECV' | 'SEND'; path: string }
  | { id: 'DATA'; bytes: Uint8Array }
  | { id: 'DONE'; mtime: number }
  | { id: 'QUIT' };

/** Longest piece of a file, bytes; and of a path. */
export const MAX_PIECE = 64 * 1024;
const MAX_PATH = 1024;
const HEADER_BYTES = 8;

/** Letters and numbers behind each other. */
export function syncFrame(id: string, ...rest: (number | Uint8Array)[]): Uint8Array {
  const parts = rest.map((part) => (typeof part === 'number' ? uint32(part) : part));
  return concatBytes([new TextEncoder().encode(id), ...parts]);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** Cuts a stream into requests; one that is none is `broken`, and nothing is read after it. */
export function createSyncReader(): { push(bytes: Uint8Array): { requests: SyncRequest[]; broken?: string } } {
  let rest: Uint8Array = new Uint8Array(0);
  let broken: string | undefined;
  return {
    push(bytes) {
      const requests: SyncRequest[] = [];
      rest = concatBytes([rest, bytes]);
      while (broken === undefined && rest.length >= HEADER_BYTES) {
        const read = requestAt(rest);
        if (read === null) break;
        if (typeof read === 'string') broken = read;
        else {
          requests.push(read.request);
          rest = rest.slice(read.end);
        }
      }
      return broken === undefined ? { requests } : { requests, broken };
    },
  };
}

function requestAt(bytes: Uint8Array): { request: SyncRequest; end: number } | string | null {
  const id = new TextDecoder().decode(bytes.subarray(0, 4));
  const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  switch (id) {
    case 'QUIT':
      return { request: { id }, end: HEADER_BYTES };
    case 'DONE':
      return { request: { id, mtime: value }, end: HEADER_BYTES };
    case 'DATA':
    case 'STAT':
    case 'LIST':
    case 'RECV':
    case 'SEND': {
      if (value > (id === 'DATA' ? MAX_PIECE : MAX_PATH)) return `${id} of ${value} bytes`;
      const end = HEADER_BYTES + value;
      if (bytes.length < end) return null;
      const content = bytes.slice(HEADER_BYTES, end);
      if (id === 'DATA') return { request: { id, bytes: content }, end };
      return { request: { id, path: new TextDecoder().decode(content) }, end };
    }
    default:
      return `unknown request ${JSON.stringify(id)}`;
  }
}
