// What is written is what people would write, and reads as the same scenario.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import type { FaultSpec } from './fault-spec.ts';
import { readScenario } from './read.ts';
import { scenarioSchema, STEP_ACTS, type ScenarioInput } from './scenario.ts';
import { HAPPENS } from './vocabulary.ts';
import { toInput } from './to-input.ts';
import { writeScenario } from './write.ts';

const faults: FaultSpec[] = [
  { name: 'out-of-range', target: 'device', params: z.strictObject({}) },
  {
    name: 'clock-skew',
    target: 'device',
    params: z.strictObject({ skewMs: z.int().default(600_000), note: z.string().optional() }),
  },
  { name: 'server-killed', target: 'server', params: z.strictObject({}) },
];

describe('writing a scenario', () => {
  it('gives a short file in the order of the format, one device, step or fault a line', () => {
    const scenario = scenarioSchema.parse({
      faults: [{ at: '240s', target: 'H01', fault: 'out-of-range', for: '4min' }],
      work: { steps: [{ do: 'open', tab: 12, device: 'H01', at: '5000ms' }] },
      expect: { verdict: 'fail', failing: ['lock-exclusive'] },
      floor: {
        devices: [{ name: 'H01', kind: 'handheld' }],
        operators: ['Anna'],
        terminals: [{ name: 'pt1', card: '2500ms', host: '3s' }],
      },
      duration: '5min',
      settle: '8min',
      about: 'Two handhelds get the same tab: never',
      name: 'two-holders',
      seed: 4711,
      format: 1,
    } satisfies ScenarioInput);
    assert.equal(
      writeScenario(toInput(scenario), { schema: '../../scenarios/scenario.schema.json' }),
      `# yaml-language-server: $schema=../../scenarios/scenario.schema.json
format: 1
name: two-holders
about: 'Two handhelds get the same tab: never'
seed: 4711
duration: 5min

floor:
  operators: [Anna]
  devices:
    - { name: H01 }
  terminals:
    - { name: pt1, host: 3s }

work:
  steps:
    - { at: 5s, device: H01, do: open, tab: 12 }

faults:
  - { fault: out-of-range, at: 4min, target: H01, for: 4min }

expect:
  verdict: fail
  failing: [lock-exclusive]
`,
    );
  });

  it('keeps the order of the format, whatever order the fields were made in', () => {
    const text = writeScenario({ ...smallest, faults: [{ skewMs: 5, target: 'H01', at: '1s', fault: 'clock-skew' }] });
    assert.match(text, /- \{ fault: clock-skew, at: 1s, target: H01, skewMs: 5 \}/);
  });

  it('puts a long entry on several lines', () => {
    const input = {
      ...smallest,
      expect: {
        happens: ['tab-released:lease-ended', 'payment-parked'].flatMap((one) => Array(5).fill(one) as string[]),
      },
    };
    const text = writeScenario(input);
    assert.match(text, /\n {2}happens:\n {4}- tab-released:lease-ended\n/);
    assert.ok(text.split('\n').every((line) => line.length <= 120));
  });
});

describe('writing and reading', () => {
  it('loses nothing: reading it again gives the same scenario', () => {
    fc.assert(
      fc.property(inputs, fc.boolean(), (input, brief) => {
        const scenario = scenarioSchema.parse(input);
        const text = writeScenario(brief ? toInput(scenario) : input);
        const result = readScenario(text, { faults });
        assert.ok(result.ok, `${text}\n${JSON.stringify(result)}`);
        assert.deepEqual(result.scenario, scenario, text);
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing twice: what is written of what was read stays the same', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const once = toInput(scenarioSchema.parse(input));
        assert.deepEqual(toInput(scenarioSchema.parse(once)), once);
      }),
    );
  });
});

const smallest = {
  format: 1,
  name: 'smallest',
  about: 'as little as possible',
  duration: '1h',
  floor: { operators: ['A'], devices: [{}] },
} satisfies ScenarioInput;

const duration = fc.oneof(
  fc.constantFrom('0s', '300ms', '1.5s', '1h30min', '59min 59s', '0.4ms'),
  fc.nat(3_000_000).map((ms) => `${ms}ms`),
);
/** Also what YAML would take for something else than a text. */
const text = fc.oneof(
  fc.constantFrom(
    'true',
    'null',
    '~',
    '12',
    '1e3',
    '0x1F',
    '- a',
    'a: b',
    'a #b',
    '{a}',
    '[',
    "'",
    '"',
    'two\nlines',
    ' x ',
    '---',
    '*a',
    '<<',
    '?',
    'Käse',
    '😀',
    ',',
  ),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);
const name = fc.oneof(
  fc.constantFrom('12', 'true', 'null', '1e3', '0x1F', '1.5', 'no', 'Küche oben', "O'Brien", 'Terrasse (links)'),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,8}$/),
);
/** Of what a history may hold, what takes any text and any number. */
const condition = fc.oneof(
  fc.record(
    { why: text, tab: fc.oneof(fc.integer(), fc.constantFrom(0.5, 1e21)), kind: fc.constant('hold-lost') },
    { requiredKeys: ['why'] },
  ),
  fc.record({ document: text, copy: fc.boolean(), node: fc.constant('p') }, { requiredKeys: ['document'] }),
  fc.record({ fact: fc.constant('tab-released'), cause: fc.constantFrom('bill', 'lease-ended') }),
);
const when = fc.record({ when: condition, after: duration }, { requiredKeys: ['when'] });
const moment = fc.oneof(
  duration.map((at) => ({ at })),
  when,
);
const NOT_AT: Record<string, string[]> = {
  H01: ['force-free'],
  H02: ['force-free'],
  till: ['put-away', 'take-out', 'swipe', 'turn'],
};
/** What needs more than this floor has. */
const NOT_HERE = [
  ...['pay', 'end-of-day', 'collect', 'simple-order', 'station-up', 'station-down', 'sign-up', 'leave'],
  ...['camera', 'leave-camera'],
];
const step = fc
  .tuple(
    moment,
    fc.record(
      {
        device: fc.constantFrom('H01', 'H02', 'till'),
        do: fc.constantFrom(...STEP_ACTS),
        tab: fc.integer({ min: 1, max: 99 }),
        operator: fc.constant('A'),
        article: fc.constant('Pils'),
        confirmed: fc.boolean(),
      },
      { requiredKeys: ['device', 'do'] },
    ),
  )
  .map(([moment, rest]) => ({ ...moment, ...rest }))
  .filter(({ device, do: act }) => !NOT_HERE.includes(act) && NOT_AT[device]?.includes(act) !== true);
const fault = fc
  .tuple(
    fc.oneof(
      moment,
      fc.record({ every: fc.constantFrom('5s', '2min') }),
      fc.record({ when: condition, times: fc.integer({ min: 1, max: 9 }) }),
    ),
    fc.oneof(
      fc.record(
        {
          fault: fc.constant('out-of-range'),
          target: fc.constantFrom('H01', 'any device', 'any handheld', 'all', ['H01', 'H02']),
        },
        { requiredKeys: ['fault'] },
      ),
      fc.record({ fault: fc.constant('clock-skew'), skewMs: fc.integer(), note: text }, { requiredKeys: ['fault'] }),
      fc.record(
        { fault: fc.constant('server-killed'), for: fc.constantFrom('1ms', '2.5s', '1h30min') },
        { requiredKeys: ['fault'] },
      ),
    ),
  )
  .map(([moment, rest]) => ({ ...moment, ...rest }));

/** Events that can be expected, with a window that a duration, or another event, begins and ends. */
const heard = fc.constantFrom<Record<string, string>>({ last: 'heard', from: 'H01' }, { first: 'clock-warning' });
const window = fc.record(
  {
    after: fc.oneof(fc.constantFrom('0s', '90s', '1min30s'), heard),
    within: duration,
    before: fc.oneof(fc.constantFrom('91s', '1h30min'), fc.constant({ first: 'job-printed', job: 4 })),
  },
  { requiredKeys: ['after'] },
);
const event = fc.record(
  { tab: fc.integer({ min: 1, max: 99 }), device: fc.constantFrom('H01', 'till') },
  { requiredKeys: [] },
);
const expectedEvent = fc.oneof(
  fc
    .tuple(
      fc.record({ times: fc.oneof(fc.constantFrom(1, 3), fc.constant({ from: 0, to: 2 })) }, { requiredKeys: [] }),
      event,
      fc.oneof(window, fc.constant({})),
    )
    .map(([times, fields, when]) => ({ what: 'tab-released:lease-ended', ...fields, ...times, ...when })),
  fc.tuple(event, window).map(([fields, when]) => ({ never: 'tab-locked', ...fields, ...when })),
  fc.record({ why: text, what: fc.constant('hold-lost') }),
  fc.tuple(event, event).map(([one, other]) => ({
    order: [
      { what: 'tab-locked', ...one },
      { what: 'tab-released', ...other },
    ],
  })),
);

const inputs: fc.Arbitrary<ScenarioInput> = fc.record(
  {
    format: fc.constant(1 as const),
    name,
    about: text,
    seed: fc.maxSafeNat(),
    duration: fc.constantFrom('2h', '24h', '3h30min 5ms'),
    settle: duration,
    floor: fc.record(
      {
        operators: fc.constantFrom(['A'], ['A', 'B', '12']),
        tables: fc.constantFrom({ from: 1, to: 60 }, { from: 3, to: 4 }),
        devices: fc.constantFrom<ScenarioInput['floor']['devices']>(
          [{ count: 3 }],
          [
            { kind: 'handheld', signal: -70 },
            { name: 'H02', lan: false },
            { name: 'T', count: 40, kind: 'tablet', lan: true },
          ],
        ),
        till: fc.constant({ operator: 'A' }),
        printers: fc.constantFrom(
          [{ name: 'p' }],
          [
            { name: 'p', alternatives: ['q'], line: '20ms' },
            { name: 'q', line: '1s' },
          ],
        ),
        places: fc.dictionary(name, fc.constant('p'), { maxKeys: 3, noNullPrototype: true }),
        fallbackPrinter: fc.constant('p'),
        terminals: fc.constantFrom([], [{ name: 'pt', card: '1s' }]),
        accessPoints: fc.constantFrom([], ['ap']),
        offlineBooking: fc.boolean(),
      },
      { requiredKeys: ['operators', 'devices', 'till', 'printers'] },
    ),
    server: fc.constantFrom({}, { durations: {} }, { durations: { leaseMs: 9_000 } }),
    work: fc.record(
      { waiters: fc.constantFrom({}, { pause: '1s', bookings: { from: 1, to: 2 } }), steps: fc.array(step) },
      { requiredKeys: [] },
    ),
    faults: fc.array(fault),
    expect: fc
      .tuple(
        fc.oneof(
          fc.record({ verdict: fc.constantFrom('pass', 'unknown') }, { requiredKeys: [] }),
          fc.record({ verdict: fc.constant('fail'), failing: fc.array(name) }, { requiredKeys: ['verdict'] }),
        ),
        fc.record(
          { happens: fc.array(fc.constantFrom(...HAPPENS.keys())), events: fc.array(expectedEvent) },
          { requiredKeys: [] },
        ),
      )
      .map(([verdict, what]) => ({ ...verdict, ...what })),
    ground: fc.constantFrom({}, { wire: { duration: '2h', timeScale: 20 } }, { sim: {} }),
  },
  { requiredKeys: ['format', 'name', 'about', 'duration', 'floor'] },
);
