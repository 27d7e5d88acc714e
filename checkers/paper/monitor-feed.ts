/**
 * The feeds of kitchen monitors: what is handed over, or cancelled, is queued at once for every monitor of its place, each
 * line of it and nothing else; a monitor shows what was queued for it, in order, nothing twice and in the end all of it; and the server
 * takes nothing for shown that is not.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { orderedByPlace } from '../folds/collected-lines.ts';
import { onKitchenOrders, type KitchenOrder } from '../folds/kitchen-orders.ts';
import { sameLines } from './text/paper-text.ts';

/** An order that is due at a monitor, and the hand-over that asks for it. */
type Due = { monitor: string; place: string; lines: string[]; device: string; id: number };
type Queued = Extract<Fact, { kind: 'item-queued' }> & { id: number };
/** What was queued for a monitor by number, and the last number it has shown, with the event. */
type Feed = { queued: Map<number, Queued>; last: number; shown: number; shownId: number };

class Feeds {
  private readonly found: Findings;
  private readonly monitors: NonNullable<HistoryHeader['floor']['monitors']>;
  private readonly feeds: ReadonlyMap<string, Feed>;
  private due: Due[] = [];

  constructor({ floor }: HistoryHeader, found: Findings) {
    this.found = found;
    this.monitors = floor.monitors ?? [];
    this.feeds = new Map(
      this.monitors.map(({ name }) => [name, { queued: new Map(), last: 0, shown: 0, shownId: 0 }] as const),
    );
  }

  /** Whatever is decided next, the items of a hand-over are queued before. */
  forgotten(): void {
    for (const { monitor, place, lines, device, id } of this.due)
      this.found.fail(
        [id],
        `let ${monitor} show what is made at ${place}; then ${device} handed over "${lines.join(' / ')}"; however that was not queued for it`,
      );
    this.due = [];
  }

  /** What each monitor is to say of what is handed over or cancelled. */
  asked({ device, head, word, lines, below }: KitchenOrder, id: number): void {
    this.forgotten();
    for (const [place, ordered] of orderedByPlace(lines))
      for (const { name, places } of this.monitors)
        if (places.includes(place)) {
          const said = [head, `${word} ${place}`, ...ordered, ...below];
          this.due.push({ monitor: name, place, lines: said, device, id });
        }
  }

  queued(item: Extract<Fact, { kind: 'item-queued' }>, t: number, id: number): void {
    this.found.judge();
    const feed = this.feeds.get(item.monitor);
    const at = this.due.findIndex(
      ({ monitor, place, device, lines }) =>
        monitor === item.monitor && place === item.place && device === item.device && sameLines(lines, item.lines),
    );
    if (at >= 0) this.due.splice(at, 1);
    else this.wrong([id], item.monitor, t, `"${item.lines.join(' / ')}" was queued for it, which nobody handed over`);
    if (feed === undefined) return;
    if (item.item !== feed.last + 1) this.wrong([id], item.monitor, t, `item ${item.item} followed on ${feed.last}`);
    feed.last = item.item;
    feed.queued.set(item.item, { ...item, id });
  }

  shown({ node, item, text, t }: EventOf<'shown'>, id: number): void {
    const feed = this.feeds.get(node);
    if (feed === undefined) return;
    this.found.judge();
    const queued = feed.queued.get(item);
    const before = feed.shownId === 0 ? [] : [feed.shownId];
    if (queued === undefined) this.wrong([id], node, t, `it showed item ${item}, which was not queued`);
    else if (item <= feed.shown) this.wrong([...before, id], node, t, `it showed item ${item} after ${feed.shown}`);
    else if (item > feed.shown + 1)
      this.wrong([...before, id], node, t, `it showed ${item}, and not ${feed.shown + 1}`);
    else if (!sameLines(text, queued.lines)) this.wrong([queued.id, id], node, t, `it showed "${text.join(' / ')}"`);
    feed.shown = Math.max(feed.shown, item);
    feed.shownId = id;
  }

  taken({ monitor, item }: Extract<Fact, { kind: 'items-shown' }>, t: number, id: number): void {
    const feed = this.feeds.get(monitor);
    if (feed === undefined) return;
    this.found.judge();
    if (item > feed.shown)
      this.wrong([id], monitor, t, `item ${item} was taken for shown, and it had shown ${feed.shown}`);
  }

  end(): void {
    this.forgotten();
    for (const [monitor, { queued, shown, last }] of this.feeds) {
      if (shown >= last) continue;
      const first = queued.get(shown + 1);
      this.found.fail(
        [first?.id ?? 0],
        `let ${last} orders be queued for ${monitor}; then the run ended; however it had shown ${shown} of them`,
        'an order is not shown',
      );
    }
  }

  private wrong(events: number[], monitor: string, t: number, what: string): void {
    this.found.fail(events, `let ${monitor} show orders; then at ${this.found.at(t)} it was fed; however ${what}`);
  }
}

export const monitorFeed: Checker = {
  name: 'monitor-feed',
  about: 'A kitchen monitor shows what is ordered at its places: all of it, in order, nothing twice.',
  start(header) {
    const found = findings('monitor-feed', header);
    const feeds = new Feeds(header, found);
    const { on, facts } = onKitchenOrders(
      (order, _event, id) => feeds.asked(order, id),
      () => feeds.forgotten(),
    );
    return {
      on: { ...on, shown: (event, id) => feeds.shown(event, id) },
      facts: {
        ...facts,
        'item-queued': (fact, { t }, id) => feeds.queued(fact, t, id),
        'items-shown': (fact, { t }, id) => feeds.taken(fact, t, id),
      },
      end(whole) {
        if (whole) feeds.end();
        return found.result(whole);
      },
    };
  },
};
