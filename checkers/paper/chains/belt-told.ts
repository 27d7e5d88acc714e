/**
 * The operator of a device that cannot print on its belt printer is told why, and truly, before the receipt goes
 * elsewhere; and nothing comes out of a belt printer for a device that is not paired with it, or only without its driver.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../../checker.ts';
import { findings, type Findings } from '../../findings.ts';
import { beltNodes, Pairings } from '../../folds/belts.ts';
import { Numbered } from '../../folds/numbered.ts';

/** What passes between the moment a port is tried and the moment its operator is told, and an answer on its way, ms. */
const ON_ITS_WAY_MS = 1_000;

/** A belt printer takes so long for a line, ms of the floor, whatever its device allows for: see simulators/belts.ts. */
const BELT_LINE_MS = 40;

/** What a device says of its belt printer, and what must be so then. */
const REASONS: Readonly<Record<string, 'paired' | 'unpaired' | 'wrong-driver'>> = {
  'belt-printer-unpaired': 'unpaired',
  'belt-printer-wrong-driver': 'wrong-driver',
  'belt-printer-in-use': 'paired',
  'belt-printer-fails': 'paired',
};

/** A receipt that a device has to print: on which printer, and whether that is the alternative one of a station. */
type Waiting = { device: string; printer: string; isAlternative: boolean };

class Belts {
  private readonly found: Findings;
  private readonly header: HistoryHeader;
  private readonly pairings: Pairings;
  private readonly onItsWayMs: number;
  /** Device → how often it has told why, for receipts it has not sent elsewhere yet. */
  private readonly told = new Map<string, number>();
  /** Receipts that have been sent elsewhere: a device may ask that again. */
  private readonly elsewhere = new Set<string>();
  /** Ticket → the device that is to print it, if on its usual belt printer. */
  private readonly tickets = new Numbered<{ device: string }>();
  /** Receipts that devices have to print and where, and when each of them had none left there, by `device printer`. */
  private readonly jobs = new Map<number, Waiting>();
  private readonly idle = new Map<string, Waiting & { ms: number }>();
  private readonly nodeOf: ReturnType<typeof beltNodes>;
  /** Belt printer → lines of the ticket that has come out last. */
  private readonly before = new Map<string, number>();

  constructor(header: HistoryHeader, found: Findings) {
    this.header = header;
    this.found = found;
    this.pairings = new Pairings(header.floor);
    this.nodeOf = beltNodes(header.floor);
    this.onItsWayMs = ON_ITS_WAY_MS / header.timeScale + header.limits.slackMs;
  }

  condition(event: EventOf<'condition'>): void {
    this.pairings.condition(event);
  }

  queued(fact: Extract<Fact, { kind: 'job-queued' }>): void {
    const { job, ticket, route, device, belt } = fact;
    if (route !== 'belt') return;
    this.jobs.set(job, { device, printer: this.nodeOf(fact), isAlternative: belt !== undefined });
    if (belt === undefined) this.tickets.set(ticket, { device });
  }

  over(job: number, ms: number): void {
    const waiting = this.jobs.get(job);
    if (waiting === undefined) return;
    this.jobs.delete(job);
    this.idle.set(`${waiting.device} ${waiting.printer}`, { ...waiting, ms });
  }

  tells({ node, code, t }: EventOf<'told'>, id: number): void {
    const reason = REASONS[code];
    if (reason === undefined) return;
    this.told.set(node, (this.told.get(node) ?? 0) + 1);
    this.found.judge();
    const so = new Set(this.pairings.since(node, t - this.onItsWayMs));
    // With the alternative printer of a station a device is paired as it should be.
    if (this.waitingAt(node).some(({ isAlternative }) => isAlternative)) so.add('paired');
    if (!so.has(reason)) this.untrue(node, code, t, id, `it was ${[...so].join(', before ')}`);
    else if (code === 'belt-printer-in-use' && !this.isWanted(node, t))
      this.untrue(node, code, t, id, 'no other device had a receipt to print there');
  }

  private waitingAt(device: string): Waiting[] {
    return [...this.jobs.values()].filter((one) => one.device === device);
  }

  /** Whether another device has something to print on a printer on which this one has. */
  private isWanted(device: string, t: number): boolean {
    const printers = new Set([this.nodeOf({ device }), ...this.waitingAt(device).map(({ printer }) => printer)]);
    const isOther = (one: Waiting): boolean => one.device !== device && printers.has(one.printer);
    return (
      [...this.jobs.values()].some(isOther) ||
      [...this.idle.values()].some((one) => isOther(one) && one.ms >= t - this.onItsWayMs)
    );
  }

  private untrue(node: string, code: string, t: number, id: number, what: string): void {
    this.found.fail(
      [id],
      `let ${node} have a belt printer; then at ${this.found.at(t)} its operator was told "${code}"; however ${what}`,
      'an operator is told a wrong reason',
    );
  }

  sent({ node, type, job = 0, t }: EventOf<'sent'>, id: number): void {
    const key = `${node} ${job}`;
    if (type !== 'redirect-print' || this.header.floor.beltReasons !== true || this.elsewhere.has(key)) return;
    this.elsewhere.add(key);
    this.found.judge();
    const left = this.told.get(node) ?? 0;
    this.told.set(node, Math.max(0, left - 1));
    if (left > 0) return;
    this.found.fail(
      [id],
      `let ${node} have a belt printer; then at ${this.found.at(t)} it gave receipt ${job} away; however its operator was not told why`,
    );
  }

  printed({ node, ticket, lines, t }: EventOf<'printed'>, id: number): void {
    if (!node.endsWith('/belt')) return;
    const device = this.tickets.get(ticket)?.device;
    const ahead = this.before.get(node) ?? 0;
    this.before.set(node, lines);
    if (device === undefined) return;
    this.found.judge();
    // What the printer had got before it prints to its end, each line in its time, behind a ticket that was given up.
    const { limits, timeScale } = this.header;
    const lineMs = Math.max(limits.printLineMs, BELT_LINE_MS / timeScale);
    const sentMs = t - limits.printConfirmMs - lineMs * (ahead + lines) - limits.slackMs;
    if (this.pairings.since(device, sentMs).has('paired')) return;
    this.found.fail(
      [id],
      `let ${device} print on ${node}; then ticket ${ticket} came out of it at ${this.found.at(t)}; however ${device} was not paired with it through its driver`,
    );
  }
}

export const beltTold: Checker = {
  name: 'belt-told',
  about: 'A device prints on a belt printer it is paired with, and tells its operator truly why where it cannot.',
  start(header) {
    const found = findings('belt-told', header);
    const belts = new Belts(header, found);
    return {
      on: {
        condition: (event) => belts.condition(event),
        told: (event, id) => belts.tells(event, id),
        sent: (event, id) => belts.sent(event, id),
        printed: (event, id) => belts.printed(event, id),
      },
      facts: {
        'job-queued': (fact) => belts.queued(fact),
        'job-printed': ({ job }, { t }) => belts.over(job, t),
        'job-redirected': ({ job }, { t }) => belts.over(job, t),
        'job-given-up': ({ job }, { t }) => belts.over(job, t),
      },
      end: (whole) => found.result(whole),
    };
  },
};
