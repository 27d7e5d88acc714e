/**
 * Generated floors: 22 devices and a random choice of what goes wrong, as scenarios like those people write. What is
 * drawn are small independent things (a fault, a waiter's habit), so that a failing floor shrinks to the few that matter.
 */
import fc from 'fast-check';
import { terminalProfileNames } from '#protocols/zvt/profiles';
import { scenarioSchema, type Scenario, type ScenarioInput } from '#scenarios/format/scenario';
import { formatDuration } from '#scenarios/format/duration';

export type FaultChoice = { fault: string; targets: readonly string[]; seconds: { from: number; to: number } };
type FaultInput = NonNullable<ScenarioInput['faults']>[number];

const DEVICES = 22;
const device = (i: number): string => `H${String(i + 1).padStart(2, '0')}`;
const devices = Array.from({ length: DEVICES }, (_, i) => device(i));
const belts = devices.slice(0, 8).map((name) => `${name}/belt`);
const printers = ['kitchen', 'bar', 'counter'];
const terminals = ['pt1', 'pt2', 'pt3'];

/** What may happen on a generated floor, to whom, for how long. */
export const FAULT_CHOICES: readonly FaultChoice[] = [
  { fault: 'out-of-range', targets: devices, seconds: { from: 5, to: 300 } },
  { fault: 'put-away', targets: devices, seconds: { from: 5, to: 300 } },
  { fault: 'switched-off', targets: devices, seconds: { from: 5, to: 300 } },
  { fault: 'app-frozen', targets: devices, seconds: { from: 5, to: 60 } },
  { fault: 'battery-empty', targets: devices, seconds: { from: 30, to: 300 } },
  { fault: 'clock-skew', targets: devices, seconds: { from: 30, to: 300 } },
  { fault: 'link-latency', targets: devices, seconds: { from: 5, to: 60 } },
  { fault: 'link-drop', targets: devices, seconds: { from: 1, to: 1 } },
  { fault: 'half-open', targets: devices, seconds: { from: 1, to: 1 } },
  { fault: 'access-point-reboot', targets: ['inside', 'garden'], seconds: { from: 30, to: 120 } },
  { fault: 'server-killed', targets: [''], seconds: { from: 1, to: 20 } },
  { fault: 'server-paused', targets: [''], seconds: { from: 1, to: 240 } },
  { fault: 'server-clock-step', targets: [''], seconds: { from: 30, to: 300 } },
  { fault: 'disk-full', targets: [''], seconds: { from: 1, to: 120 } },
  { fault: 'server-slow', targets: [''], seconds: { from: 5, to: 60 } },
  { fault: 'till-restart', targets: [''], seconds: { from: 2, to: 30 } },
  { fault: 'paper-out', targets: printers, seconds: { from: 5, to: 180 } },
  { fault: 'cover-open', targets: printers, seconds: { from: 5, to: 60 } },
  { fault: 'printer-off', targets: printers, seconds: { from: 5, to: 120 } },
  { fault: 'printer-off-mid-job', targets: printers, seconds: { from: 5, to: 120 } },
  { fault: 'belt-printer-out-of-range', targets: belts, seconds: { from: 5, to: 120 } },
  { fault: 'terminal-slow', targets: terminals, seconds: { from: 30, to: 200 } },
  { fault: 'terminal-lost-mid-payment', targets: terminals, seconds: { from: 10, to: 360 } },
  { fault: 'customer-aborts', targets: terminals, seconds: { from: 30, to: 200 } },
  { fault: 'card-declined', targets: terminals, seconds: { from: 30, to: 200 } },
];

/** A fault at some time of a run of `seconds`. */
export function anyFault(seconds: number): fc.Arbitrary<FaultInput> {
  return fc.constantFrom(...FAULT_CHOICES).chain((choice) =>
    fc
      .record({
        at: fc.integer({ min: 1, max: seconds - 1 }),
        target: fc.constantFrom(...choice.targets),
        lasts: fc.integer({ min: choice.seconds.from, max: choice.seconds.to }),
      })
      .map(({ at, target, lasts }) => ({
        fault: choice.fault,
        at: formatDuration(at * 1_000),
        for: formatDuration(lasts * 1_000),
        ...(target === '' ? {} : { target }),
      })),
  );
}

/** Printers that can tell when a ticket is out: of others it may be lost unnoticed. */
const anyProfile = fc.constantFrom('epson' as const, 'clone' as const, 'bixolon' as const);

/** A floor of 22 devices on which up to `mostFaults` things go wrong within `minutes`. */
export function anyFloor({ minutes, mostFaults }: { minutes: number; mostFaults: number }): fc.Arbitrary<Scenario> {
  return fc
    .record({
      seed: fc.integer({ min: 0, max: 0xffff_ffff }),
      pause: fc.integer({ min: 10, max: 90 }),
      think: fc.integer({ min: 1, max: 6 }),
      habits: fc.record({
        handOverPercent: fc.constantFrom(0, 20, 60),
        cardPercent: fc.integer({ min: 0, max: 50 }),
        confirmPercent: fc.constantFrom(0, 50),
        ownTablesPercent: fc.constantFrom(100, 90, 50, 0),
      }),
      tables: fc.integer({ min: 10, max: 90 }),
      profile: fc.constantFrom(...terminalProfileNames),
      offlineBooking: fc.boolean(),
      printers: fc.record({ kitchen: anyProfile, bar: anyProfile, counter: anyProfile }),
      faults: fc.array(anyFault(minutes * 60), { maxLength: mostFaults }),
    })
    .map(({ seed, pause, think, habits, tables, profile, offlineBooking, printers, faults }) =>
      scenarioSchema.parse({
        format: 1,
        name: 'generated-floor',
        about: 'A generated floor of 22 devices.',
        seed,
        duration: `${minutes}min`,
        settle: '10min',
        floor: {
          operators: devices.map((_, i) => `Op${i + 1}`),
          tables: { from: 1, to: tables },
          devices: [
            { name: 'H', count: 8, beltPrinter: true },
            ...devices
              .slice(8)
              .map((name, i) => ({ name, kind: i % 5 === 0 ? ('tablet' as const) : ('handheld' as const) })),
          ],
          printers: [
            { name: 'kitchen', alternatives: ['bar', 'counter'], profile: printers.kitchen },
            { name: 'bar', alternatives: ['kitchen'], profile: printers.bar },
            { name: 'counter', profile: printers.counter },
          ],
          places: { kitchen: 'kitchen', bar: 'bar' },
          fallbackPrinter: 'counter',
          noticePrinter: 'bar',
          terminals: terminals.map((name) => ({ name, profile, tipPercent: 20 })),
          accessPoints: ['inside', 'garden'],
          offlineBooking,
        },
        work: { waiters: { pause: `${pause}s`, think: `${think}s`, ...habits } },
        faults,
      } satisfies ScenarioInput),
    );
}
