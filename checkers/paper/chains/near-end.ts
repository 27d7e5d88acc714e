/**
 * Paper near its end: the server notes it, once a roll, when it is so, and at the latest with the first ticket that is
 * begun after the sensor has told; and it notes a new roll only where there was one. Where near the end counts as failing,
 * no ticket goes to that printer while another of its chain prints and has paper enough; and as it prints nothing then that
 * could tell, it is asked, and a new roll is noted in time.
 */
import type { HistoryHeader } from '#history/events';
import type { Checker } from '../../checker.ts';
import { findings, type Findings } from '../../findings.ts';
import { Failing } from '../../folds/failing.ts';
import { Numbered } from '../../folds/numbered.ts';
import { WellPrinters } from './well-printers.ts';

/** What the sensor of a printer says, since when, and the event. */
type Sensor = { isNear: boolean; t: number; id: number };

class Papers {
  readonly failing: Failing;
  readonly well: WellPrinters;
  /** Jobs → their chains. */
  readonly chains = new Numbered<readonly string[]>();
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly tells: ReadonlySet<string>;
  private readonly sensors = new Map<string, Sensor>();
  /** When each printer was given the job it has, and the event. */
  private readonly given = new Map<string, { job: number; t: number; id: number }>();
  /** The last time that a sensor said near its end, and that it said enough. */
  private readonly lastNearMs = new Map<string, number>();
  private readonly lastEnoughMs = new Map<string, number>();
  /** When the server has noted that a printer is near its end. */
  private readonly notedMs = new Map<string, number>();

  constructor(header: HistoryHeader, found: Findings) {
    this.found = found;
    this.slackMs = header.limits.slackMs;
    this.failing = new Failing(header.floor);
    this.well = new WellPrinters(header);
    this.tells = new Set(header.floor.printers.flatMap(({ name, tellsPaper }) => (tellsPaper === true ? [name] : [])));
  }

  sensor(printer: string, isNear: boolean, t: number, id: number): void {
    // Until now it said the other.
    (isNear ? this.lastEnoughMs : this.lastNearMs).set(printer, t);
    this.sensors.set(printer, { isNear, t, id });
  }

  noted(printer: string, t: number, id: number): void {
    this.found.judge();
    const from = (this.given.get(printer)?.t ?? t) - this.slackMs;
    const was = this.sensors.get(printer)?.isNear === true || (this.lastNearMs.get(printer) ?? -Infinity) >= from;
    const again = this.failing.isNearEnd(printer);
    this.failing.facts['paper-near-end']({ printer });
    this.notedMs.set(printer, t);
    if (was && !again) return;
    this.found.fail(
      [id],
      `let ${printer} print; then at ${this.found.at(t)} its paper was noted to be near its end; however ${again ? 'that had been noted before' : 'it was not'}`,
      again ? 'noted again' : 'not near its end',
    );
  }

  enough(printer: string, t: number, id: number): void {
    this.found.judge();
    const noted = this.notedMs.get(printer) ?? 0;
    const was =
      this.sensors.get(printer)?.isNear !== true ||
      (this.lastEnoughMs.get(printer) ?? -Infinity) >= noted - this.slackMs;
    const knew = this.failing.isNearEnd(printer);
    this.failing.facts['paper-enough']({ printer });
    if (!was)
      this.found.fail(
        [this.sensors.get(printer)?.id ?? id, id],
        `let the paper of ${printer} be near its end; then at ${this.found.at(t)} there was enough of it for the server; however nobody had put in a new roll`,
        'no new roll',
      );
    else if (!knew)
      this.found.fail(
        [id],
        `let there be enough paper in ${printer}; then at ${this.found.at(t)} it was noted that there is; however nothing else had been noted before`,
        'enough noted again',
      );
  }

  /** Looks at all that are spared, whether one has had a new roll for so long that this must have been noted. */
  look(t: number, id: number): void {
    for (const [printer, sensor] of this.sensors) {
      if (sensor.isNear || !this.failing.isSpared(printer) || this.given.has(printer)) continue;
      if (!this.well.isWell(printer, t) || sensor.t >= this.well.knownMs(printer, t)) continue;
      this.found.judge();
      this.found.fail(
        [sensor.id, id],
        `let the paper of ${printer} be near its end, where that counts as failing; then a new roll was put in at ${this.found.at(sensor.t)}; however by ${this.found.at(t)} that was not noted`,
        'new roll not noted',
      );
      // Once a roll.
      this.sensors.delete(printer);
    }
  }

  started(job: number, printer: string, t: number, at: number, id: number): void {
    this.given.set(printer, { job, t, id });
    if (!this.failing.isSpared(printer)) return;
    this.found.judge();
    for (const other of this.chains.get(job) ?? []) {
      if (other === printer || this.failing.isSpared(other)) continue;
      // What is in trouble may be waited for: then the ticket comes out here.
      if (!this.well.isWell(other, at)) return;
      this.found.fail(
        [id],
        `let the paper of ${printer} be near its end, where that counts as failing; then a ticket was printed at ${this.found.at(at)}; however it went there, while ${other} was well`,
        'not spared',
      );
      return;
    }
  }

  printed(job: number, printer: string, t: number, id: number): void {
    const given = this.given.get(printer);
    this.given.delete(printer);
    const sensor = this.sensors.get(printer);
    if (given?.job !== job || sensor?.isNear !== true || !this.tells.has(printer)) return;
    this.found.judge();
    if (sensor.t + this.slackMs >= given.t || this.failing.isNearEnd(printer)) return;
    this.found.fail(
      [sensor.id, given.id, id],
      `let the paper of ${printer} be near its end from ${this.found.at(sensor.t)} on; then it was asked, and a ticket printed there by ${this.found.at(t)}; however that was not noted`,
      'not noted',
    );
  }
}

export const nearEnd: Checker = {
  name: 'near-end',
  about: 'Paper near its end is noted when it is so; where that counts as failing, tickets go elsewhere if they can.',
  start(header) {
    const found = findings('near-end', header);
    const papers = new Papers(header, found);
    const alternatives = new Map(header.floor.printers.map((printer) => [printer.name, printer.alternatives]));
    return {
      on: {
        condition(event, id) {
          papers.well.condition(event);
          if (event.of === 'paper') papers.sensor(event.node, event.state === 'near-end', event.t, id);
        },
        signal: (event) => papers.well.signal(event),
        fault: (event) => papers.well.fault(event),
        phase: ({ t }, id) => papers.look(t, id),
      },
      facts: {
        'job-queued'({ job, route, queue }) {
          if (route === 'pos') papers.chains.set(job, [queue, ...(alternatives.get(queue) ?? [])]);
        },
        'job-started'({ job, printer }, { t, at }, id) {
          papers.look(t, id);
          papers.started(job, printer, t, at, id);
        },
        'job-printed': ({ job, printer }, { t }, id) => papers.printed(job, printer, t, id),
        'paper-near-end': ({ printer }, { t }, id) => papers.noted(printer, t, id),
        'paper-enough'({ printer }, { t }, id) {
          papers.look(t, id);
          papers.enough(printer, t, id);
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
