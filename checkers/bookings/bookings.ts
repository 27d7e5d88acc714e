/**
 * Bookings: what the server acknowledged is in the journal exactly once, as the device has it, and ordered; what a device
 * collected offline is handed over exactly once and in turn, or still in its storage. Compared are the devices' own records with the
 * server's journal.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Booking } from '#protocols/mpos/messages';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Numbered } from '../folds/numbered.ts';
import { StoredInTurn } from './stored-in-turn.ts';

/** The field that differs, and what the journal says there. */
type Difference = { field: string; says: string };

type Line = {
  device: string;
  collected: EventOf<'collected'>;
  id: number;
  acknowledgedId: number;
  /** The event in which the journal got it, 0 for none yet, and those in which it got it again. */
  bookedId: number;
  again: number[] | null;
  /** What the journal has got otherwise than the device has it; null for nothing. */
  differs: Difference | null;
  /** Still in the device when the run ended. */
  stored: boolean;
};

class Lines {
  private readonly concerns: (offline: boolean) => boolean;
  private readonly all: Line[] = [];
  private readonly byDevice = new Map<string, Numbered<Line>>();

  constructor(concerns: (offline: boolean) => boolean) {
    this.concerns = concerns;
  }

  collected(collected: EventOf<'collected'>, id: number): void {
    const { node: device, seq, offline } = collected;
    if (!this.concerns(offline)) return;
    const line = { device, collected, id, acknowledgedId: 0, bookedId: 0, again: null, differs: null, stored: false };
    let lines = this.byDevice.get(device);
    if (lines === undefined) this.byDevice.set(device, (lines = new Numbered()));
    lines.set(seq, line);
    this.all.push(line);
  }

  of(device: string, seqs: readonly number[], see: (line: Line) => void): void {
    const lines = this.byDevice.get(device);
    if (lines === undefined) return;
    for (const seq of seqs) {
      const line = lines.get(seq);
      if (line !== undefined) see(line);
    }
  }

  booked(device: string, tab: number, bookings: readonly Booking[], id: number): void {
    const lines = this.byDevice.get(device);
    if (lines === undefined) return;
    for (const booking of bookings) {
      const line = lines.get(booking.seq);
      if (line === undefined) continue;
      line.differs ??= difference(line.collected, tab, booking);
      if (line.bookedId === 0) line.bookedId = id;
      else (line.again ??= []).push(id);
    }
  }

  judge(found: Findings, whole: boolean): void {
    for (const line of this.all) {
      found.judge();
      const { id, acknowledgedId, bookedId, again, differs, collected } = line;
      const what = (): string =>
        `booking ${collected.seq} of ${line.device} for tab ${collected.tab} be collected at ${found.at(collected.t)}`;
      if (again !== null) {
        found.fail(
          [id, bookedId, ...again],
          `let ${what()}; then it was handed over; however it is in the journal ${again.length + 1} times`,
        );
      } else if (differs !== null) {
        const { field, says } = differs;
        found.fail([id, bookedId], `let ${what()}; then it was handed over; however the journal says ${says}`, field);
      } else if (bookedId === 0 && acknowledgedId > 0) {
        found.fail(
          [id, acknowledgedId],
          `let ${what()}; then the server acknowledged it; however it is not in the journal`,
        );
      } else if (bookedId === 0 && whole && !line.stored) {
        found.fail([id], `let ${what()}; then the run ended; however it is neither in the journal nor in the device`);
      }
    }
  }
}

/** In what the journal and the device do not agree; null if they do. */
function difference(collected: EventOf<'collected'>, tab: number, booking: Booking): Difference | null {
  if (tab !== collected.tab) return { field: 'tab', says: `tab ${tab}` };
  for (const field of ['cents', 'article', 'quantity', 'place'] as const) {
    const own = collected[field];
    if (own !== undefined && booking[field] !== own)
      return { field, says: `${field} ${booking[field]} instead of ${own}` };
  }
  return null;
}

/**
 * Orders: what is booked for a production place is on an order ticket, queued by the same decision, or queued for the
 * monitor that shows it instead. Either says what is to be made, how often, and for which tab.
 */
class Orders {
  /** What was booked and is nowhere ordered yet; hardly ever more than one hand-over. */
  private waiting: { tab: number; device: string; line: string; place: string; id: number }[] = [];
  private readonly printing: boolean;
  /** Places whose orders a monitor shows instead of paper. */
  private readonly shown: ReadonlySet<string>;

  /** A floor without printers orders nothing on paper. */
  constructor({ printers, monitors = [] }: HistoryHeader['floor']) {
    this.printing = printers.length > 0;
    this.shown = new Set(monitors.flatMap(({ places, instead }) => (instead ? places : [])));
  }

  booked({ tab, device, bookings }: Extract<Fact, { kind: 'booked' }>, id: number): void {
    if (!this.printing) return;
    for (const { quantity, article, place } of bookings)
      if (place !== 'none') this.waiting.push({ tab, device, line: `${quantity} x ${article}`, place, id });
  }

  queued({ document, copy, tab, device, lines }: Extract<Fact, { kind: 'job-queued' }>): void {
    if (document === 'order' && !copy) this.ordered(tab, device, lines, (place) => !this.shown.has(place));
  }

  fed({ tab, device, lines, place: at }: Extract<Fact, { kind: 'item-queued' }>): void {
    if (this.shown.has(at)) this.ordered(tab, device, lines, (place) => place === at);
  }

  private ordered(tab: number, device: string, lines: readonly string[], isThere: (place: string) => boolean): void {
    for (const line of lines) {
      const at = this.waiting.findIndex(
        (one) => one.line === line && one.tab === tab && one.device === device && isThere(one.place),
      );
      if (at >= 0) this.waiting.splice(at, 1);
    }
  }

  judge(found: Findings): void {
    for (const { tab, device, line, id } of this.waiting) {
      found.fail(
        [id],
        `let ${device} have ${line} to be made for tab ${tab}; then it was booked; however nothing orders it`,
      );
    }
  }
}

function handlersOf(lines: Lines) {
  return {
    collected: (event: EventOf<'collected'>, id: number) => lines.collected(event, id),
    acknowledged: ({ node, seqs }: EventOf<'acknowledged'>, id: number) =>
      lines.of(node, seqs, (line) => (line.acknowledgedId = id)),
    storage: ({ node, seqs }: EventOf<'storage'>) => lines.of(node, seqs, (line) => (line.stored = true)),
  };
}

export const acknowledgedBookings: Checker = {
  name: 'acknowledged-bookings',
  about:
    'Every acknowledged booking is in the journal exactly once and as it was made, is ordered, and none is lost on the way.',
  start(header) {
    const found = findings('acknowledged-bookings', header);
    const lines = new Lines((offline) => !offline);
    const orders = new Orders(header.floor);
    return {
      on: handlersOf(lines),
      facts: {
        booked(fact, _event, id) {
          lines.booked(fact.device, fact.tab, fact.bookings, id);
          orders.booked(fact, id);
        },
        'job-queued': (fact) => orders.queued(fact),
        'item-queued': (fact) => orders.fed(fact),
      },
      end(whole) {
        lines.judge(found, whole);
        orders.judge(found);
        return found.result(whole);
      },
    };
  },
};

/** What the requests that tell whether lines were collected offline say of them. Old histories do not have it. */
function judgeMark(found: Findings, lines: Lines, sent: EventOf<'sent'>, id: number): void {
  const { node, type, seqs = [], token, offline = false, tab, t } = sent;
  if ((type !== 'hand-over' && type !== 'new-balance') || token === undefined || seqs.length === 0) return;
  const collected: Line[] = [];
  lines.of(node, seqs, (line) => collected.push(line));
  found.judge();
  const [first] = collected;
  if (offline === (first !== undefined)) return;
  const had = first === undefined ? 'have nothing that' : `have booking ${first.collected.seq}, which`;
  found.fail(
    first === undefined ? [id] : [first.id, id],
    `let ${node} ${had} was collected offline for tab ${tab}; then it handed over what it had at ${found.at(t)}; however it ${offline ? 'called that' : 'did not call that'} collected offline`,
    'the mark',
  );
}

export const offlineBookings: Checker = {
  name: 'offline-bookings',
  about:
    'Every booking collected offline is handed over exactly once, and as such, and no tab that is held keeps back others.',
  start(header) {
    const found = findings('offline-bookings', header);
    const lines = new Lines((offline) => offline);
    const { collected, acknowledged, storage } = handlersOf(lines);
    const stored = new StoredInTurn(found);
    return {
      on: {
        storage,
        collected(event, id) {
          collected(event, id);
          stored.collected(event);
        },
        acknowledged(event, id) {
          acknowledged(event, id);
          stored.acknowledged(event);
        },
        sent(event, id) {
          judgeMark(found, lines, event, id);
          stored.sent(event, id);
        },
        transition: (event, id) => stored.moved(event, id),
      },
      facts: { booked: ({ device, tab, bookings }, _event, id) => lines.booked(device, tab, bookings, id) },
      end(whole) {
        lines.judge(found, whole);
        return found.result(whole);
      },
    };
  },
};
