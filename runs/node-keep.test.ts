import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TwinError } from '#protocols/errors/errors';
import { readScenario } from '#scenarios/format/read';
import { scenarioSchema, type Scenario, type ScenarioInput } from '#scenarios/format/scenario';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { keepScenario } from './node-keep.ts';
import { runOnSim } from './run-on-sim.ts';

/** Two devices want the same tab; with `calm`, the refusal is a failure. */
const held = (calm: boolean): Scenario =>
  scenarioSchema.parse({
    format: 1,
    name: 'found-on-floor-57-shrunk',
    about: 'let the floor be calm; then the evening went on; however a device was refused',
    duration: '20s',
    settle: '1min',
    floor: { operators: ['Anna', 'Ben'], devices: [{ name: 'H1' }, { name: 'H2' }] },
    work: {
      steps: ['H1', 'H2'].flatMap((device, i) => [
        { at: `${i + 1}s`, device, do: 'sign-on' as const },
        { at: `${i + 5}s`, device, do: 'open' as const, tab: 3 },
      ]),
    },
    expect: { calm },
  } satisfies ScenarioInput);

function readKept(path: string): Scenario {
  const read = readScenario(readFileSync(path, 'utf8'), { faults: [...faultCatalogue.values()] });
  assert.ok(read.ok);
  return read.scenario;
}

describe('a find that is kept', () => {
  const to = join(mkdtempSync(join(tmpdir(), 'mpos-twin-keep-')), 'tests', 'regressions');
  after(() => rmSync(join(to, '..', '..'), { recursive: true, force: true }));

  const error = (code: string) => (thrown: TwinError) => thrown.code === code;

  it('expects to fail as it does today, and does so when it is read', () => {
    const kept = keepScenario(held(true), { to });
    assert.deepEqual(kept, {
      path: join(to, 'calm-floor-wrong.yaml'),
      name: 'calm-floor-wrong',
      failing: ['calm-floor'],
    });
    const again = readKept(kept.path);
    assert.deepEqual([again.name, again.expect.verdict, again.expect.failing], [kept.name, 'fail', ['calm-floor']]);
    const { expectation, verdict } = runOnSim(again);
    assert.deepEqual([verdict, expectation.met], ['fail', true]);
    assert.match(readFileSync(kept.path, 'utf8'), /# 0:00:05 Anna opens tab 3 at H1\n/);
  });

  it('takes what it is called and why from whoever keeps it', () => {
    const { path } = keepScenario(held(true), { to, name: 'Tab 3, refused', because: 'Ben cannot open tab 3.' });
    assert.equal(path, join(to, 'tab-3-refused.yaml'));
    assert.equal(readKept(path).about, 'Ben cannot open tab 3.');
  });

  it('never overwrites another', () => {
    const before = readFileSync(join(to, 'calm-floor-wrong.yaml'), 'utf8');
    assert.throws(() => keepScenario(held(true), { to, because: 'Calm floor wrong' }), error('already-kept'));
    assert.equal(readFileSync(join(to, 'calm-floor-wrong.yaml'), 'utf8'), before);
  });

  it('that fails no more must pass, if somebody says what it showed', () => {
    assert.throws(() => keepScenario(held(false), { to }), error('nothing-to-keep'));
    const { path, failing } = keepScenario(held(false), { to, because: 'Ben got the tab Anna had.' });
    assert.deepEqual(failing, []);
    assert.equal(readKept(path).expect.verdict, 'pass');
    assert.ok(runOnSim(readKept(path)).expectation.met);
  });

  it('needs a name with letters', () => {
    assert.throws(() => keepScenario(held(true), { to, name: '…' }), error('usage'));
    assert.ok(!existsSync(join(to, '.yaml')));
  });
});
