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
import type { Confirmation } from '#protocols/escpos/profiles';
import type { Job } from '#server/core/state';

/** The text a ticket begins with; what is printed is told apart by it. */
function ticketHead(ticket: number, copy: boolean): string {
  return copy ? `#${ticket} COPY` : `#${ticket}`;
}

/** Lines of the ticket of a job. */
export function ticketLines(job: Job): number {
  return job.lines.length + 2;
}

/** Text in the printer's code table, cut, and what is answered in order with it. */
export function encodeTicket(job: Job, copy: boolean, codeTable: PrinterCodeTable, confirms: Confirmation): Uint8Array {
  return concatBytes([
    initialise(),
    selectCodeTable(codeTable),
    bold(true),
    line(ticketHead(job.ticket, copy), codeTable),
    bold(false),
    line(job.document, codeTable),
    ...job.lines.map((text) => line(text, codeTable)),
    cut(),
    ...(confirms === 'process-id' ? [processId(idOf(job.job))] : confirms === 'status' ? [transmitStatus(1)] : []),
  ]);
}

/** Four characters that name a job to the printer: its number in base 36, the last four digits. */
export function idOf(job: number): string {
  return (job % 36 ** 4).toString(36).toUpperCase().padStart(4, '0');
}
