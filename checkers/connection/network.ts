/**
 * The eye on the cables and paths of the harness: what is wired falls silent while its cable is out, and for no other reason, what
 * is on the air least of all; and while a cable is out nothing passes it.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

const SERVER = 'server';
const TILL = 'till';
const NETWORK = 'network';
/** What has passed already may still be on its way through the ground, ms of the floor. */
const UNDER_WAY_MS = 1_000;

type Since = { ms: number; id: number };

class Cables {
  readonly still = stalls();
  /** What has reached a server that stands still is heard later. */
  readonly slow: SlowServer;
  private readonly found: Findings;
  private readonly underWayMs: number;
  private readonly slackMs: number;
  private readonly wired: ReadonlySet<string>;
  /** As what others are set up: the server hears them by that name. */
  private readonly doubles: ReadonlySet<string>;
  /** Whether there is a second path to change to. */
  private readonly isRedundant: boolean;
  /** Ports that are down, and links that are silent. */
  private readonly down = new Map<string, Since>();
  private readonly silent = new Map<string, Since>();
  /** When the server's process last stood still; Infinity while it does. */
  private pausedMs = Number.NEGATIVE_INFINITY;

  constructor({ floor, limits, timeScale }: HistoryHeader, found: Findings) {
    this.found = found;
    this.slow = new SlowServer(timeScale);
    this.slackMs = limits.slackMs;
    this.doubles = new Set(floor.devices.flatMap(({ name, as = name }) => (as === name ? [] : [as])));
    this.isRedundant = floor.redundancy !== undefined;
    this.underWayMs = UNDER_WAY_MS / timeScale + limits.slackMs;
    this.wired = new Set(
      [...floor.devices, ...floor.printers].filter(({ lan }) => lan === true).map(({ name }) => name),
    );
  }

  port({ node, state, t }: EventOf<'condition'>, id: number): void {
    const down = this.down.get(node);
    if (state === 'down') this.down.set(node, { ms: t, id });
    else this.down.delete(node);
    if (down !== undefined && state !== 'down') this.wasSilent(node, down, t);
  }

  link({ node, state, t }: EventOf<'condition'>, id: number): void {
    if (!this.wired.has(node)) return;
    if (state === 'silent') {
      this.found.judge();
      this.silent.set(node, { ms: t, id });
      if (!this.down.has(node)) this.wrong([id], node, t, 'its cable was in; however its link fell silent');
    } else this.silent.delete(node);
  }

  /** A station on the air has a signal; a wired one has none. */
  onTheAir(node: string, t: number, id: number): void {
    if (this.wired.has(node)) this.wrong([id], node, t, 'it was wired; however it had to do with an access point');
  }

  /** Between two paths nothing passes; but the till is beside the server. */
  paths({ node, state, t }: EventOf<'condition'>, id: number): void {
    if (!this.isRedundant)
      this.found.fail([id], `let ${node} have one path; then at ${this.found.at(t)} it changed its path`);
    if (state === 'changing') this.down.set(node, { ms: t, id });
    else this.down.delete(node);
  }

  server({ state, t }: EventOf<'condition'>): void {
    if (state === 'paused') this.pausedMs = Number.POSITIVE_INFINITY;
    else if (this.pausedMs === Number.POSITIVE_INFINITY) this.pausedMs = t;
  }

  /** The server has heard this one. */
  heard(from: string, t: number, id: number): void {
    const ownCable = this.doubles.has(from) ? [] : [from];
    for (const node of [...ownCable, SERVER, ...(from === TILL ? [] : [NETWORK])]) {
      const down = this.down.get(node);
      if (down === undefined) continue;
      this.found.judge();
      const underWayMs = this.underWayMs + this.slow.lateMs(down.ms, t);
      if (t - down.ms <= underWayMs || t - this.pausedMs <= underWayMs) continue;
      const why = node === NETWORK ? 'it changed its path' : 'its cable was out';
      this.wrong([down.id, id], node, t, `${why}; however the server heard ${from} through it`);
    }
  }

  /** A port was down until now: so long nothing went over its link. */
  private wasSilent(node: string, down: Since, t: number): void {
    if (!this.wired.has(node)) return;
    this.found.judge();
    const silent = this.silent.get(node);
    if (silent !== undefined && silent.ms - down.ms <= this.slackMs) return;
    this.wrong([down.id], node, t, 'its cable was out; however its link did not fall silent');
  }

  end(t: number): void {
    for (const [node, down] of this.down) this.wasSilent(node, down, t);
  }

  private wrong(events: number[], node: string, t: number, what: string): void {
    if (this.still.between(t - this.underWayMs, t)) this.found.unknown(STALLED);
    else this.found.fail(events, `let ${node} be wired; then at ${this.found.at(t)} ${what}`);
  }
}

export const network: Checker = {
  name: 'network',
  about:
    'What is wired falls silent while its cable is out, and for nothing on the air; nothing passes a cable that is out, or a network that changes its path.',
  start(header) {
    const found = findings('network', header);
    const cables = new Cables(header, found);
    let endMs = 0;
    return {
      on: {
        stall: (event) => cables.still.seen(event),
        fault: (event) => cables.slow.fault(event),
        condition(event, id) {
          if (event.of === 'lan-port') cables.port(event, id);
          else if (event.of === 'link') cables.link(event, id);
          else if (event.of === 'paths') cables.paths(event, id);
          else if (event.of === 'server') cables.server(event);
        },
        signal: ({ node, t }, id) => cables.onTheAir(node, t, id),
        association: ({ node, t }, id) => cables.onTheAir(node, t, id),
        heard: ({ from, t }, id) => cables.heard(from, t, id),
        phase: ({ t }) => void (endMs = t),
      },
      end(whole) {
        cables.end(endMs);
        return found.result(whole);
      },
    };
  },
};
