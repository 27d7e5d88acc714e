// Any two faults on the same target, in any overlap: each stays in force until its own end, and afterwards all is well.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HistoryEvent } from '#history/events';
import { runOnSim } from '#runs/run-on-sim';
import { formatDuration } from '#scenarios/format/duration';
import { scenarioSchema, type Scenario, type ScenarioInput } from '#scenarios/format/scenario';
import { faultCatalogue } from '#simulators/faults/catalogue';
import type { Fault } from '#simulators/faults/fault';

const TARGETS: Record<string, string | undefined> = {
  device: 'H01',
  printer: 'kitchen',
  'belt-printer': 'H01/belt',
  terminal: 'pt1',
  'access-point': 'inside',
  'lan-port': 'server',
  service: 'nocoo',
  monitor: 'kitchen monitor',
  camera: 'door',
};
const FAULTS_OVER_MS = 150_000;
/** What the longest correction takes: a lease, its grace, a payment that is parked. */
const RECOVERED_MS = FAULTS_OVER_MS + 320_000;
const DURATION_MS = RECOVERED_MS + 120_000;
const long = process.env['MPOS_TWIN_LONG'] !== undefined;

/** Kinds of targets that faults reach each other through: a restarting access point silences devices. */
const GROUPS = [
  ['device', 'access-point'],
  ['printer', 'lan-port'],
  ['belt-printer'],
  ['terminal'],
  ['service'],
  ['monitor'],
  ['camera'],
  ['server', 'till', 'lan-port', 'network'],
];
const meet = (one: Fault, other: Fault): boolean =>
  GROUPS.some((group) => group.includes(one.target) && group.includes(other.target));

type FaultInput = NonNullable<ScenarioInput['faults']>[number];
type Timing = { at: number; lasts: number };

function floorWith(faults: FaultInput[]): Scenario {
  return scenarioSchema.parse({
    format: 1,
    name: 'two-faults',
    about: 'A small floor on which two things go wrong at the same time.',
    duration: formatDuration(DURATION_MS),
    settle: '1min',
    floor: {
      operators: ['Anna', 'Chef'],
      tables: { from: 1, to: 8 },
      devices: [{ name: 'H01', beltPrinter: true }],
      till: { operator: 'Chef', cameras: [{ name: 'door', kind: 'usb' }] },
      printers: [{ name: 'kitchen', alternatives: ['bar'] }, { name: 'bar' }],
      places: { kitchen: 'kitchen', bar: 'bar' },
      fallbackPrinter: 'bar',
      terminals: [{ name: 'pt1' }, { name: 'pt2' }],
      accessPoints: ['inside'],
      redundancy: 'router',
      services: { nocoo: { receipts: 'besides' } },
      monitors: [{ name: 'kitchen monitor', places: ['kitchen'] }],
    },
    work: {
      waiters: {
        pause: '8s',
        think: '2s',
        bookings: { from: 1, to: 2 },
        cardPercent: 60,
        billPercent: 30,
        confirmPercent: 100,
        ownTablesPercent: 100,
        cameraPercent: 30,
      },
    },
    faults,
  } satisfies ScenarioInput);
}

const entry = ({ name, target }: Fault, { at, lasts }: Timing): FaultInput => ({
  fault: name,
  at: formatDuration(at),
  for: formatDuration(lasts),
  ...(TARGETS[target] === undefined ? {} : { target: TARGETS[target] }),
});

/** Two intervals that overlap, either of which may begin, and end, first. */
const fcOverlap = fc
  .record({
    begin: fc.integer({ min: 5_000, max: 40_000 }),
    lead: fc.nat(30_000),
    together: fc.integer({ min: 1_000, max: 40_000 }),
  })
  .chain(({ begin, lead, together }) =>
    fc.record({ swapped: fc.boolean(), firstRest: fc.nat(30_000), otherRest: fc.nat(30_000) }).map((rest) => {
      const first = { at: begin, lasts: lead + together + rest.firstRest };
      const other = { at: begin + lead, lasts: together + rest.otherRest };
      return rest.swapped ? ([other, first] as const) : ([first, other] as const);
    }),
  );

/** What shows that something is still wrong when all has had its time to come right. */
function isTrouble(event: HistoryEvent): boolean {
  if (event.t < RECOVERED_MS || event.t > DURATION_MS) return false;
  if (event.kind === 'reply') return !event.ok;
  if (event.kind === 'transition') return / (yellow|red|serverAway)$|^(off|frozen|putAway|startFailed)/.test(event.to);
  if (event.kind === 'condition') return true;
  return event.kind === 'fact' && event.fact.kind === 'job-failed';
}

/** Who has done something at the end of the evening. */
function atWork(events: HistoryEvent[]): Set<string> {
  const nodes = new Set<string>();
  for (const event of events)
    if (event.t >= RECOVERED_MS && ['printed', 'money', 'hold'].includes(event.kind)) nodes.add(event.node);
  return nodes;
}

function wrongWith(faults: FaultInput[]): string[] {
  const events: HistoryEvent[] = [];
  const { checkers } = runOnSim(floorWith(faults), { hash: false, event: (event) => events.push(event) });
  const busy = atWork(events);
  return [
    ...checkers
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ name, evidence }) => `${name}: ${evidence[0]?.sentence}`),
    ...events.filter(isTrouble).map((event) => JSON.stringify(event)),
    ...['H01', 'till', 'kitchen', 'bar', 'H01/belt', 'pt1'].flatMap((node) =>
      busy.has(node) ? [] : `${node} is idle`,
    ),
  ];
}

/** What is not as expected on a floor with these faults. */
function unmet(faults: FaultInput[], events: NonNullable<NonNullable<ScenarioInput['expect']>['events']>): string[] {
  const floor = floorWith(faults);
  const { checkers } = runOnSim({ ...floor, expect: scenarioSchema.shape.expect.parse({ events }) }, { hash: false });
  return checkers.flatMap(({ evidence }) => evidence.map(({ sentence }) => sentence));
}

describe('a fault within another', () => {
  it('that is out of paper for a shorter time leaves the printer without paper', () => {
    const faults = [
      { fault: 'paper-out', at: '10s', target: 'kitchen', for: '4min' },
      { fault: 'paper-out', at: '20s', target: ['kitchen', 'bar'], for: '20s' },
    ];
    const ready = { node: 'kitchen', state: 'ready' };
    const expected = [
      { what: 'condition', ...ready, after: '250s', times: 1 },
      { never: 'condition', ...ready, before: '250s' },
      { never: 'printed', node: 'kitchen', after: '11s', before: '250s' },
      { what: 'printed', node: 'kitchen', after: '250s' },
      { what: 'condition', node: 'bar', state: 'ready', after: '40s', within: '1ms' },
    ];
    assert.deepEqual(unmet(faults, expected), []);
  });

  it('that charges the battery does not switch on a device that is still switched off', () => {
    const faults = [
      { fault: 'switched-off', at: '10s', target: 'H01', for: '2min' },
      { fault: 'battery-empty', at: '20s', target: 'H01', for: '30s' },
      { fault: 'app-frozen', at: '15s', target: 'H01', for: '1min' },
    ];
    const expected = [
      { never: 'starting', node: 'H01', after: '10s', before: '130s' },
      { what: 'starting', node: 'H01', after: '130s', times: 1 },
      { never: 'frozen', node: 'H01' },
    ];
    assert.deepEqual(unmet(faults, expected), []);
  });
});

describe('two faults at once', function () {
  this.timeout(300_000);
  const all = [...faultCatalogue.values()];

  for (const [i, one] of all.entries()) {
    it(`${one.name} and any other on the same target`, () => {
      for (const [k, other] of all.slice(i).entries()) {
        // Every other pair by default: each fault meets half of those that it has to do with.
        if (!long && (!meet(one, other) || k % 2 !== i % 2)) continue;
        fc.assert(
          fc.property(fc.noBias(fcOverlap), ([first, second]) => {
            const faults = [entry(one, first), entry(other, second)];
            assert.deepEqual(wrongWith(faults), [], JSON.stringify(faults));
          }),
          { numRuns: long ? 20 : 1, seed: 1_000 * i + k },
        );
      }
    });
  }
});
