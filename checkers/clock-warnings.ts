/**
 * A device tells its operator that its clock is wrong once an episode: when it is first welcomed with that warning, and
 * not again before it has been welcomed without.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from './checker.ts';
import { findings, type Findings } from './findings.ts';
import { STANDARD } from './outages.ts';

type Told = { warned: boolean; due: { t: number; id: number } | null };

class Warnings {
  private readonly found: Findings;
  private readonly devices: Map<string, Told>;

  constructor({ floor }: HistoryHeader, found: Findings) {
    this.found = found;
    const standard = floor.devices.filter(({ family }) => STANDARD.includes(family));
    this.devices = new Map(standard.map(({ name }) => [name, { warned: false, due: null }]));
  }

  welcome({ node, t, skewWarning }: EventOf<'welcome'>, id: number): void {
    const told = this.devices.get(node);
    if (told === undefined) return;
    this.missed(node, told);
    if (skewWarning === true && !told.warned) told.due = { t, id };
    told.warned = skewWarning === true;
  }

  warning({ node, t }: EventOf<'clock-warning'>, id: number): void {
    const told = this.devices.get(node);
    if (told === undefined) return;
    this.found.judge();
    if (told.due === null)
      this.found.fail(
        [id],
        `let ${node} have told its operator what there was to tell of its clock; then nothing changed; however it warned again at ${this.found.at(t)}`,
      );
    told.due = null;
  }

  private missed(node: string, told: Told): void {
    if (told.due !== null)
      this.found.fail(
        [told.due.id],
        `let ${node} be welcomed with a warning of its clock at ${this.found.at(told.due.t)}; then it went on; however its operator was not told`,
      );
    told.due = null;
  }

  end(): void {
    for (const [node, told] of this.devices) this.missed(node, told);
  }
}

export const clockWarnings: Checker = {
  name: 'clock-warnings',
  about:
    'An operator is warned of a wrong clock once an episode: when it is noticed, and not again until it was right.',
  start(header) {
    const found = findings('clock-warnings', header);
    const warnings = new Warnings(header, found);
    return {
      on: {
        welcome: (event, id) => warnings.welcome(event, id),
        'clock-warning': (event, id) => warnings.warning(event, id),
      },
      end(whole) {
        warnings.end();
        return found.result(whole);
      },
    };
  },
};
