/**
 * What a receipt printer is told, one record per command. Commands the twin has no use for
 * are `unknown` with their bytes, data included: it is their length that matters, so that
 * no picture is taken for commands.
 */

export type QrStep = 'model' | 'size' | 'level' | 'store' | 'print';
export type StyleName =
  'print-mode' | 'underline' | 'bold' | 'double-strike' | 'font' | 'align' | 'size' | 'reverse' | 'upside-down';

export type Command =
  | { kind: 'initialise' }
  /** Printable bytes in the selected code table. */
  | { kind: 'text'; bytes: Uint8Array }
  /** Prints the line and feeds. */
  | { kind: 'feed'; lines: number }
  /** Prints the line and feeds by vertical motion units (dots on most printers). */
  | { kind: 'feed-units'; units: number }
  /** `feed`: motion units fed before the cut, beyond reaching the knife. */
  | { kind: 'cut'; mode: 'full' | 'partial'; feed: number }
  | { kind: 'code-table'; n: number }
  /** Country whose letters stand for twelve ASCII signs. */
  | { kind: 'country'; n: number }
  /** Moves on to the next tab stop. */
  | { kind: 'tab' }
  /** Moves to so many motion units from the beginning of the line, or on from where it is. */
  | { kind: 'position'; dots: number; relative: boolean }
  /** Columns of the tab stops, rising; none takes all away. */
  | { kind: 'tab-stops'; columns: number[] }
  | { kind: 'style'; style: StyleName; value: number }
  | { kind: 'drawer'; pin: number; onMs: number; offMs: number }
  /** `data` is shorter than the picture if that exceeds MAX_STORED_BYTES. */
  | { kind: 'raster'; mode: number; widthBytes: number; heightDots: number; data: Uint8Array }
  | { kind: 'barcode'; symbology: number; data: Uint8Array }
  | { kind: 'qr'; step: QrStep; data: Uint8Array }
  | { kind: 'transmit-status'; n: number }
  | { kind: 'printer-id'; n: number }
  | { kind: 'asb'; mask: number }
  /** Four characters 20…7E, to be returned when everything before has been printed. */
  | { kind: 'process-id'; id: string }
  | { kind: 'real-time-status'; n: 1 | 2 | 3 | 4 }
  | { kind: 'real-time-recover'; n: number }
  | { kind: 'unknown'; bytes: Uint8Array };

/** Whether a printer obeys on arrival, even off-line or with a full buffer, ahead of all that waits. */
export function isRealTime(command: Command): boolean {
  return command.kind === 'real-time-status' || command.kind === 'real-time-recover';
}
