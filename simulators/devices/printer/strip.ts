/**
 * Reading paper: what lies between two cuts. A ticket begins with its number; a strip on which another one begins holds
 * only half of the one before, whatever half that is.
 */

/** What a ticket says about itself (`#17 COPY`, the document, `Tab 12  Anna`), and all its lines. */
export type TicketOnPaper = { ticket: number; copy: boolean; document: string; tab: number; text: string[] };

/** The tickets of a strip, in order. What stands before the first number, or all of it without one, is of ticket 0. */
export function ticketsOn(strip: readonly string[]): TicketOnPaper[] {
  const heads = strip.flatMap((line, i) => (HEAD.test(line) ? [i] : []));
  const begins = heads[0] === 0 ? heads : [0, ...heads];
  return begins
    .map((begin, i) => readTicket(strip.slice(begin, begins[i + 1])))
    .filter(({ text }) => text.some((line) => line !== ''));
}

const HEAD = /^#(\d+)( COPY)?$/;

function readTicket(text: string[]): TicketOnPaper {
  const head = HEAD.exec(text[0] ?? '');
  const tab = /^Tab (\d+)/.exec(text[2] ?? '');
  return {
    ticket: Number(head?.[1] ?? 0),
    copy: head?.[2] !== undefined,
    document: text[1] ?? '',
    tab: Number(tab?.[1] ?? 0),
    text,
  };
}
