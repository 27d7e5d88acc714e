/**
 * What a printer says about itself, as one record and as the bytes of DLE EOT 1…4 and of
 * automatic status back (ASB, four bytes). Fixed bits tell the two apart: a real-time byte
 * has `& 93h == 12h`, the first of an ASB `& 93h == 10h`, its others bits 4 and 7 clear.
 * After Epson's public command reference.
 */
import { processIdBytes } from './encode.ts';

export type PaperState = 'ok' | 'near-end' | 'end';
export type PrinterError = 'none' | 'mechanical' | 'cutter' | 'unrecoverable' | 'recovers';

export interface PrinterStatus {
  online: boolean;
  coverOpen: boolean;
  paper: PaperState;
  error: PrinterError;
}

/** Error bits of DLE EOT 3 and of the second ASB byte. */
const errorBits: Record<PrinterError, number> = {
  none: 0,
  mechanical: 0x04,
  cutter: 0x08,
  unrecoverable: 0x20,
  recovers: 0x40,
};

/** The answer to DLE EOT n. */
export function encodeRealTimeStatus(n: number, status: PrinterStatus): number {
  switch (n) {
    case 1:
      return 0x12 | (status.online ? 0 : 0x08);
    case 2:
      return (
        0x12 |
        (status.coverOpen ? 0x04 : 0) |
        (status.paper === 'end' ? 0x20 : 0) |
        (status.error === 'none' ? 0 : 0x40)
      );
    case 3:
      return 0x12 | errorBits[status.error];
    default:
      // Paper past its end is past the near-end sensor, too.
      return 0x12 | (status.paper === 'ok' ? 0 : status.paper === 'end' ? 0x6c : 0x0c);
  }
}

/** The answer to GS r n: 1 paper, 2 drawer (closed); null for any other n. Bits 4 and 7 clear tell it from the rest. */
export function encodeTransmitStatus(n: number, status: PrinterStatus): number | null {
  switch (n & 0x0f) {
    case 1:
      return status.paper === 'ok' ? 0 : 0x03;
    case 2:
      return 0;
    default:
      return null;
  }
}

/** The answer to GS I: a byte, or text between 5F and 00. */
export function printerIdReply(id: number | string): Uint8Array {
  if (typeof id === 'number') return Uint8Array.of(id);
  return Uint8Array.of(0x5f, ...Array.from(id, (character) => character.charCodeAt(0)), 0);
}

export type RealTimeReading =
  { ok: true; status: Partial<PrinterStatus> } | { ok: false; reason: 'not-a-status-byte' | 'no-such-status' };

/** What the answer to DLE EOT n tells; the byte does not say which n it answers. */
export function decodeRealTimeStatus(n: number, byte: number): RealTimeReading {
  if (!isRealTimeByte(byte)) return { ok: false, reason: 'not-a-status-byte' };
  switch (n) {
    case 1:
      return { ok: true, status: { online: (byte & 0x08) === 0 } };
    case 2: {
      const status: Partial<PrinterStatus> = { coverOpen: (byte & 0x04) !== 0 };
      if ((byte & 0x20) !== 0) status.paper = 'end';
      if ((byte & 0x40) === 0) status.error = 'none';
      return { ok: true, status };
    }
    case 3:
      return { ok: true, status: { error: errorOf(byte) } };
    case 4:
      return { ok: true, status: { paper: paperOf((byte & 0x60) !== 0, (byte & 0x0c) !== 0) } };
    default:
      return { ok: false, reason: 'no-such-status' };
  }
}

/** The four bytes of an ASB. */
export function encodeAsb(status: PrinterStatus): Uint8Array {
  return Uint8Array.of(
    0x10 | (status.online ? 0 : 0x08) | (status.coverOpen ? 0x20 : 0),
    errorBits[status.error],
    status.paper === 'ok' ? 0 : status.paper === 'end' ? 0x0f : 0x03,
    0,
  );
}

/** The status in the four ASB bytes at `at`. */
export function decodeAsb(
  bytes: ArrayLike<number>,
  at = 0,
): { ok: true; status: PrinterStatus } | { ok: false; reason: 'too-short' | 'not-an-asb' } {
  if (bytes.length - at < 4) return { ok: false, reason: 'too-short' };
  const [first, second, third, fourth] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
  if (!isAsbStart(first) || !isAsbRest(second) || !isAsbRest(third) || !isAsbRest(fourth)) {
    return { ok: false, reason: 'not-an-asb' };
  }
  const status: PrinterStatus = {
    online: (first & 0x08) === 0,
    coverOpen: (first & 0x20) !== 0,
    paper: paperOf((third & 0x0c) !== 0, (third & 0x03) !== 0),
    error: errorOf(second),
  };
  return { ok: true, status };
}

export function isRealTimeByte(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

export function isAsbStart(byte: number): boolean {
  return (byte & 0x93) === 0x10;
}

export function isAsbRest(byte: number): boolean {
  return (byte & 0x90) === 0;
}

/** The answer to a process id, sent when all before it is on paper. */
export function processIdReply(id: string): Uint8Array {
  const reply = Uint8Array.of(0x37, 0x22, 0, 0, 0, 0, 0);
  reply.set(processIdBytes(id), 2);
  return reply;
}

/** The gravest of the errors whose bits are set. */
function errorOf(byte: number): PrinterError {
  if ((byte & errorBits.unrecoverable) !== 0) return 'unrecoverable';
  if ((byte & errorBits.cutter) !== 0) return 'cutter';
  if ((byte & errorBits.mechanical) !== 0) return 'mechanical';
  return (byte & errorBits.recovers) === 0 ? 'none' : 'recovers';
}

function paperOf(end: boolean, nearEnd: boolean): PaperState {
  return end ? 'end' : nearEnd ? 'near-end' : 'ok';
}
