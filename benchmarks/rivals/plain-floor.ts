/** The floor on which rivals that do not draw floors let their steps happen: some of everything, all tables near. */
import { scenarioSchema, type Scenario, type ScenarioInput } from '#scenarios/format/scenario';

export type StepInput = NonNullable<NonNullable<ScenarioInput['work']>['steps']>[number];
export type FaultInput = NonNullable<ScenarioInput['faults']>[number];

export const DEVICES = ['H01', 'H02', 'H03', 'T04', 'till'] as const;
export const BELTS = ['H01/belt', 'H03/belt'] as const;
export const PRINTERS = ['kitchen', 'bar', 'counter'] as const;
export const TERMINALS = ['pt1', 'pt2'] as const;
export const ACCESS_POINTS = ['inside', 'garden'] as const;

/** A scenario on that floor. All operators have signed on after a second. */
export function onPlainFloor(seed: number, seconds: number, steps: StepInput[], faults: FaultInput[]): Scenario {
  return scenarioSchema.parse({
    format: 1,
    name: 'rival-floor',
    about: 'Steps and faults of a rival on a plain floor.',
    seed,
    duration: `${seconds}s`,
    settle: '10min',
    floor: {
      operators: ['Anna', 'Ben', 'Cleo', 'Dora', 'Emil'],
      tables: { from: 1, to: 4 },
      devices: [
        { name: 'H01', beltPrinter: true },
        { name: 'H02' },
        { name: 'H03', beltPrinter: true },
        { name: 'T04', kind: 'tablet' },
      ],
      till: { operator: 'Emil' },
      printers: [
        { name: 'kitchen', alternatives: ['bar', 'counter'] },
        { name: 'bar', alternatives: ['kitchen'] },
        { name: 'counter' },
      ],
      places: { kitchen: 'kitchen', bar: 'bar' },
      fallbackPrinter: 'counter',
      noticePrinter: 'bar',
      terminals: TERMINALS.map((name) => ({ name, tipPercent: 20 })),
      accessPoints: [...ACCESS_POINTS],
    },
    work: { steps: [...DEVICES.map((device) => ({ at: '1s', device, do: 'sign-on' as const })), ...steps] },
    faults,
  } satisfies ScenarioInput);
}
