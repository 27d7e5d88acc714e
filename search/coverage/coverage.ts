/**
 * What a run has been through, as points: a floor that reaches a new one is worth keeping.
 *
 * - each event by its words (coverage-words.ts), without names, numbers and times; so every transition, refusal,
 *   outcome and condition is a point, and every decision of the server, which is a fact with its causes and outcomes;
 * - each state of a chart;
 * - each transition and each fact while a fault is in force: `… while paper-out`;
 * - each fact after the one before it: `billed cash after booked 40 not-offline`. Before it means on the same tab, of the
 *   same print job, at the same device or terminal: on a busy floor anything comes after anything, so the order on the
 *   whole server tells nothing. After a start, what comes first comes after `started`;
 * - each mark of the code that held (protocols/marks.ts).
 *
 * An event costs a few look-ups; no text is built before somebody asks for the points.
 */
import type { EventOf, FactRecord, HistoryEvent } from '#history/events';
import { marksSeen } from '#protocols/marks';
import { numberOf, sayingOf, textOf, type Saying } from './coverage-words.ts';

export type Coverage = {
  /** Takes an event of the run as it happens. */
  event(event: HistoryEvent): void;
  /** The points so far, each once. */
  points(): string[];
};

/** A point is a text, or a text and what it stands with: `number * RADIX + other`, a small integer. */
const RADIX = 1 << 15;
/** No text. */
const NONE = 0;

let coverages = 0;
let sets = 0;
/** The texts of points so far: the same come again in every run. */
const pointTexts = new Map<number, string>();

/** Nothing has happened yet. Marks count from now on. */
export function startCoverage(): Coverage {
  const points = new Set<number>();
  const marksBefore = marksSeen();
  const faults = faultsInForce();
  /** By tab, job, device or terminal: the fact before. */
  const before = new Map<string | number, number>();
  let started = NONE;
  coverages += 1;
  const self = coverages;

  function meetFaults(saying: Saying): void {
    if (saying.seenUnder === faults.set()) return;
    saying.seenUnder = faults.set();
    for (const fault of faults.inForce()) points.add(saying.number * RADIX + fault);
  }

  function fact(record: FactRecord, saying: Saying): void {
    meetFaults(saying);
    if (saying.after === NONE) saying.after = numberOf(`after ${saying.text}`);
    if (record.kind === 'started') {
      started = saying.after;
      before.clear();
      return;
    }
    const subject = subjectOf(record);
    const previous = before.get(subject) ?? started;
    before.set(subject, saying.after);
    if (previous === saying.seenAfter) return;
    saying.seenAfter = previous;
    points.add(saying.number * RADIX + previous);
  }

  return {
    event(event) {
      const saying = sayingOf(event);
      if (saying.seenBy !== self) {
        saying.seenBy = self;
        saying.seenAfter = NONE;
        points.add(saying.number * RADIX);
        if (event.kind === 'transition') points.add(stateOf(saying, event) * RADIX);
      }
      if (event.kind === 'fact') fact(event.fact, saying);
      else if (event.kind === 'transition') meetFaults(saying);
      else if (event.kind === 'fault') faults.seen(event.fault, event.phase === 'begun');
    },
    points() {
      const held = Object.entries(marksSeen()).filter(([id, { held: now }]) => now > (marksBefore[id]?.held ?? 0));
      return [...Array.from(points, textOfPoint), ...held.map(([id]) => `mark ${id}`)];
    },
  };
}

function stateOf(saying: Saying, { machine, to }: EventOf<'transition'>): number {
  if (saying.state === NONE) saying.state = numberOf(`state ${machine} ${to}`);
  return saying.state;
}

function textOfPoint(point: number): string {
  let text = pointTexts.get(point);
  if (text === undefined) {
    const other = textOf(point % RADIX);
    text = textOf(Math.floor(point / RADIX)) + (other === '' ? '' : ` ${other}`);
    pointTexts.set(point, text);
  }
  return text;
}

/** Whose fact it is. Numbers of jobs are told from those of tabs by their sign. */
function subjectOf({ tab, job, device, terminal }: FactRecord): string | number {
  if (typeof job === 'number') return -job;
  if (typeof tab === 'number') return tab;
  return String(device ?? terminal);
}

/** The names of the faults that are in force now, however often each; every set of them has a number of its own. */
function faultsInForce(): { seen(fault: string, begun: boolean): void; set(): number; inForce(): readonly number[] } {
  const often = new Map<string, number>();
  let inForce: number[] = [];
  let set = 0;
  return {
    seen(fault, begun) {
      const now = (often.get(fault) ?? 0) + (begun ? 1 : -1);
      if (now > 0) often.set(fault, now);
      else often.delete(fault);
      if (now > 1 || (now === 1 && !begun)) return;
      inForce = Array.from(often.keys(), (name) => numberOf(`while ${name}`));
      sets += 1;
      set = sets;
    },
    set: () => set,
    inForce: () => inForce,
  };
}
