/**
 * What devices have asked for, by their own account. A device has one request out at a time, so whatever the server
 * decides for it, its latest request is the cause; or the one before, where the journal's clock is a little behind. The
 * operator of a thin client may have tapped several times before anything comes of it: any of those taps may be the cause.
 */
import type { EventOf } from '#history/events';
import type { Card } from '#protocols/mpos/cards';
import type { TabChange } from '#protocols/mpos/tab-changes';

/** All are of one shape, because there is one of them for each request of a night. */
export type Ask = {
  id: number;
  node: string;
  req: number;
  type: string;
  tab: number | undefined;
  token: number | undefined;
  seqs: readonly number[] | undefined;
  operator: string | undefined;
  terminal: string | undefined;
  job: number | undefined;
  /** At most so much of the tab is to be settled. */
  cents: number | undefined;
  /** What is to be changed of the tab. */
  change: TabChange | undefined;
  /** Whose view is wanted. */
  camera?: string;
  /** Of a tap at a thin client: what is on the key. */
  article?: string;
  /** Of a Simple Order: what its line costs. */
  lineCents?: number;
  /** What was read off a card. */
  card?: Card;
  confirmed: boolean;
  offline: boolean;
};

/** So many taps may be under way from a slow device to a slow server: whoever waits taps again and again. */
export const MOST_TAPS = 64;

export class Asks {
  private readonly latest = new Map<string, Ask>();
  private readonly before = new Map<string, Ask>();
  /** Thin client → its latest taps, the last one first. */
  private readonly taps = new Map<string, Ask[]>();

  sent(event: EventOf<'sent'>, id: number): Ask {
    const { node, req, type, tab, token, seqs, operator, terminal, job, cents, change } = event;
    const { confirmed = false, offline = false } = event;
    const ask: Ask = {
      ...{ id, node, req, type, tab, token, seqs, operator, terminal, job, cents, change, confirmed, offline },
    };
    if (event.camera !== undefined) ask.camera = event.camera;
    if (event.line !== undefined) ask.lineCents = event.line.cents;
    if (event.card !== undefined) ask.card = event.card;
    this.keep(ask);
    return ask;
  }

  /** A tap at a thin client asks for what stands on the key, on the screen on which it was made. */
  tapped(
    {
      node,
      asks: type,
      tab,
      token,
      operator,
      terminal,
      article,
      change,
      cents,
      job,
      confirmed,
      card,
      camera,
    }: EventOf<'tap'>,
    id: number,
  ): Ask | null {
    if (type === undefined) return null;
    const ask: Ask = {
      id,
      node,
      req: 0,
      type,
      tab,
      token,
      seqs: undefined,
      operator,
      terminal,
      job,
      cents,
      change,
      confirmed: confirmed === true,
      offline: false,
    };
    if (article !== undefined) ask.article = article;
    if (card !== undefined) ask.card = card;
    if (camera !== undefined) ask.camera = camera;
    this.keep(ask);
    const taps = this.taps.get(node);
    if (taps === undefined) this.taps.set(node, [ask]);
    else if (taps.unshift(ask) > MOST_TAPS) taps.pop();
    return ask;
  }

  /** The latest tap of a thin client that fits, if one does. */
  tap(device: string, fits: (ask: Ask) => boolean): Ask | undefined {
    return this.taps.get(device)?.find(fits);
  }

  private keep(ask: Ask): void {
    const last = this.latest.get(ask.node);
    if (last !== undefined) this.before.set(ask.node, last);
    this.latest.set(ask.node, ask);
  }

  /** The latest request of the device that fits, if one does. */
  find(device: string, fits: (ask: Ask) => boolean): Ask | undefined {
    const latest = this.latest.get(device);
    if (latest !== undefined && fits(latest)) return latest;
    const before = this.before.get(device);
    return before !== undefined && fits(before) ? before : undefined;
  }

  /** The request of that number, if it is one of the latest two. */
  numbered(device: string, req: number): Ask | undefined {
    const latest = this.latest.get(device);
    if (latest?.req === req) return latest;
    const before = this.before.get(device);
    return before?.req === req ? before : undefined;
  }

  /** A request that fits, of whichever device. */
  ofAnyone(fits: (ask: Ask) => boolean): Ask | undefined {
    for (const device of this.latest.keys()) {
      const ask = this.find(device, fits);
      if (ask !== undefined) return ask;
    }
    return undefined;
  }
}

/** Whether a tab is opened by it; a Simple Order closes it again at once. */
export function opens({ type }: { type: string }): boolean {
  return type === 'open' || type === 'simple-order';
}
const WRITES: readonly string[] = ['book', 'hand-over', 'new-balance', 'bill', 'pay', 'change', 'scan'];

/** Whether it is one of the requests that must show the token of the present hold. */
export function isWrite({ type }: { type: string }): boolean {
  return WRITES.includes(type);
}

/** Whether the history tells all of the request; those of the first days do not. */
export function isTold(ask: Ask): boolean {
  return ask.type === 'sign-on' ? ask.operator !== undefined : !isWrite(ask) || ask.token !== undefined;
}
