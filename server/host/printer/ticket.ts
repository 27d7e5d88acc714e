/** A job as the bytes of a ticket, and what asks the printer to say that it is out. */
import { concatBytes } from '#protocols/bytes';
import {
  bold,
  cut,
  initialise,
  line,
  processId,
  selectCodeTable,
  transmitStatus,
  type PrinterCodeTable,
} from '#protocols/escpos/encode';
import type { Confirmation, PrinterProfile } from '#protocols/escpos/profiles';
import type { Job } from '#server/core/state';

/** The text a ticket begins with; what is printed is told apart by it. */
function ticketHead(ticket: number, copy: boolean): string {
  return copy ? `#${ticket} COPY` : `#${ticket}`;
}

/** Lines of the ticket of a job. */
export function ticketLines(job: Job): number {
  return job.lines.length + 2;
}

/**
 * What part of its buffer a printer keeps free besides a piece of a ticket. Without paper it works nothing off, and
 * every new connection, also of a server that is started anew, leaves some bytes behind the piece.
 */
const ROOM_FOR_QUESTIONS = 1 / 4;

/**
 * Text in the printer's code table, cut, in pieces that the printer takes at once; behind each of them goes what is
 * answered in order with it, and the next follows that answer. A ticket longer than the printer's buffer would shut its
 * window, and a printer that hears no question cannot say that it is well.
 */
export function ticketPieces(
  job: Job,
  copy: boolean,
  codeTable: PrinterCodeTable,
  { confirms, bufferBytes }: Pick<PrinterProfile, 'confirms' | 'bufferBytes'>,
): Uint8Array[] {
  const most = Math.floor(bufferBytes * (1 - ROOM_FOR_QUESTIONS));
  const pieces: Uint8Array[][] = [];
  let bytes = most;
  for (const part of ticketParts(job, copy, codeTable)) {
    if (bytes + part.length > most && (confirms !== 'none' || pieces.length === 0)) {
      pieces.push([]);
      bytes = 0;
    }
    pieces.at(-1)?.push(part);
    bytes += part.length;
  }
  return pieces.map((parts, i) => concatBytes([...parts, confirmation(confirms, pieceId(job.job, i, pieces.length))]));
}

function ticketParts(job: Job, copy: boolean, codeTable: PrinterCodeTable): Uint8Array[] {
  return [
    concatBytes([initialise(), selectCodeTable(codeTable), bold(true), line(ticketHead(job.ticket, copy), codeTable)]),
    concatBytes([bold(false), line(job.document, codeTable)]),
    ...job.lines.map((text) => line(text, codeTable)),
    cut(),
  ];
}

function confirmation(confirms: Confirmation, id: string): Uint8Array {
  if (confirms === 'process-id') return processId(id);
  return confirms === 'status' ? transmitStatus(1) : new Uint8Array();
}

/** Names no job and no piece of one. */
export const QUESTION_ID = '????';

/** What a printer answers in order with its data, and prints nothing for. */
export function questionInOrder({ confirms }: Pick<PrinterProfile, 'confirms'>): Uint8Array {
  return confirmation(confirms, QUESTION_ID);
}

/** Four characters that name a piece of a job to the printer; the last piece stands for the job. */
export function pieceId(job: number, piece: number, pieces: number): string {
  if (piece === pieces - 1) return idOf(job);
  return `${String.fromCharCode(0x61 + (piece % 26))}${idOf(job).slice(1)}`;
}

/** Four characters that name a job to the printer: its number in base 36, the last four digits. */
function idOf(job: number): string {
  return (job % 36 ** 4).toString(36).toUpperCase().padStart(4, '0');
}
