// What a scenario file says, and everything that can be wrong with it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import type { FaultSpec } from './fault-spec.ts';
import { resolveFloor, serverConfigOf } from './floor.ts';
import { readScenario } from './read.ts';
import { STEP_ACTS } from './scenario.ts';
import { formatScenarioError } from './scenario-error.ts';

const faults: FaultSpec[] = [
  { name: 'out-of-range', target: 'device', params: z.strictObject({}), radio: true },
  { name: 'clock-skew', target: 'device', params: z.strictObject({ skewMs: z.int().default(600_000) }) },
  { name: 'paper-out', target: 'printer', params: z.strictObject({}) },
  { name: 'belt-printer-out-of-range', target: 'belt-printer', params: z.strictObject({}) },
  { name: 'terminal-slow', target: 'terminal', params: z.strictObject({ slowMs: z.int().min(1).default(20_000) }) },
  { name: 'access-point-reboot', target: 'access-point', params: z.strictObject({}) },
  { name: 'server-killed', target: 'server', params: z.strictObject({}) },
  { name: 'till-restart', target: 'till', params: z.strictObject({}) },
];
const checkers = ['lock-exclusive', 'no-booking-lost'];

const valid = `# yaml-language-server: $schema=../scenario.schema.json
format: 1
name: garden-door
about: A handheld is carried out of range with a tab open.
duration: 10min
floor:
  operators: [Anna, Ben]
  devices:
    - { name: H01, beltPrinter: true, accessPoint: garden }
    - { name: T, count: 2, kind: tablet, lan: true, places: [drinks] }
  till: { operator: Ben }
  printers:
    - { name: kitchen, alternatives: [bar] }
    - { name: bar }
  places: { hot: kitchen, snacks: bar, drinks: bar }
  fallbackPrinter: bar
  terminals: [{ name: pt1 }]
  accessPoints: [garden]
work:
  waiters: { pause: 1min }
  steps:
    - { at: 5s, device: H01, do: open, tab: 12 }
    - { at: 6s, device: H01, do: book, article: Pils }
    - { device: till, do: force-free, tab: 12, when: { kind: fact, fact: tab-locked }, after: 1s }
faults:
  - { fault: out-of-range, at: 20s, target: H01, for: 4min }
  - { fault: clock-skew, every: 2min, target: any tablet, skewMs: -5000 }
  - { fault: belt-printer-out-of-range, at: 1min, target: H01/belt }
  - { fault: server-killed, at: 2min }
`;

/** The errors of the valid scenario with one piece replaced, as people see them. */
function errorsWith(piece: string, replacement: string): string[] {
  assert.ok(valid.includes(piece), piece);
  return errorsOf(valid.replace(piece, replacement));
}

function errorsOf(text: string): string[] {
  const result = readScenario(text, { faults, checkers });
  return result.ok ? [] : result.errors.map((error) => formatScenarioError('f', error));
}

const wrong: [symptom: string, piece: string, replacement: string, errors: string[]][] = [
  [
    'a misspelt field, at its key',
    'fallbackPrinter: bar',
    'falbackPrinter: bar',
    ['f:16:3 floor.falbackPrinter: there is no such field here (did you mean "fallbackPrinter"?)'],
  ],
  [
    'a misspelt fault',
    'fault: out-of-range,',
    'fault: out-of-rang,',
    ['f:26:14 faults[0].fault: there is no fault "out-of-rang" (did you mean "out-of-range"?)'],
  ],
  [
    'a misspelt field of a fault',
    'target: H01,',
    'taget: H01,',
    ['f:26:37 faults[0].taget: there is no such field here (did you mean "target"?)'],
  ],
  [
    'a misspelt parameter of a fault',
    'skewMs:',
    'skevMs:',
    ['f:27:59 faults[1].skevMs: there is no such field here (did you mean "skewMs"?)'],
  ],
  [
    'a wrong parameter of a fault',
    'skewMs: -5000',
    'skewMs: a lot',
    ['f:27:67 faults[1].skewMs: must be a number, not "a lot"'],
  ],
  [
    'a device that is not there',
    'target: H01,',
    'target: H1,',
    ['f:26:45 faults[0].target: there is no device "H1" on this floor (did you mean "H01"?)'],
  ],
  [
    'a target of the wrong kind',
    'target: H01,',
    'target: kitchen,',
    ['f:26:45 faults[0].target: out-of-range hits a device, and kitchen is a printer'],
  ],
  [
    'a target by chance of the wrong kind',
    'target: H01,',
    'target: any printer,',
    ['f:26:45 faults[0].target: there is no device "any printer" on this floor'],
  ],
  [
    'a group that is empty',
    'kind: tablet, lan: true',
    'kind: handheld',
    ['f:27:47 faults[1].target: there is no tablet on this floor that clock-skew could hit'],
  ],
  [
    'a belt printer without its belt',
    'target: H01/belt',
    'target: T01/belt',
    ['f:28:59 faults[2].target: there is no belt printer "T01/belt" on this floor (did you mean "H01/belt"?)'],
  ],
  [
    'a fault without a beginning',
    'server-killed, at: 2min',
    'server-killed',
    ['f:29:5 faults[3]: never begins: it needs `at`, `every` or `when`'],
  ],
  [
    'a fault after the end',
    'at: 2min }',
    'at: 10min }',
    ['f:29:33 faults[3].at: is never reached: the run is over by then'],
  ],
  [
    'a number for a duration',
    'at: 5s',
    'at: 5',
    ['f:22:13 work.steps[0].at: must be a duration like 300ms, 5s, 14min or 8h, not 5'],
  ],
  [
    'a duration beyond every timer',
    'duration: 10min',
    'duration: 9999h',
    ['f:5:11 duration: must be at most 24 days (576h), not "9999h"'],
  ],
  [
    'an unknown act',
    'do: open',
    'do: opn',
    [`f:22:34 work.steps[0].do: must be one of ${STEP_ACTS.join(', ')}, not "opn" (did you mean "open"?)`],
  ],
  [
    'a step at an unknown device',
    '{ at: 5s, device: H01',
    '{ at: 5s, device: H011',
    ['f:22:25 work.steps[0].device: there is no device "H011" on this floor (did you mean "H01"?)'],
  ],
  [
    'a step at a till that is not there',
    '  till: { operator: Ben }\n',
    '',
    ['f:23:17 work.steps[2].device: there is no device "till" on this floor'],
  ],
  [
    'an unknown article',
    'article: Pils',
    'article: Plis',
    ['f:23:49 work.steps[1].article: there is no article "Plis" on this floor (did you mean "Pils"?)'],
  ],
  [
    'an empty condition',
    'when: { kind: fact, fact: tab-locked }',
    'when: {}',
    ['f:24:54 work.steps[2].when: must name at least one field of an event'],
  ],
  [
    'an alternative that is not there',
    'alternatives: [bar]',
    'alternatives: [bra]',
    ['f:13:39 floor.printers[0].alternatives[0]: there is no printer "bra" on this floor (did you mean "bar"?)'],
  ],
  [
    'a place without its printer',
    'hot: kitchen',
    'hot: kitchn',
    ['f:15:18 floor.places.hot: there is no printer "kitchn" on this floor (did you mean "kitchen"?)'],
  ],
  [
    'a device whose production places make nothing',
    'places: [drinks]',
    'places: [snacks]',
    ['f:10:61 floor.devices[1].places: has no article: nothing on the menu is made there'],
  ],
  [
    'a production place that is not there, at a device',
    'places: [drinks]',
    'places: [drink]',
    ['f:10:62 floor.devices[1].places[0]: there is no production place "drink" on this floor (did you mean "drinks"?)'],
  ],
  [
    'an access point that is not there',
    'accessPoint: garden',
    'accessPoint: gardn',
    ['f:9:52 floor.devices[0].accessPoint: there is no access point "gardn" on this floor (did you mean "garden"?)'],
  ],
  [
    'an operator that is not there',
    'operator: Ben',
    'operator: Bert',
    ['f:11:21 floor.till.operator: there is no operator "Bert" on this floor'],
  ],
  [
    'a name given twice',
    'terminals: [{ name: pt1 }]',
    'terminals: [{ name: bar }]',
    ['f:17:23 floor.terminals[0].name: "bar" is the name of a printer already'],
  ],
  [
    'the name of a node that is always there',
    'terminals: [{ name: pt1 }]',
    'terminals: [{ name: server }]',
    ['f:17:23 floor.terminals[0].name: "server" is the name of a node that is always there'],
  ],
  [
    'tables that end before they begin',
    'accessPoints: [garden]',
    'accessPoints: [garden]\n  tables: { from: 5, to: 2 }',
    ['f:19:11 floor.tables: must not begin (5) after they end (2)'],
  ],
  [
    'an unknown checker',
    'faults:\n',
    'expect: { verdict: fail, failing: [lock-exclusiv] }\nfaults:\n',
    ['f:25:36 expect.failing[0]: there is no checker "lock-exclusiv" (did you mean "lock-exclusive"?)'],
  ],
  [
    'a missing field, at what it is missing from',
    '  operators: [Anna, Ben]\n',
    '',
    ['f:7:3 floor.operators: "operators" is missing'],
  ],
  ['another format', 'format: 1', 'format: 2', ['f:2:9 this is format 2; only format 1 can be read']],
  ['a key that occurs twice', 'name: garden-door', 'name: garden-door\nname: garden', ['f:4:1 this key occurs twice']],
  [
    'broken YAML',
    'devices:\n',
    'devices: [\n',
    ['f:9:5 this is no readable YAML: Block collections are not allowed within flow collections'],
  ],
  [
    'an alias to nothing',
    'pause: 1min',
    'pause: *nothing',
    ['f:20:21 this is no readable YAML: an alias is unknown, or aliases are used too often'],
  ],
];

describe('reading a scenario', () => {
  it('fills in defaults and turns durations into milliseconds', () => {
    const result = readScenario(valid, { faults, checkers });
    assert.ok(result.ok, JSON.stringify(result));
    const { scenario } = result;
    assert.equal(scenario.duration, 600_000);
    assert.equal(scenario.settle, 480_000);
    assert.equal(scenario.work.waiters?.think, 4_000);
    assert.equal(scenario.faults[1]?.['skewMs'], -5_000);
    assert.deepEqual(
      resolveFloor(scenario).devices.map(({ name }) => name),
      ['H01', 'T01', 'T02'],
    );
  });

  it('takes JSON as well, and anchors', () => {
    assert.ok(
      readScenario('{"format":1,"name":"a","about":"b","duration":"5s","floor":{"operators":["A"],"devices":[{}]}}', {
        faults,
      }).ok,
    );
    assert.deepEqual(errorsOf(valid.replace('{ pause: 1min }', '&w { pause: &p 1min, think: *p }')), []);
  });

  for (const [symptom, piece, replacement, errors] of wrong) {
    it(`names ${symptom}`, () => assert.deepEqual(errorsWith(piece, replacement), errors));
  }
});

describe('reading what is broken', () => {
  it('gives one clear error for what is no scenario at all', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
    ];
    const texts: [string, RegExp][] = [
      ['', /^f:1:1 the file is empty$/],
      ['# only a comment\n', /the file is empty$/],
      ['- 1\n- 2\n', /a scenario is a map of fields/],
      ['\u0000\u0001\u0002PK', /^f:1:1 this is no text: it contains the control character 0x00$/],
      ['a: 1\nb: \u001b[0m', /^f:2:4 this is no text/],
      [bomb.join('\n'), /aliases are used too often$/],
      ['['.repeat(100_000), /this is no readable YAML/],
      ['a: !strange b', /this is no readable YAML/],
      ['a: 1\n---\nb: 2\n', /this is no readable YAML/],
    ];
    for (const [text, expected] of texts) {
      const errors = errorsOf(text);
      assert.equal(errors.length, 1, `${text.slice(0, 40)}: ${errors.join('\n')}`);
      assert.match(errors[0] ?? '', expected);
    }
  });

  it('reports everything that is wrong at once, in the order of the file', () => {
    const text = valid
      .replace('name: H01', 'nme: H01')
      .replace('alternatives: [bar]', 'alternatives: [bra]')
      .replace('article: Pils', 'article: Plis')
      .replace('fault: out-of-range,', 'fault: out-of-rang,');
    const errors = errorsOf(text);
    assert.deepEqual(
      errors.map((error) => /^f:(\d+)/.exec(error)?.[1]),
      ['9', '13', '23', '26'],
      errors.join('\n'),
    );
  });

  it('never throws, and what it accepts a server can be configured from', () => {
    const options = { faults, checkers };
    const judge = (text: string): void => {
      const result = readScenario(text, options);
      if (result.ok) serverConfigOf(result.scenario, resolveFloor(result.scenario), 20);
      else {
        assert.ok(result.errors.length > 0);
        for (const { line, column } of result.errors) assert.ok(line >= 1 && column >= 1);
      }
    };
    fc.assert(fc.property(fc.string({ unit: 'binary' }), judge));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,-&*!|>"\'#%@? \n\tab1') }), judge), {
      numRuns: 500,
    });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) =>
        judge(mutations.reduce((text, mutate) => mutate(text), valid)),
      ),
      { numRuns: 1_000 },
    );
  });
});

/** One change of a text: a piece cut out, moved, doubled, or replaced by a token that means something. */
const token = fc.constantFrom(
  'null',
  '[]',
  '{}',
  '-1',
  '1e999',
  '"',
  '*w',
  '&w ',
  '~',
  'H01',
  'bar',
  '5s',
  '0s',
  'true',
  ': ',
  '\n',
  '- ',
  '__proto__',
  '!!map ',
);
const mutation = fc
  .record({
    from: fc.nat(valid.length - 1),
    length: fc.nat(30),
    at: fc.nat(valid.length - 1),
    how: fc.constantFrom('cut', 'move', 'double', 'replace'),
    token,
  })
  .map(({ from, length, at, how, token }) => (text: string): string => {
    const piece = text.slice(from, from + length);
    const rest = text.slice(0, from) + text.slice(from + length);
    if (how === 'cut') return rest;
    if (how === 'move') return rest.slice(0, at) + piece + rest.slice(at);
    if (how === 'double') return text.slice(0, at) + piece + text.slice(at);
    return text.slice(0, from) + token + text.slice(from + Math.min(length, 12));
  });
