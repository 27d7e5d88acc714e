/**
 * The connection service behind the connection-problems dialog: it dials when the dialog opens, then after 1, 2, 4 and
 * from then on every 8 seconds, and at once when the network is back; the server's welcome ends it.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { STANDARD } from '../folds/outages.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

/** The first pause between two attempts, and the longest, ms of the floor. */
const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;

type Dial = { t: number; id: number };
type Service = {
  shown: 'yellow' | 'red' | null;
  /** Attempts since the last welcome, not counting the one with which a dialog opens. */
  attempts: number;
  /** The attempt from which the pause counts. */
  from: Dial;
  last: Dial | null;
  /** An attempt that no pause explains: only the return of the network can. */
  unexplained: Dial | null;
};

class Services {
  /** The tolerance may be a tenth of a second, as the floor is played; then every stop counts. */
  readonly still = stalls(0);
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly timeScale: number;
  private readonly devices = new Map<string, Service>();

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings) {
    this.found = found;
    this.slackMs = limits.slackMs;
    this.timeScale = timeScale;
    for (const { name, family } of floor.devices)
      if (STANDARD.includes(family))
        this.devices.set(name, {
          shown: null,
          attempts: 0,
          from: { t: 0, id: 0 },
          last: null,
          unexplained: null,
        });
  }

  dialled({ node, t }: EventOf<'dialled'>, id: number): void {
    const service = this.devices.get(node);
    if (service === undefined) return;
    this.explain(node, service);
    // A pause that is over in the same moment as the network comes back.
    const isBoth = service.last?.t === t && service.shown === 'yellow';
    service.last = { t, id };
    if (service.shown === null || isBoth) return;
    this.found.judge();
    if (t - service.from.t < this.pauseMs(service) - this.slackMs) {
      service.unexplained = { t, id };
      return;
    }
    this.inTime(node, service, t, id);
    service.attempts += 1;
    service.from = { t, id };
  }

  transition({ node, from, to, t }: EventOf<'transition'>, id: number): void {
    const service = this.devices.get(node);
    if (service === undefined) return;
    const shown = to.endsWith(' yellow') ? 'yellow' : to.endsWith(' red') ? 'red' : null;
    // The network is back, or the app was reset and dials at its start.
    if (service.unexplained?.t === t && ((from.endsWith(' red') && shown === 'yellow') || shown === null))
      service.unexplained = null;
    this.explain(node, service);
    if (service.shown === null && shown !== null) this.opens(node, service, t, id);
    else if (service.shown !== null && shown === null) this.inTime(node, service, t, id);
    service.shown = shown;
  }

  private opens(node: string, service: Service, t: number, id: number): void {
    const { last } = service;
    if (last === null || t - last.t > this.slackMs)
      this.wrong(node, t, [id], 'its dialog opened, and it did not dial the server');
    service.from = last ?? { t, id };
  }

  /** The dialog closes: the next one begins with the shortest pause again. */
  welcome({ node, t }: EventOf<'welcome'>, id: number): void {
    const service = this.devices.get(node);
    if (service === undefined) return;
    if (service.shown !== null) this.inTime(node, service, t, id);
    service.shown = null;
    service.attempts = 0;
  }

  private pauseMs({ attempts }: Service): number {
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 10));
    return Math.max(1, Math.round(ms / this.timeScale));
  }

  /** The pause that ends now, or in which the dialog closes, was not too long. */
  private inTime(node: string, service: Service, t: number, id: number): void {
    const pauseMs = this.pauseMs(service);
    if (t - service.from.t > pauseMs + this.slackMs)
      this.wrong(node, t, [service.from.id, id], `it had dialled last at ${this.found.at(service.from.t)}`);
  }

  private explain(node: string, service: Service): void {
    const { unexplained, from } = service;
    service.unexplained = null;
    if (unexplained === null) return;
    const afterMs = unexplained.t - from.t;
    this.wrong(
      node,
      unexplained.t,
      [from.id, unexplained.id],
      `it dialled again after ${this.found.lasting(afterMs)}, and not after ${this.found.lasting(this.pauseMs(service))}`,
    );
  }

  private wrong(node: string, t: number, events: number[], what: string): void {
    if (this.still.between(t - LONGEST_MS / this.timeScale, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        events.filter((id) => id > 0),
        `let ${node} have connection problems; then its service dialled; however at ${this.found.at(t)} ${what}`,
      );
  }

  end(): void {
    for (const [node, service] of this.devices) this.explain(node, service);
  }
}

export const reconnects: Checker = {
  name: 'reconnects',
  about:
    'Behind the connection-problems dialog the server is dialled at once, then after 1, 2, 4 and every 8 seconds, and when the network is back.',
  start(header) {
    const found = findings('reconnects', header);
    const services = new Services(header, found);
    return {
      on: {
        stall: (event) => services.still.seen(event),
        dialled: (event, id) => services.dialled(event, id),
        transition: (event, id) => services.transition(event, id),
        welcome: (event, id) => services.welcome(event, id),
      },
      end(whole) {
        services.end();
        return found.result(whole);
      },
    };
  },
};
