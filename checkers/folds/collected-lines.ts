/**
 * What devices have collected, until it is in the journal: from then on it is judged by what the device itself says of
 * it. Lines of which no device told anything (a history of version 1) are as the journal has them.
 */
import type { EventOf } from '#history/events';
import type { Booking } from '#protocols/mpos/messages';

export type Line = Pick<Booking, 'article' | 'quantity' | 'cents' | 'place'>;

export class CollectedLines {
  private readonly byDevice = new Map<string, Map<number, Line>>();

  collected({ node, seq, article, quantity, cents, place }: EventOf<'collected'>): void {
    if (article === undefined || quantity === undefined || place === undefined) return;
    let lines = this.byDevice.get(node);
    if (lines === undefined) this.byDevice.set(node, (lines = new Map()));
    lines.set(seq, { article, quantity, cents, place });
  }

  /** Lines of a device that are not in the journal yet, of these numbers. */
  waiting(device: string, seqs: readonly number[]): Line[] {
    const lines = this.byDevice.get(device);
    return seqs.flatMap((seq) => lines?.get(seq) ?? []);
  }

  /** A line as its device has it; it is forgotten, because it is booked once. */
  take(device: string, booking: Booking): Line {
    const lines = this.byDevice.get(device);
    const line = lines?.get(booking.seq);
    if (line === undefined) return booking;
    lines?.delete(booking.seq);
    return line;
  }
}

/** What is ordered at each production place, line by line, as tickets and monitors say it. */
export function orderedByPlace(
  lines: readonly Pick<Line, 'place' | 'quantity' | 'article'>[],
): ReadonlyMap<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { place, quantity, article } of lines) {
    const ordered = places.get(place);
    const text = `${quantity} x ${article}`;
    if (ordered === undefined) places.set(place, [text]);
    else ordered.push(text);
  }
  return places;
}
