/**
 * What a standard mPOS device keeps through resets and power loss: its counters, the bookings the server has not yet
 * acknowledged, and which receipts came out of the belt printer.
 */
import { sometimes } from '#protocols/marks';
import { MOST_BOOKINGS, type Booking, type Receipt } from '#protocols/mpos/messages';
import type { Article } from '#scenarios/format/floor';

const moreThanOneGoes = sometimes('too-many-for-one', 'as many lines are handed over as go along with one request');
const offlineAndOnline = sometimes(
  'offline-and-online',
  'lines that were collected without radio go along with others',
);

export type StoredBooking = { tab: number; offline: boolean; booking: Booking };

export type ReceiptResult =
  { type: 'receipt-printed'; job: number } | { type: 'redirect-print'; job: number; mayBePrinted: boolean };

export type DeviceStorage = {
  req: number;
  seq: number;
  bookings: StoredBooking[];
  receipts: Receipt[];
  /** What is to be told to the server about a receipt: printed, or to be redirected. */
  results: Map<number, ReceiptResult>;
};

/** The storage of a device fresh from the box. */
export function emptyStorage(): DeviceStorage {
  return { req: 0, seq: 0, bookings: [], receipts: [], results: new Map() };
}

/** Forgets bookings the server has acknowledged; returns which of them were stored. */
export function acknowledge(storage: DeviceStorage, seqs: readonly number[]): number[] {
  if (seqs.length === 0) return [];
  const done = new Set(seqs);
  storage.bookings = storage.bookings.filter((stored) => !done.has(stored.booking.seq));
  return [...done];
}

/** Stores a new line for a tab, under the next booking number. */
export function storeBooking(
  storage: DeviceStorage,
  tab: number,
  article: Article,
  quantity: number,
  offline: boolean,
): Booking {
  const booking = newBooking(storage, article, quantity);
  storage.bookings.push({ tab, offline, booking });
  return booking;
}

/** A line under the next booking number, which is not stored: it goes along with one request, or is dropped with it. */
export function newBooking(storage: DeviceStorage, article: Article, quantity: number): Booking {
  storage.seq += 1;
  return {
    seq: storage.seq,
    article: article.name,
    quantity,
    cents: article.cents * quantity,
    place: article.place,
  };
}

/** What is stored for a tab goes along with the next write to it, the oldest lines first if they are too many for one. */
export function carriedBookings(storage: DeviceStorage, tab: number): { bookings: Booking[]; offline: boolean } {
  const stored = storage.bookings.filter((one) => one.tab === tab).slice(0, MOST_BOOKINGS);
  moreThanOneGoes(stored.length === MOST_BOOKINGS);
  offlineAndOnline(stored.some(({ offline }) => offline) && stored.some(({ offline }) => !offline));
  return { bookings: stored.map((one) => one.booking), offline: stored.some((one) => one.offline) };
}
