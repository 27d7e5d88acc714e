/** What the drills share: their parts, and how something goes wrong on them at some time or in the midst of something. */
import { afterCuts, terminalProfileNames } from '#protocols/zvt/profiles';
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { DurationsInput } from '../durations.ts';
import type { FaultInput } from '../faults.ts';
import type { StepInput, WaitersInput } from '../floor/people.ts';
import type { When } from '../moments.ts';
import type { FloorInput } from '../stage.ts';

/** A drill of some kind; what it does not say is as on other floors. */
export type Drill = {
  floor: FloorInput;
  /** In ms; the others are drawn. */
  durations: DurationsInput;
  printAttempts?: number;
  habits: WaitersInput;
  steps?: StepInput[];
  faults: FaultInput[];
};
/** Draws a drill with work for so many ms. */
export type DrawDrill = (draw: Draw, workMs: number) => Drill;

type TerminalInput = NonNullable<FloorInput['terminals']>[number];
export type DeviceInput = FloorInput['devices'][number];

/** One printer for everything. */
export const ONE_PRINTER = {
  printers: [{ name: 'counter', line: '10ms' }],
  ...{ places: { kitchen: 'counter', bar: 'counter' }, fallbackPrinter: 'counter' },
};

/** A menu that comes on two or three pages at a thin client. */
export function longMenu(draw: Draw): { name: string; cents: number; place: string }[] {
  const dishes = Array.from({ length: draw.pick([12, 13, 24]) }, (_, i) => `Gericht ${i + 1}`);
  return ['Pils', ...dishes].map((name) => ({ name, cents: draw.pick([420, 690, 1_890]), place: 'kitchen' }));
}

export const OPERATORS = ['Anna', 'Ben', 'Clara'];

/** People who come back to the same tabs, again and again. */
export const HASTY: WaitersInput = { pause: '1s', ownTablesPercent: 0, returnPercent: 50 };

export const sometime = (draw: Draw, workMs: number): { at: string } => ({
  at: formatDuration(draw.between(0, workMs - 1)),
});

/** Lasts one of these times, ms. */
export const lasting = (draw: Draw, ms: readonly number[]): { for: string } => ({
  for: formatDuration(Math.max(1, draw.pick(ms))),
});

/** As often as one of the counts says, what is made anew each time. */
export function several<T>(draw: Draw, counts: readonly number[], make: () => T): T[] {
  return Array.from({ length: draw.pick(counts) }, make);
}

/** In the midst of something, within the exchange of a few messages, and not only the first time. */
export function inTheMidst(draw: Draw, whens: readonly When[]): Pick<FaultInput, 'when' | 'after' | 'times'> {
  const afterMs = draw.pick(SOON_MS);
  return {
    when: draw.pick(whens),
    times: draw.pick([1, 2, 4]),
    ...(afterMs === 0 ? {} : { after: formatDuration(afterMs) }),
  };
}
const SOON_MS = [0, 0, 1, 3, 10, 40, 150, 600];

/** Of one kind of terminal it shows what runs there without its till. */
const PROFILES = [...terminalProfileNames, 'telling', 'telling'] as const;

/** A terminal of any kind, which goes on in its own way when its till is lost. */
export function drawTerminal(draw: Draw, name: string, card: string, host: string): TerminalInput {
  return {
    ...{ name, card, host, profile: draw.pick(PROFILES) },
    ...(draw.chance(30) ? { afterCut: draw.pick(afterCuts) } : {}),
  };
}
