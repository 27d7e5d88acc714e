// What can never happen is refused when the file is read: names, words, steps and times that lead nowhere.
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { FaultSpec } from './fault-spec.ts';
import { resolveFloor, serverConfigOf } from './floor.ts';
import { readScenario } from './read.ts';
import { STEP_ACTS } from './scenario.ts';
import { formatScenarioError } from './scenario-error.ts';

const faults: FaultSpec[] = [
  { name: 'out-of-range', target: 'device', params: z.strictObject({}), radio: true },
  { name: 'server-killed', target: 'server', params: z.strictObject({}) },
];

const valid = `format: 1
name: never
about: What could happen.
duration: 10min
floor:
  operators: [Anna, Ben]
  devices:
    - { name: H01, beltPrinter: true, accessPoint: garden }
    - { name: T, count: 2, kind: tablet, lan: true }
  till: { operator: Ben }
  printers: [{ name: kitchen }, { name: bar }]
  places: { hot: kitchen, drinks: bar }
  fallbackPrinter: bar
  terminals: [{ name: pt1 }]
  accessPoints: [garden]
work:
  steps:
    - { at: 5s, device: H01, do: open, tab: 12 }
    - { device: till, do: force-free, tab: 12, when: { kind: fact, fact: tab-locked }, after: 1s }
faults:
  - { fault: out-of-range, at: 20s, target: H01, for: 4min }
  - { fault: server-killed, at: 2min }
`;

/** The errors of the valid scenario with one piece replaced, as people see them. */
function errorsWith(piece: string, replacement: string): string[] {
  assert.ok(valid.includes(piece), piece);
  return errorsOf(valid.replace(piece, replacement));
}

function errorsOf(text: string): string[] {
  const result = readScenario(text, { faults });
  return result.ok ? [] : result.errors.map((error) => formatScenarioError('f', error));
}

const wrong: [symptom: string, piece: string, replacement: string, errors: string[]][] = [
  [
    'a word that tells nothing',
    'faults:\n',
    "expect: { happens: [clock-warning, 'tab-released:leese-ended', held-by-another-devise, open.boking red] }\nfaults:\n",
    [
      'f:20:36 expect.happens[1]: there is no word "tab-released:leese-ended" (did you mean "tab-released:lease-ended"?)',
      'f:20:64 expect.happens[2]: there is no word "held-by-another-devise" (did you mean "held-by-another-device"?)',
      'f:20:88 expect.happens[3]: there is no word "open.boking red" (did you mean "open.booking red"?)',
    ],
  ],
  [
    'expectations of what cannot be',
    'faults:\n',
    `expect:
  events:
    - { what: printed, ticket: 4, coppy: true }
    - { never: tab-released:lease-endet, tab: 12 }
    - { what: clock-warning, node: H3, times: 2 }
    - { what: tab-locked, after: { last: herd, from: H01 } }
    - { what: tab-locked, tab: twelve, within: 3s }
    - { what: tab-locked, after: { last: heard, from: H02 } }
    - { times: 3 }
    - { order: [{ what: job-printed }, { job: 3 }], tab: 4 }
    - { what: idle, node: H01, never: off }
    - { never: held-by-payment, times: 2, before: { last: idle } }
faults:
`,
    [
      'f:22:35 expect.events[0].coppy: printed has no field "coppy" (did you mean "copy"?)',
      'f:23:16 expect.events[1].never: there is no word "tab-released:lease-endet" (did you mean "tab-released:lease-ended"?)',
      'f:24:36 expect.events[2].node: there is no node "H3"',
      'f:25:42 expect.events[3].after.last: there is no word "herd" (did you mean "heard"?)',
      'f:26:32 expect.events[4].tab: must be a number, not "twelve"',
      'f:26:40 expect.events[4].within: counts from `after`, which is missing; `before` is a time of the run',
      'f:27:55 expect.events[5].after.from: there is no device "H02" (did you mean "H01" or "T02"?)',
      'f:28:7 expect.events[6]: needs `what`, `never` or `order`',
      'f:29:40 expect.events[7].order[1]: "what" is missing',
      'f:29:53 expect.events[7].tab: does not go with `order`: it belongs to its events',
      'f:30:32 expect.events[8].never: `what` and `never` exclude each other',
      'f:31:33 expect.events[9].times: counts what occurs; `never` is not at all',
      'f:31:51 expect.events[9].before: needs `first`: the word of an event',
    ],
  ],
  [
    'a step the till cannot do',
    'do: force-free, tab: 12',
    'do: put-away',
    ['f:19:27 work.steps[1].do: the till cannot put-away: it is no mobile device'],
  ],
  [
    'collecting where nothing is collected',
    'work:\n  steps:\n    - { at: 5s, device: H01, do: open',
    '  offlineBooking: false\nwork:\n  steps:\n    - { at: 5s, device: H01, do: collect',
    ['f:19:34 work.steps[0].do: no device collects without radio here: offlineBooking is false'],
  ],
  [
    'a misspelt act, with both that may be meant',
    'do: open, tab: 12 }',
    'do: open, tab: 12 }\n    - { at: 6s, device: H01, do: sign-of }',
    [
      `f:19:34 work.steps[1].do: must be one of ${STEP_ACTS.join(', ')}, not "sign-of" (did you mean "sign-on" or "sign-off"?)`,
    ],
  ],
  [
    'a place nobody prints for',
    'accessPoints: [garden]',
    'accessPoints: [garden]\n  articles: [{ name: Cola 0/3, cents: 300, place: moon }, { name: Pils, cents: 300, place: drinks }]',
    ['f:16:51 floor.articles[0].place: there is no production place "moon" on this floor'],
  ],
  [
    'a hold-off of no time',
    '[{ name: kitchen }, { name: bar }]',
    '[{ name: kitchen, failAfter: 0s }, { name: bar }]',
    ['f:11:42 floor.printers[0].failAfter: must be from 1ms to 24h, not "0s"'],
  ],
  [
    'a belt printer without a fallback printer',
    '  fallbackPrinter: bar\n',
    '',
    [
      'f:8:33 floor.devices[0].beltPrinter: a belt printer needs a floor with a fallbackPrinter, to which its jobs are redirected',
    ],
  ],
  ['no time', 'duration: 10min', 'duration: 0s', ['f:4:11 duration: must be longer than 0s, not "0s"']],
  [
    'a signal by cable',
    'lan: true }',
    'lan: true, signal: -90 }',
    ['f:9:53 floor.devices[1].signal: a wired device (lan) has no signal'],
  ],
  [
    'out of range by cable',
    'target: H01,',
    'target: T01,',
    ['f:21:45 faults[0].target: out-of-range hits the radio, and T01 has none: it is wired (lan)'],
  ],
  [
    'out of range by cable, for a group',
    'target: H01,',
    'target: all tablet,',
    ['f:21:45 faults[0].target: there is no tablet with a radio on this floor that out-of-range could hit'],
  ],
  [
    'one of several targets',
    'target: H01,',
    'target: [H01, T1, kitchen],',
    [
      'f:21:51 faults[0].target[1]: there is no device "T1" on this floor',
      'f:21:55 faults[0].target[2]: out-of-range hits a device, and kitchen is a printer',
    ],
  ],
  [
    'a fault after the end on one ground',
    '  - { fault: server-killed, at: 2min }\n',
    '  - { fault: server-killed, at: 2min }\nground: { wire: { duration: 2min } }\n',
    ['f:22:33 faults[1].at: is never reached on wire: the run is over by then'],
  ],
  [
    'a fault that lasts no time',
    'target: H01, for: 4min',
    'target: H01, for: 0s',
    ['f:21:55 faults[0].for: must be longer than 0s'],
  ],
  [
    'a checker that fails in a run that passes',
    'faults:\n',
    'expect: { failing: [settled] }\nfaults:\n',
    ['f:20:11 expect.failing: needs `verdict: fail`: where a checker fails, so does the run'],
  ],
  [
    'an expected event in no time',
    'faults:\n',
    'expect: { events: [{ never: printed, after: 3min, before: 2min }] }\nfaults:\n',
    ['f:20:51 expect.events[0].before: must be later than `after`'],
  ],
  [
    'a rate that is too slow for the run',
    'server-killed, at: 2min',
    'server-killed, every: 21min',
    ['f:22:36 faults[1].every: never happens: all is over before the first time'],
  ],
  [
    'a node that is not there, in a condition',
    'when: { kind: fact, fact: tab-locked }',
    'when: { kind: transition, node: H9, to: open.booking }',
    ['f:19:80 work.steps[1].when.node: there is no node "H9"'],
  ],
  [
    'a state that is not there',
    'when: { kind: fact, fact: tab-locked }',
    'when: { kind: transition, to: open.bokking }',
    ['f:19:78 work.steps[1].when.to: there is no state "open.bokking" (did you mean "open.booking"?)'],
  ],
  [
    'a fact that is not there',
    'when: { kind: fact, fact: tab-locked }',
    'when: { fact: tab-loked }',
    ['f:19:62 work.steps[1].when.fact: there is no fact "tab-loked" (did you mean "tab-locked"?)'],
  ],
  [
    'a kind of event that is not there',
    'when: { kind: fact, fact: tab-locked }',
    'when: { kind: transitoin }',
    ['f:19:62 work.steps[1].when.kind: there is no kind of event "transitoin" (did you mean "transition"?)'],
  ],
  [
    'a field that no such event has',
    'when: { kind: fact, fact: tab-locked }',
    'when: { fact: job-printed, copy: true }',
    ['f:19:75 work.steps[1].when.copy: job-printed has no field "copy"'],
  ],
  [
    'a field that no event has',
    'when: { kind: fact, fact: tab-locked }',
    'when: { nod: H01 }',
    ['f:19:56 work.steps[1].when.nod: no event has a field "nod" (did you mean "node"?)'],
  ],
  [
    'values of another kind',
    'when: { kind: fact, fact: tab-locked }',
    'when: { fact: tab-released, tab: "12", cause: lease-endet, device: kitchen }',
    [
      'f:19:81 work.steps[1].when.tab: must be a number, not "12"',
      'f:19:94 work.steps[1].when.cause: there is no cause "lease-endet" (did you mean "lease-ended"?)',
      'f:19:115 work.steps[1].when.device: there is no device "kitchen"',
    ],
  ],
  [
    'a fact that is to happen to a device',
    'when: { kind: fact, fact: tab-locked }',
    'when: { fact: tab-locked, node: H01 }',
    [
      'f:19:80 work.steps[1].when.node: tab-locked never happens to a handheld, but to the server; it names others by `device`',
    ],
  ],
];

describe('reading what can never happen', () => {
  it('finds nothing wrong with what can', () => assert.deepEqual(errorsOf(valid), []));

  for (const [symptom, piece, replacement, errors] of wrong) {
    it(`refuses ${symptom}`, () => assert.deepEqual(errorsWith(piece, replacement), errors));
  }
});

describe('reading names and merges', () => {
  it('takes names as people give them', () => {
    const named = valid
      .replaceAll('H01', 'Gerät 1')
      .replaceAll('kitchen', 'Küche oben')
      .replaceAll('Anna', "O'Brien")
      .replaceAll('garden', 'Terrasse (links)')
      .replace('{ name: T, count: 2,', "{ name: 'Tablett ', count: 2,");
    const result = readScenario(named, { faults });
    assert.ok(result.ok, JSON.stringify(result));
    const floor = resolveFloor(result.scenario);
    assert.deepEqual(
      floor.devices.map(({ name }) => name),
      ['Gerät 1', 'Tablett 01', 'Tablett 02'],
    );
    serverConfigOf(result.scenario, floor, 1);
  });

  it('refuses names that a file, a screen or a fault would take for something else', () => {
    for (const name of ['a/b', '"a\\tb"', '-x', '"x "', '"<b>"', 'x'.repeat(64), 'all', 'any device', 'till']) {
      const errors = errorsWith('{ name: pt1 }', `{ name: ${name} }`);
      assert.equal(errors.length, 1, name);
      assert.match(errors[0] ?? '', /^f:14:23 floor\.terminals\[0\]\.name: /, name);
    }
  });

  it('takes merge keys, and finds what is wrong in what was merged', () => {
    const merged = valid.replace(
      '  - { fault: server-killed, at: 2min }\n',
      '  - &walk { fault: out-of-range, at: 1min, target: H01, for: 1min }\n  - { <<: *walk, at: 4min }\n',
    );
    const result = readScenario(merged, { faults });
    assert.ok(result.ok, JSON.stringify(result));
    assert.deepEqual(result.scenario.faults[2], { ...result.scenario.faults[1], at: 240_000 });
    const there = 'there is no device "H1" on this floor (did you mean "H01"?)';
    assert.deepEqual(errorsOf(merged.replace('target: H01, for: 1min', 'target: H1, for: 1min')), [
      `f:22:52 faults[1].target: ${there}`,
      `f:22:52 faults[2].target: ${there}`,
    ]);
    assert.deepEqual(errorsWith('{ fault: server-killed, at: 2min }', '{ <<: 5 }'), [
      'f:22:7 this is no readable YAML: only maps can be merged (<<)',
    ]);
  });
});
