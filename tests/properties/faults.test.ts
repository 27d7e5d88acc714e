// Every fault, alone, on sim: it is seen, it changes what happens, it heals, and every invariant holds. All of them on the wire.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryEvent } from '#history/events';
import { eventsOfFile } from '#history/node-files';
import { runOnSim } from '#runs/run-on-sim';
import { runOnWire } from '#runs/run-on-wire';
import { scenarioSchema, type Scenario, type ScenarioInput } from '#scenarios/format/scenario';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { describeWith } from '../peers.ts';

const TARGETS: Record<string, string | undefined> = {
  device: 'H01',
  printer: 'kitchen',
  'belt-printer': 'H01/belt',
  terminal: 'pt1',
  'access-point': 'inside',
  'lan-port': 'server',
  crowd: 'guests',
  oven: 'microwave',
  service: 'nocoo',
  monitor: 'kitchen monitor',
  camera: 'door',
};

/** A handheld beyond the guests and beside the oven, and one near the access point. */
const plan: NonNullable<ScenarioInput['floor']['plan']> = {
  size: [24, 12],
  shadowing: false,
  accessPoints: [{ name: 'inside', at: [2, 6], bands: ['2.4GHz'] }],
  crowds: [{ name: 'guests', from: [4, 3], to: [16, 9] }],
  ovens: [{ name: 'microwave', at: [20, 6] }],
  stations: [
    { name: 'H01', at: [18, 6] },
    { name: 'H02', at: [3, 5] },
  ],
};

type Rooms = { served?: boolean; monitored?: boolean; filmed?: boolean };

function floorWith(
  faults: NonNullable<ScenarioInput['faults']>,
  duration = '8min',
  { served = false, monitored = false, filmed = false }: Rooms = {},
): Scenario {
  return scenarioSchema.parse({
    format: 1,
    name: 'one-fault',
    about: 'A small floor on which one thing goes wrong.',
    duration,
    settle: '8min',
    ground: { wire: { timeScale: 20 } },
    floor: {
      operators: ['Anna', 'Ben', 'Chef'],
      tables: { from: 1, to: 12 },
      devices: [
        { name: 'H01', beltPrinter: true },
        { name: 'H02', beltPrinter: true },
      ],
      till: {
        operator: 'Chef',
        ...(filmed || faults.some(({ fault }) => fault === 'camera-unplugged')
          ? { cameras: [{ name: 'door', kind: 'usb' }] }
          : {}),
      },
      printers: [{ name: 'kitchen', alternatives: ['bar'] }, { name: 'bar' }, { name: 'counter' }],
      places: { kitchen: 'kitchen', bar: 'bar' },
      fallbackPrinter: 'counter',
      terminals: [{ name: 'pt1' }],
      accessPoints: ['inside'],
      ...(faults.some(({ fault }) => fault === 'path-flaps') ? { redundancy: 'rstp' } : {}),
      ...(served || faults.some(({ fault }) => fault.startsWith('service-'))
        ? { services: { nocoo: {}, tse: {} } }
        : {}),
      ...(monitored || faults.some(({ fault }) => fault === 'monitor-off')
        ? { monitors: [{ name: 'kitchen monitor', places: ['kitchen'] }] }
        : {}),
      ...(faults.some(({ fault }) => fault === 'full-house' || fault === 'oven-on') ? { plan } : {}),
    },
    work: { waiters: { pause: '15s', think: '2s', cardPercent: 50, billPercent: 30, cameraPercent: 40 } },
    faults,
  } satisfies ScenarioInput);
}

function play(scenario: Scenario): { events: HistoryEvent[]; wrong: string[] } {
  const events: HistoryEvent[] = [];
  const result = runOnSim(scenario, { hash: false, event: (event) => events.push(event) });
  const wrong = result.checkers
    .filter((check) => check.verdict !== 'pass')
    .map((check) => `${check.name}: ${check.evidence[0]?.sentence ?? ''}`);
  return { events, wrong };
}

/** What happens, but for the faults, and what is said of clocks and its bytes. */
const withoutFaultEvents = (events: HistoryEvent[]): string =>
  JSON.stringify(
    events.filter(({ kind }) => !['fault', 'clock-warning', 'traffic'].includes(kind)),
    (key, value: unknown) => (key === 'aheadMs' ? undefined : value),
  );
const entry = (name: string, kind: string, at: string, lasts = '90s') => {
  const target = TARGETS[kind];
  return { fault: name, at, for: lasts, ...(target === undefined ? {} : { target }) };
};

describe('every fault', function () {
  this.timeout(150_000);
  const calm = play(floorWith([]));
  const planned = play({ ...floorWith([]), floor: { ...floorWith([entry('oven-on', 'oven', '30s')]).floor } });
  const calmWith: Record<string, ReturnType<typeof play>> = {
    crowd: planned,
    oven: planned,
    service: play(floorWith([], '8min', { served: true })),
    monitor: play(floorWith([], '8min', { monitored: true })),
    camera: play(floorWith([], '8min', { filmed: true })),
  };

  for (const fault of faultCatalogue.values()) {
    it(`${fault.name}: ${fault.about}`, () => {
      const { events, wrong } = play(floorWith([entry(fault.name, fault.target, '30s')]));
      const phases = events.flatMap((event) => (event.kind === 'fault' ? [event.phase] : []));
      assert.deepEqual(phases, ['begun', 'ended']);
      const without = calmWith[fault.target] ?? calm;
      const sameWithout = withoutFaultEvents(events) === withoutFaultEvents(without.events);
      assert.equal(
        sameWithout,
        fault.name.includes('clock'),
        'something else happens than without it, but for a wrong clock',
      );
      assert.deepEqual(wrong, []);
    });
  }

  for (const fault of faultCatalogue.values()) {
    if (fault.target !== 'service') continue;
    it(`${fault.name} at the signing unit is noted, told on bills, and made up for`, () => {
      const { events, wrong } = play(floorWith([{ ...entry(fault.name, 'service', '30s'), target: 'tse' }]));
      const facts = events.flatMap((event) => (event.kind === 'fact' ? [event.fact] : []));
      const count = (kind: string): number => facts.filter((fact) => fact.kind === kind).length;
      assert.ok(count('tse-failed') > 0);
      assert.equal(facts.findLast(({ kind }) => kind.startsWith('tse-'))?.kind, 'tse-back');
      assert.deepEqual([count('signature-due'), count('signature-made')], [count('booked'), count('booked')]);
      const bills = facts.flatMap((fact) => (fact.kind === 'receipt-due' ? [fact['lines'] as string[]] : []));
      const noted = bills.filter((lines) => lines.at(-1) === 'Signing unit out of order');
      assert.ok(noted.length > 0 && noted.length < bills.length);
      assert.deepEqual(wrong, []);
    });
  }

  it('printer-off-mid-job that heals before the power is lost leaves the printer on', () => {
    const healed = { ...entry('printer-off-mid-job', 'printer', '30s', '20s'), afterMs: 60_000 };
    const { events, wrong } = play(floorWith([healed]));
    const began = events.some(
      (event) => event.kind === 'fact' && event.fact.kind === 'job-started' && event.t > 30_000 && event.t < 50_000,
    );
    assert.ok(began, 'a job begins while the fault lasts');
    assert.deepEqual(
      events.filter((event) => event.kind === 'condition' && event.of === 'printer'),
      [],
    );
    assert.deepEqual(wrong, []);
  });

  it('clock-skew is warned of, and nothing is decided by it', () => {
    const drop = entry('link-drop', 'device', '60s');
    const { events, wrong } = play(floorWith([entry('clock-skew', 'device', '30s'), drop]));
    const warned = (event: HistoryEvent): boolean => event.kind === 'clock-warning';
    assert.ok(events.some(warned));
    const decided = (all: HistoryEvent[]) => all.filter((event) => event.kind === 'fact');
    assert.deepEqual(decided(events), decided(play(floorWith([drop])).events));
    assert.deepEqual(wrong, []);
  });
});

describeWith('libfaketime', 'every fault on the wire', function () {
  this.timeout(600_000);

  it('is seen and heals, one after the other, and every invariant holds', async () => {
    const out = mkdtempSync(join(tmpdir(), 'mpos-twin-faults-'));
    try {
      const faults = [...faultCatalogue.values()].map((fault, i) =>
        entry(fault.name, fault.target, `${20 + i * 15}s`, '14s'),
      );
      // Nothing may fail; what is unknown, as the machine stood still, is tried once more, and not for minutes.
      const { history, checkers } = await runOnWire(floorWith(faults, `${35 + faults.length * 15}s`), {
        historyPath: join(out, 'history.ndjson'),
        lost: assert.fail,
        mostTries: 2,
      });
      const events = [...eventsOfFile(history ?? '')];
      const seen = (phase: string) =>
        events.flatMap((event) => (event.kind === 'fault' && event.phase === phase ? [event.fault] : [])).toSorted();
      assert.deepEqual(seen('begun'), [...faultCatalogue.keys()].toSorted());
      assert.deepEqual(seen('ended'), [...faultCatalogue.keys()].toSorted());
      assert.deepEqual(
        checkers.filter((check) => check.verdict === 'fail'),
        [],
      );
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
