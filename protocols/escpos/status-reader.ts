/**
 * What comes back from a printer, told apart however it is cut: real-time status bytes, ASB
 * blocks, process ids and printer ids mix freely on one connection.
 *
 * A real-time byte may slip in between the bytes of an ASB; replies with a header (37 22,
 * 5F) are whole. A byte that fits nothing is `other`: the answer to GS r, flow control,
 * noise. If a reply turns out to be none, its first byte is `other` and the rest is read anew.
 */
import { decodeAsb, isAsbRest, isAsbStart, isRealTimeByte, type PrinterStatus } from './status.ts';

export type StatusEvent =
  | { kind: 'status-byte'; byte: number }
  | { kind: 'asb'; status: PrinterStatus }
  | { kind: 'process-id'; id: string }
  | { kind: 'printer-id'; text: string }
  | { kind: 'other'; byte: number };

export interface StatusReader {
  /** Feeds bytes in stream order; returns what they complete. */
  push(bytes: Uint8Array): StatusEvent[];
}

const MAX_PRINTER_ID_BYTES = 82;

export function createStatusReader(): StatusReader {
  let pending: number[] = [];

  function accept(byte: number, events: StatusEvent[]): void {
    const start = pending[0];
    if (start === undefined) {
      if (isRealTimeByte(byte)) events.push({ kind: 'status-byte', byte });
      else if (isAsbStart(byte) || byte === 0x37 || byte === 0x5f) pending.push(byte);
      else events.push({ kind: 'other', byte });
      return;
    }
    if (isAsbStart(start)) acceptAsb(byte, events);
    else if (start === 0x37) acceptProcessId(byte, events);
    else acceptPrinterId(byte, events);
  }

  function acceptAsb(byte: number, events: StatusEvent[]): void {
    if (isRealTimeByte(byte)) {
      events.push({ kind: 'status-byte', byte });
      return;
    }
    pending.push(byte);
    if (!isAsbRest(byte)) return giveUp(events);
    if (pending.length < 4) return;
    const reading = decodeAsb(pending);
    pending = [];
    if (reading.ok) events.push({ kind: 'asb', status: reading.status });
  }

  function acceptProcessId(byte: number, events: StatusEvent[]): void {
    pending.push(byte);
    const { length } = pending;
    if (length === 2 ? byte !== 0x22 : length === 7 ? byte !== 0 : !isPrintable(byte)) return giveUp(events);
    if (length < 7) return;
    events.push({ kind: 'process-id', id: String.fromCharCode(...pending.slice(2, 6)) });
    pending = [];
  }

  function acceptPrinterId(byte: number, events: StatusEvent[]): void {
    pending.push(byte);
    if (byte === 0) {
      events.push({ kind: 'printer-id', text: String.fromCharCode(...pending.slice(1, -1)) });
      pending = [];
    } else if (!isPrintable(byte) || pending.length >= MAX_PRINTER_ID_BYTES) {
      giveUp(events);
    }
  }

  function giveUp(events: StatusEvent[]): void {
    const [first, ...rest] = pending;
    pending = [];
    events.push({ kind: 'other', byte: first! });
    for (const byte of rest) accept(byte, events);
  }

  function push(bytes: Uint8Array): StatusEvent[] {
    const events: StatusEvent[] = [];
    for (const byte of bytes) accept(byte, events);
    return events;
  }

  return { push };
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}
