/**
 * SmartSwap: who opens a tab in a range is served as at the station of that. Which one is in force follows from the ranges,
 * from what is maintained since the last start, and from what the till has told of the stations that run; it is in the fact
 * of the grant, and told to the device; that the station of its range does not run is told to its operator. What is put on
 * the tab then is one of its items, at its price level; that the order comes out of its printers is judged by `orders`. A
 * device with a belt printer is sent the receipt for the alternative one of the station, if that has one; that it comes out
 * there is judged by `static-redirect`.
 */
import type { SmartSwap } from '#protocols/smart-swap';
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Asks } from '../folds/asks.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

type Locked = Extract<Fact, { kind: 'tab-locked' }>;
type Booked = Extract<Fact, { kind: 'booked' }>;
type Queued = Extract<Fact, { kind: 'job-queued' }>;
type Article = { name: string; cents: number; place?: string };
/** A line as it was made at a device, or at the station of a thin client. */
type Made = { article?: string; quantity?: number; cents: number; place?: string };
/** `idle` is the station of the range where that does not run. */
type Hold = { station: string | undefined; idle: string | undefined; id: number };

const said = (station: string | undefined): string =>
  station === undefined ? 'its own settings' : `station ${station}`;

class Swaps {
  readonly asks = new Asks();
  private readonly found: Findings;
  private readonly swap: SmartSwap;
  private readonly articles: readonly Article[];
  private readonly thinClients: ReadonlySet<string>;
  private readonly runs: Map<string, boolean>;
  private readonly maintained = new Map<string, string>();
  /** Holds by their token; and what each device was told last of the one it has. */
  private readonly holds = new Map<number, Hold>();
  private readonly told = new Map<string, string | undefined>();
  /** Who has a tab, with which station. */
  private readonly tabs = new Map<number, { device: string; station: string | undefined }>();
  /** Who wears the belt printer that a device prints on otherwise. */
  private readonly ownBelts: ReadonlyMap<string, string>;
  /** Devices with a tab open. */
  private readonly open = new Set<string>();
  /**
   * Devices whose operator is to be told next that a station does not run, and the grant that it is about; at a thin
   * client, after which screen.
   */
  private readonly untold = new Map<string, { hold: Hold; screen: number }>();
  /** The number of the screen that each thin client has shown last. */
  private readonly screens = new Map<string, number>();

  constructor({ floor }: HistoryHeader, swap: SmartSwap, found: Findings) {
    this.found = found;
    this.swap = swap;
    this.articles = floor.articles ?? [];
    this.thinClients = thinClientsOf(floor);
    this.ownBelts = new Map(floor.devices.map(({ name, belt }) => [name, belt?.of ?? name]));
    this.runs = new Map(swap.stations.map(({ name, runs }) => [name, runs]));
  }

  started(): void {
    this.maintained.clear();
  }

  state({ station, runs }: Extract<Fact, { kind: 'station-state' }>): void {
    this.runs.set(station, runs);
  }

  locked({ device, tab, token, station, maintain }: Locked, at: number, id: number): void {
    const area = this.areaOf(tab);
    const idle = area === undefined || this.isRunning(area.station) ? undefined : area.station;
    this.holds.set(token, { station, idle, id });
    this.tabs.set(tab, { device, station });
    const kept = this.maintained.get(device);
    // One key books to its table, by the settings of the device.
    if (this.asks.find(device, (ask) => ask.tab === tab)?.type === 'simple-order') return;
    this.found.judge();
    const swaps = area !== undefined && this.isRunning(area.station);
    const wanted = swaps ? area.station : this.isRunning(kept) ? kept : undefined;
    const stays = wanted !== undefined && (!swaps || area.maintain);
    if (station !== undefined && maintain === true) this.maintained.set(device, station);
    else if (station !== undefined) this.maintained.delete(device);
    if (station === wanted && (maintain === true) === stays) return;
    this.found.fail(
      [id],
      `let ${said(wanted)} be right for tab ${tab} at ${device}${stays ? ', and stay' : ''}; then it was opened at ${this.found.at(at)}; however that was with ${said(station)}${maintain === true ? ', which was to stay' : ''}`,
      'the wrong station is in force',
    );
  }

  opened({ node, token, station, columns, ok, did, t }: EventOf<'reply'>, id: number): void {
    if (!ok || did !== 'opened' || token === undefined) return;
    this.told.set(node, station);
    const hold = this.holds.get(token);
    if (hold?.idle !== undefined) this.untold.set(node, { hold, screen: 0 });
    const known = this.stationOf(station);
    this.found.judge();
    const layout = this.swap.layoutChange ? known?.columns : undefined;
    const wrong =
      hold !== undefined && hold.station !== station
        ? `it was told ${said(station)}`
        : columns === layout
          ? ''
          : `it was told a layout of ${columns ?? 'no'} columns, not of ${layout ?? 'none'}`;
    if (wrong === '') return;
    this.found.fail(
      [hold?.id ?? id, id],
      `let ${said(hold?.station)} be in force; then ${node} opened a tab at ${this.found.at(t)}; however ${wrong}`,
      'told another station',
    );
  }

  /** Without a tab that was opened, a device collects with its own settings. */
  moved({ node, to, t }: EventOf<'transition'>, id: number): void {
    if (to.startsWith('open.')) {
      this.open.add(node);
      this.goesOn(node, t, id);
    } else this.open.delete(node);
  }

  shown({ node, screen }: EventOf<'screen'>): void {
    this.screens.set(node, screen);
  }

  /** A thin client shows a tab that is open there: its next screen says what is wrong with the station. */
  held({ node, token }: EventOf<'hold'>): void {
    const hold = this.holds.get(token);
    if (!this.thinClients.has(node) || hold?.idle === undefined) return;
    this.untold.set(node, { hold, screen: this.screens.get(node) ?? 0 });
  }

  /** Something is done with the tab that is open at a thin client. */
  tapped({ node, token, asks, screen, t }: EventOf<'tap'>, id: number): void {
    const after = this.untold.get(node)?.screen ?? 0;
    if (asks !== undefined && token !== undefined && token !== 0 && screen > after) this.goesOn(node, t, id);
  }

  /** An operator is told of something. */
  hears({ node, code, t }: EventOf<'told'>, id: number): void {
    if (code !== 'station-not-running') return;
    this.found.judge();
    if (this.untold.delete(node)) return;
    this.found.fail(
      [id],
      `let ${node} open a tab; then it was told that the station does not run, at ${this.found.at(t)}; however that was not so, or had been told`,
      'told of a station that runs',
    );
  }

  /** What was not told by now may have been lost with the connection. */
  anew(node: string): void {
    this.untold.delete(node);
  }

  private goesOn(node: string, t: number, id: number): void {
    const untold = this.untold.get(node);
    if (untold === undefined) return;
    const { hold } = untold;
    this.untold.delete(node);
    this.found.fail(
      [hold.id, id],
      `let station ${hold.idle} not run; then ${node} opened a tab of its range; however it was at work there at ${this.found.at(t)}, and its operator had not been told`,
      'not told that a station does not run',
    );
  }

  /** A line is stored in a device: with the tab open there, at the station that it was told. */
  collected(line: EventOf<'collected'>, id: number): void {
    const { node, station, t } = line;
    const inForce = this.open.has(node) ? this.told.get(node) : undefined;
    if (station === inForce) this.price(line, station, node, t, id);
    else {
      this.found.judge();
      this.found.fail(
        [id],
        `let ${node} be told ${said(inForce)}; then it stored a line at ${this.found.at(t)}; however that was made with ${said(station)}`,
        'made at another station',
      );
    }
  }

  /** A thin client stores nothing: its lines are made at the server. */
  booked({ device, token, bookings }: Booked, at: number, id: number): void {
    if (!this.thinClients.has(device)) return;
    for (const line of bookings) this.price(line, this.holds.get(token)?.station, device, at, id);
  }

  private price(
    { article, quantity, cents, place }: Made,
    station: string | undefined,
    node: string,
    t: number,
    id: number,
  ): void {
    if (article === undefined || quantity === undefined) return;
    const items: readonly Article[] = station === undefined ? this.articles : (this.stationOf(station)?.articles ?? []);
    this.found.judge();
    const same = items.filter(({ name }) => name === article);
    if (same.some((one) => one.cents * quantity === cents && (one.place === undefined || one.place === place))) return;
    this.found.fail(
      [id],
      `let ${node} be served by ${said(station)}; then ${quantity} x ${article} was taken at ${this.found.at(t)}; however ${same.length === 0 ? 'that is none of its items' : `it was to cost ${cents} cents, made at ${place ?? 'nowhere'}`}`,
      'not as the station in force says',
    );
  }

  released(tab: number): void {
    this.tabs.delete(tab);
  }

  /** A receipt goes to the device's own belt printer, or to that of the station under whose hold it was made. */
  queued({ route, copy, device, tab, belt, ticket }: Queued, at: number, id: number): void {
    if (route !== 'belt' || copy) return;
    this.found.judge();
    const hold = this.tabs.get(tab);
    const station = hold?.device === device ? hold.station : undefined;
    const wanted = this.stationOf(station)?.belt;
    if (belt === (wanted === this.ownBelts.get(device) ? undefined : wanted)) return;
    this.found.fail(
      [id],
      `let ${said(station)} be in force on tab ${tab}; then receipt ${ticket} was made for ${device} at ${this.found.at(at)}; however that was for ${belt === undefined ? 'its own belt printer' : `that of ${belt}`}`,
      'the wrong belt printer',
    );
  }

  private areaOf(tab: number): SmartSwap['areas'][number] | undefined {
    return this.swap.areas.find(({ from, to }) => from <= tab && tab <= to);
  }

  private stationOf(name: string | undefined): SmartSwap['stations'][number] | undefined {
    return this.swap.stations.find((one) => one.name === name);
  }

  private isRunning(station: string | undefined): boolean {
    return station !== undefined && this.runs.get(station) === true;
  }
}

export const smartSwap: Checker = {
  name: 'smart-swap',
  about: 'The station in force on a tab is the one its range asks for, if that runs, and what is booked is as it says.',
  start(header) {
    const found = findings('smart-swap', header);
    const { smartSwap: swap } = header.floor;
    if (swap === undefined) return { end: (whole) => found.result(whole) };
    const swaps = new Swaps(header, swap, found);
    return {
      on: {
        sent: (event, id) => void swaps.asks.sent(event, id),
        tap(event, id) {
          swaps.tapped(event, id);
          swaps.asks.tapped(event, id);
        },
        transition: (event, id) => swaps.moved(event, id),
        screen: (event) => swaps.shown(event),
        hold: (event) => swaps.held(event),
        told: (event, id) => swaps.hears(event, id),
        welcome: ({ node }) => swaps.anew(node),
        admitted: ({ node }) => swaps.anew(node),
        reply: (event, id) => swaps.opened(event, id),
        collected: (event, id) => swaps.collected(event, id),
      },
      facts: {
        started: () => swaps.started(),
        'station-state': (fact) => swaps.state(fact),
        'tab-locked': (fact, { at }, id) => swaps.locked(fact, at, id),
        booked: (fact, { at }, id) => swaps.booked(fact, at, id),
        'tab-released': ({ tab }) => swaps.released(tab),
        'job-queued': (fact, { at }, id) => swaps.queued(fact, at, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
