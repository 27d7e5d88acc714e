/**
 * Order tickets: what is handed over, also what was collected without radio, is ordered by the same decision, one ticket
 * for each production place, for its printer at that time of day, or that of the station in force, with table, operator and every line of it as the device has it; what is
 * cancelled is told there with the reason; and nothing is ordered that nobody handed over. That the ticket comes out as it was queued is judged by `paper`.
 */
import type { Fact } from '#server/core/facts';
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../../checker.ts';
import { orderedByPlace } from '../../folds/collected-lines.ts';
import { findings } from '../../findings.ts';
import { onKitchenOrders, type KitchenOrder } from '../../folds/kitchen-orders.ts';
import { PlacePrinters } from '../../folds/place-printers.ts';
import { sameLines } from '../text/paper-text.ts';

type Ticket = { place: string; printers: readonly string[]; lines: string[] };
/** A ticket that is due: for which place, where it may come out, what it is to say, and the hand-over that asks for it. */
type Due = { device: string; place: string; printers: readonly string[]; lines: string[]; id: number };

export const orders: Checker = {
  name: 'orders',
  about:
    'What is handed over is ordered at once, one ticket for each production place, each line of it and nothing else.',
  start(header) {
    const found = findings('orders', header);
    const placePrinters = new PlacePrinters(header);
    /** Token of a hold → the station of SmartSwap in force under it. */
    const stations = new Map<number, string>();
    let due: Due[] = [];

    /** Whatever is decided next, the tickets of a hand-over are queued before. */
    function forgotten(): void {
      if (due.length === 0) return;
      for (const { device, place, lines, id } of due)
        found.fail(
          [id],
          `let ${device} hand over or cancel what is made at ${place}; then "${lines.join(' / ')}" was to be ordered; however no ticket orders it`,
        );
      due = [];
    }

    /** Tickets are due. */
    function expect(order: KitchenOrder, event: EventOf<'fact'>, id: number): void {
      forgotten();
      found.judge();
      const tickets = ticketsFor(header, order, stations.get(order.token), placePrinters.when(event));
      due = tickets.map((ticket) => ({ ...ticket, device: order.device, id }));
    }

    const { on, facts } = onKitchenOrders(expect, forgotten);
    return {
      on,
      facts: {
        ...facts,
        'tab-locked'(fact, event, id) {
          facts['tab-locked'](fact, event, id);
          if (fact.station !== undefined) stations.set(fact.token, fact.station);
        },
        'job-queued'(job, { t }, id) {
          const { document, copy, device, queue, route, lines } = job;
          if (document !== 'order' || copy) return;
          const at = due.findIndex((one) => isFor(one, job));
          const [ticket] = at < 0 ? due : due.splice(at, 1);
          if (at >= 0) return;
          const said = lines.join(' / ');
          if (ticket !== undefined) due = due.filter((one) => one !== ticket);
          found.fail(
            ticket === undefined ? [id] : [ticket.id, id],
            ticket === undefined
              ? `let nobody hand over anything; then ${queue} was to print an order at ${found.at(t)}; however it says "${said}"`
              : `let ${device} hand over "${ticket.lines.join(' / ')}" for ${ticket.printers.join(' or ')}; then that was ordered at ${found.at(t)}; however ${route === 'pos' ? '' : `as ${route} `}${queue} was to print "${said}"`,
          );
        },
        'tab-released'(fact, event, id) {
          facts['tab-released'](fact, event, id);
          stations.delete(fact.token);
        },
      },
      end(whole) {
        if (whole) forgotten();
        return found.result(whole);
      },
    };
  },
};

function isFor({ device, printers, lines }: Due, job: Extract<Fact, { kind: 'job-queued' }>): boolean {
  return job.device === device && printers.includes(job.queue) && job.route === 'pos' && sameLines(job.lines, lines);
}

/** One ticket for each place that has a printer, and no monitor instead; what is made at a place nobody has configured comes out somewhere. */
function ticketsFor(
  { floor }: HistoryHeader,
  { head, word, lines, below }: KitchenOrder,
  station: string | undefined,
  printersAt: (place: string) => string[],
): Ticket[] {
  const { printers: own = {} } = floor.smartSwap?.stations.find(({ name }) => name === station) ?? {};
  const instead = new Set(floor.monitors?.flatMap((one) => (one.instead ? one.places : [])));
  return [...orderedByPlace(lines)].flatMap(([place, ordered]) => {
    if (instead.has(place)) return [];
    const known = Object.hasOwn(floor.places, place);
    const elsewhere = place === 'none' || floor.printers.length === 0 ? null : floor.fallbackPrinter;
    const usual = known ? printersAt(place) : [elsewhere].filter((one) => one !== null);
    const printers = own[place] === undefined ? usual : [own[place]];
    if (printers.length === 0) return [];
    const warning = known ? [] : ['NOTICE', 'this place is not configured'];
    return [{ place, printers, lines: [head, `${word} ${place}`, ...warning, ...ordered, ...below] }];
  });
}
