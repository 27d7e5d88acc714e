/**
 * Thin clients are sent what has changed, not whole screens; and every device counts what it sends and gets: its figures
 * are no less than what the history shows of it. Where a scenario says so, thin clients have so many times the traffic of
 * standard devices.
 *
 * How much a widget weighs is taken from the screens that were sent whole, the first ones with a place: a screen after
 * that may weigh so many times the mean for each widget that has changed, and a little for each that is gone.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { STANDARD } from '../folds/outages.ts';
import { isThin } from '../folds/thin-clients.ts';
import { comparedTraffic, type DeviceTraffic, type TrafficFigures } from './traffic-figures.ts';

/** No frame of any message is shorter, bytes. */
const SHORTEST_FRAME = 16;
/** A long warning weighs so many times as much as the mean of a screen. */
const HEAVIEST = 8;
/** The ground of a widget that is gone is one pixel, with its place: bytes. */
const GROUND_BYTES = 250;

type Line = DeviceTraffic & {
  told: boolean;
  /** At least so many bytes it has sent and got: that much the history shows. */
  least: { up: number; down: number };
  /** Of its screens that were sent whole: how many widgets, how many bytes. */
  whole: { widgets: number; bytes: number };
  isFirst: boolean;
  /** The last event that shows something of it. */
  last: number;
};

class Lines {
  private readonly found: Findings;
  private readonly lines: Map<string, Line>;
  private readonly times: number | undefined;

  constructor({ floor, timesTraffic }: HistoryHeader, found: Findings) {
    this.found = found;
    this.times = timesTraffic;
    this.lines = new Map(floor.devices.map(({ name, family }) => [name, lineOf(name, family)]));
  }

  up(node: string, id: number): void {
    this.least(node, 'up', SHORTEST_FRAME, id);
  }

  down(node: string, id: number): void {
    this.least(node, 'down', SHORTEST_FRAME, id);
  }

  private least(node: string, way: 'up' | 'down', bytes: number, id: number): Line | undefined {
    const line = this.lines.get(node);
    if (line === undefined) return undefined;
    line.least[way] += bytes;
    line.last = id;
    return line;
  }

  admitted({ node }: EventOf<'admitted'>, id: number): void {
    const line = this.least(node, 'down', SHORTEST_FRAME, id);
    if (line !== undefined) line.isFirst = true;
  }

  screen({ node, bytes, changed, gone = 0, screen }: EventOf<'screen'>, id: number): void {
    const line = this.least(node, 'down', bytes, id);
    if (line === undefined || changed === undefined) return;
    const { whole, isFirst } = line;
    line.isFirst = false;
    if (isFirst) {
      whole.widgets += changed;
      whole.bytes += bytes;
      return;
    }
    this.found.judge();
    const widget = whole.bytes / Math.max(1, whole.widgets);
    if (bytes <= HEAVIEST * widget * changed + GROUND_BYTES * (gone + 1)) return;
    this.found.fail(
      [id],
      `let ${node} show a screen; then ${changed} of its widgets changed and ${gone} went, of about ${Math.round(widget)} bytes each; however screen ${screen} was sent in ${bytes} bytes`,
      'more than what has changed',
    );
  }

  traffic({ node, up, down }: EventOf<'traffic'>, id: number): void {
    const line = this.lines.get(node);
    if (line === undefined) return;
    Object.assign(line, { up, down, told: true });
    for (const [way, told] of [['up', up] as const, ['down', down] as const]) {
      this.found.judge();
      const least = line.least[way];
      if (told >= least) continue;
      this.found.fail(
        [line.last, id],
        `let ${node} ${way === 'up' ? 'send' : 'get'} ${least} bytes or more; then the run ended; however it had counted ${told}`,
        `bytes ${way} not counted`,
      );
    }
  }

  opened(device: string): void {
    const line = this.lines.get(device);
    if (line !== undefined) line.tabs += 1;
  }

  booked(device: string, bookings: number): void {
    const line = this.lines.get(device);
    if (line !== undefined) line.bookings += bookings;
  }

  /** What was told; `whole` as a fold's end has it. */
  end(whole: boolean): DeviceTraffic[] {
    const told = [...this.lines.values()].filter((line) => line.told);
    // Histories of the first days have it of thin clients only, or of nobody.
    if (whole && told.some(({ family }) => STANDARD.includes(family))) this.missing();
    const devices = told.map(({ device, family, up, down, tabs, bookings }) => ({
      device,
      family,
      up,
      down,
      tabs,
      bookings,
    }));
    if (whole && this.times !== undefined) this.compare(devices, this.times);
    return devices;
  }

  private missing(): void {
    for (const { device, told, last } of this.lines.values()) {
      this.found.judge();
      if (!told)
        this.found.fail(
          last === 0 ? [] : [last],
          `let ${device} be on the floor; then the run ended; however it told no traffic`,
        );
    }
  }

  private compare(devices: readonly DeviceTraffic[], times: number): void {
    this.found.judge();
    const { standard, thin, timesForATab } = comparedTraffic(devices);
    if (timesForATab !== null && timesForATab >= times) return;
    const said = ({ tabs, bytesPerTab }: typeof thin): string =>
      bytesPerTab === null ? 'no tab' : `${tabs} tabs of ${Math.round(bytesPerTab)} bytes`;
    this.found.fail(
      [],
      `let thin clients have ${times} times the traffic of standard devices; then the run ended; however they had ${said(thin)}, and standard devices ${said(standard)}`,
      'less than so many times',
    );
  }
}

function lineOf(device: string, family: string): Line {
  return {
    device,
    family,
    up: 0,
    down: 0,
    tabs: 0,
    bookings: 0,
    told: false,
    least: { up: 0, down: 0 },
    whole: { widgets: 0, bytes: 0 },
    isFirst: isThin(family),
    last: 0,
  };
}

export const traffic: Checker = {
  name: 'traffic',
  about:
    'Thin clients are sent what has changed on their screens, not whole ones; every device counts what it sends and gets.',
  start(header) {
    const found = findings('traffic', header);
    const lines = new Lines(header, found);
    let browser: TrafficFigures['browser'];
    return {
      on: {
        hello: ({ node }, id) => lines.up(node, id),
        tap({ node }, id) {
          // The finger comes down, and goes up.
          lines.up(node, id);
          lines.up(node, id);
        },
        reply({ node }, id) {
          // What is answered was sent; what was asked without a network may never have been.
          lines.up(node, id);
          lines.down(node, id);
        },
        welcome: ({ node }, id) => lines.down(node, id),
        admitted: (event, id) => lines.admitted(event, id),
        screen: (event, id) => lines.screen(event, id),
        traffic: (event, id) => lines.traffic(event, id),
        browser: ({ pages, memoryBytes }) =>
          void (browser = { pages, ...(memoryBytes === undefined ? {} : { memoryBytes }) }),
      },
      facts: {
        'tab-locked': ({ device }) => lines.opened(device),
        booked: ({ device, bookings }) => lines.booked(device, bookings.length),
      },
      end(whole) {
        const devices = lines.end(whole);
        const result = found.result(whole);
        if (devices.length === 0) return result;
        return { ...result, traffic: { devices, ...(browser === undefined ? {} : { browser }) } };
      },
    };
  },
};
