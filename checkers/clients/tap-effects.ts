/**
 * What comes of taps at thin clients. Each tap has at most one effect, and only one that was made on the screen that was
 * shown then: of all taps on one screen one at most has an effect, because what it does changes the screen; and none is
 * made on an older screen than the one that had an effect before. While the link of a client is silent no tap has any.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Findings } from '../findings.ts';
import type { SituationFact } from '../folds/situation.ts';

type Tap = { event: EventOf<'tap'>; id: number };
type Client = {
  /** Taps of this place at the server that ask for something and have had no effect yet. */
  taps: Tap[];
  /** The one that had an effect last. */
  last: Tap | null;
  /** The hold that was granted last, and when: what is decided under it at once is done by the same tap. */
  granted: number;
  grantedMs: number;
  silent: boolean;
  silentSinceMs: number;
};

/** So many taps without an effect are remembered. */
const MOST_TAPS = 40;

export class TapEffects {
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly clients: ReadonlyMap<string, Client>;

  constructor(found: Findings, slackMs: number, names: Iterable<string>) {
    this.found = found;
    this.slackMs = slackMs;
    this.clients = new Map(
      [...names].map((name) => [
        name,
        { taps: [], last: null, granted: 0, grantedMs: 0, silent: false, silentSinceMs: 0 } as Client,
      ]),
    );
  }

  tapped(event: EventOf<'tap'>, id: number): void {
    const client = this.clients.get(event.node);
    if (client === undefined || event.asks === undefined) return;
    client.taps.push({ event, id });
    if (client.taps.length > MOST_TAPS) client.taps.shift();
  }

  /** The screens of a place are numbered from one: with a new one nothing is older any more. */
  admitted(node: string): void {
    const client = this.clients.get(node);
    if (client === undefined) return;
    client.taps = [];
    client.last = null;
    client.granted = 0;
  }

  link({ node, state, t }: EventOf<'condition'>): void {
    const client = this.clients.get(node);
    if (client === undefined) return;
    client.silent = state === 'silent';
    client.silentSinceMs = t;
  }

  /**
   * Something was done for a client that only a tap can have asked for. Returns the number of the screen it was made on;
   * 0 where no tap is known.
   */
  fact(fact: SituationFact, { at }: EventOf<'fact'>, id: number): number {
    const asked = askedFor(fact);
    const client = asked === null ? undefined : this.clients.get(asked.device);
    if (asked === null || client === undefined) return 0;
    if ('token' in fact && fact.token === client.granted && at === client.grantedMs) return 0;
    if (fact.kind === 'tab-locked') {
      client.granted = fact.token;
      client.grantedMs = at;
    }
    const index = client.taps.findIndex(
      ({ event }) => asked.fits(event) && (client.last === null || event.screen > client.last.event.screen),
    );
    this.found.judge();
    if (index < 0) {
      this.unseen(client, asked, at, id);
      return 0;
    }
    this.effect(client, index, asked, at, id);
    return client.last?.event.screen ?? 0;
  }

  private effect(client: Client, index: number, { device, what }: AskedFor, at: number, id: number): void {
    const tap = client.taps[index] as Tap;
    client.taps.splice(index, 1);
    client.last = tap;
    const { silent, silentSinceMs } = client;
    if (!silent || tap.event.t < silentSinceMs || at < silentSinceMs + this.slackMs || this.slackMs > 0) return;
    this.found.fail(
      [tap.id, id],
      `let the link of ${device} be silent from ${this.found.at(silentSinceMs)} on; then "${tap.event.key}" was tapped there at ${this.found.at(tap.event.t)}; however that led to ${what} while it was still silent`,
      'a tap had an effect without a link',
    );
  }

  /** No tap of the screen that was shown can have led to it. */
  private unseen({ taps, last }: Client, { device, what, fits }: AskedFor, at: number, id: number): void {
    const older = taps.find(({ event }) => fits(event)) ?? (last !== null && fits(last.event) ? last : undefined);
    // Measured with slack, a fact may be told before the tap that led to it; and who asked for nothing is another's matter.
    if (older === undefined || last === null || this.slackMs > 0) return;
    this.found.fail(
      [older.id, last.id, id],
      `let ${device} be tapped on "${last.event.key}" of screen ${last.event.screen}, and that be done; then at ${this.found.at(at)} the server decided ${what}; however the tap that asked for it was on screen ${older.event.screen}, which was no longer shown`,
      'a tap on an older screen had an effect',
    );
  }
}

type AskedFor = { device: string; what: string; fits(tap: EventOf<'tap'>): boolean };

/** Releases that somebody has asked for. */
const ASKED_FOR: readonly string[] = ['new-balance', 'bill'];

/** The tap that must have led to a fact; null for facts that no tap leads to. */
function askedFor(fact: Fact): AskedFor | null {
  const of = (device: string, asks: string, fits: (tap: EventOf<'tap'>) => boolean): AskedFor => ({
    device,
    what: `"${fact.kind}"`,
    fits: (tap) => tap.asks === asks && fits(tap),
  });
  switch (fact.kind) {
    case 'signed-on':
      return of(fact.device, 'sign-on', ({ operator }) => operator === fact.operator);
    case 'signed-off':
      return of(fact.device, 'sign-off', () => true);
    case 'tab-locked':
      return {
        device: fact.device,
        what: `"${fact.kind}"`,
        fits: ({ asks, tab }) => (asks === 'open' || asks === 'simple-order') && tab === fact.tab,
      };
    case 'booked':
      return of(fact.device, 'book', ({ tab }) => tab === fact.tab);
    case 'lines-moved':
    case 'lines-cancelled':
    case 'discounted':
      return of(fact.device, 'change', ({ tab }) => tab === fact.tab);
    case 'billed':
      return fact.part === undefined ? null : of(fact.device, 'change', ({ tab }) => tab === fact.tab);
    case 'payment-begun':
      return of(fact.device, 'pay', ({ tab }) => tab === fact.tab);
    case 'reversal-begun':
      return of(fact.device, 'reverse', ({ tab, terminal }) => tab === fact.tab && terminal === fact.terminal);
    case 'card-scanned':
      return of(
        fact.device,
        'scan',
        ({ tab, card }) => tab === fact.tab && JSON.stringify(card) === JSON.stringify(fact.card),
      );
    case 'answered':
      return fact.reply.ok && fact.reply.did === 'takings' ? of(fact.device, 'takings', () => true) : null;
    case 'tab-released':
      return ASKED_FOR.includes(fact.cause) ? of(fact.device, fact.cause, ({ tab }) => tab === fact.tab) : null;
    default:
      return null;
  }
}
