/**
 * The subsystem on the main till steers every device, each by the settings of its own IIS where there are several: whether
 * it may collect bookings without radio, and what a thin client is shown to book. Who comes to another IIS than its own is
 * turned away, told which one that is, and nobody else is.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';

type Device = FloorSummary['devices'][number];

class Stations {
  private readonly found: Findings;
  private readonly devices: ReadonlyMap<string, Device>;
  /** Device → the IIS it belongs to, for those that come to another. */
  private readonly lost = new Map<string, string>();
  /** Article → its production place, where the history knows that. */
  private readonly placeOf: ReadonlyMap<string, string | undefined>;

  constructor({ floor }: HistoryHeader, found: Findings) {
    this.found = found;
    this.devices = new Map(floor.devices.map((device) => [device.name, device]));
    this.placeOf = new Map(floor.articles?.map(({ name, place }) => [name, place]));
    for (const { name, as = name, iis, dials = iis, family } of floor.devices) {
      const right = this.devices.get(as)?.iis;
      if (right !== undefined && family !== 'freestyle' && dials !== right) this.lost.set(name, right);
    }
  }

  /** What a device is told of bookings without radio. */
  welcome({ node, offlineBooking, t }: EventOf<'welcome'>, id: number): void {
    this.admitted(node, t, id);
    const { settings, iis } = this.devices.get(node) ?? {};
    if (settings === undefined || offlineBooking === undefined) return;
    this.found.judge();
    if (offlineBooking === settings.offlineBooking) return;
    this.found.fail(
      [id],
      `let offlineBooking be ${settings.offlineBooking} for ${node}${of(iis)}; then at ${this.found.at(t)} it was welcomed; however it was told ${offlineBooking}`,
      'a device is told settings that are not its own',
    );
  }

  /** A line is stored in a device; without radio only where that is allowed. */
  collected({ node, offline, t }: EventOf<'collected'>, id: number): void {
    const { settings, iis } = this.devices.get(node) ?? {};
    if (settings === undefined || !offline) return;
    this.found.judge();
    if (settings.offlineBooking) return;
    this.found.fail(
      [id],
      `let ${node}${of(iis)} collect nothing without radio; then it had none at ${this.found.at(t)}; however it stored a booking`,
      'a booking is collected where that is not allowed',
    );
  }

  /** An article stood on the screen of a thin client, and was tapped. */
  tap({ node, asks, article, t }: EventOf<'tap'>, id: number): void {
    const { settings, iis } = this.devices.get(node) ?? {};
    const place = article === undefined ? undefined : this.placeOf.get(article);
    if (asks !== 'book' || settings === undefined || place === undefined) return;
    this.found.judge();
    const { offers } = settings;
    if (offers === undefined || offers.includes(place)) return;
    this.found.fail(
      [id],
      `let ${node}${of(iis)} be offered what is made at ${offers.join(', ')}; then its operator tapped at ${this.found.at(t)}; however that was ${article}, from ${place}`,
      'an article is shown that is not offered',
    );
  }

  /** A device has got in. */
  admitted(node: string, t: number, id: number): void {
    const right = this.lost.get(node);
    if (!this.devices.has(node)) return;
    this.found.judge();
    if (right === undefined) return;
    this.found.fail(
      [id],
      `let ${node} belong to the IIS ${right}; then it came to another; however at ${this.found.at(t)} it was let in`,
      'a device is let in at the wrong IIS',
    );
  }

  /** A device was told that it is at the wrong IIS. */
  refused({ node, code, iis, t }: EventOf<'told' | 'reply'>, id: number): void {
    if (code !== 'wrong-iis') return;
    const right = this.lost.get(node);
    this.found.judge();
    if (right === iis && right !== undefined) return;
    this.found.fail(
      [id],
      `let ${node} belong to ${this.devices.get(node)?.iis ?? 'no IIS'}; then at ${this.found.at(t)} it was turned away; however it was told that it belongs to ${iis ?? 'another IIS'}`,
      'told wrong-iis untruly',
    );
  }
}

const of = (iis: string | undefined): string => (iis === undefined ? '' : ` of ${iis}`);

export const stationSettings: Checker = {
  name: 'station-settings',
  about:
    'Every device goes by the settings of its own IIS, or of the subsystem; at another IIS it is turned away, and told which is its own.',
  start(header) {
    const found = findings('station-settings', header);
    const stations = new Stations(header, found);
    return {
      on: {
        welcome: (event, id) => stations.welcome(event, id),
        collected: (event, id) => stations.collected(event, id),
        tap: (event, id) => stations.tap(event, id),
        admitted: ({ node, t }, id) => stations.admitted(node, t, id),
        told: (event, id) => stations.refused(event, id),
        reply: (event, id) => stations.refused(event, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
