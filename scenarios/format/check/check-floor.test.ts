// What devices of the client-server family need, and what they cannot have.
import assert from 'node:assert/strict';
import { checkScenario } from './check-scenario.ts';
import type { ScenarioInput } from '../scenario.ts';

type Device = NonNullable<ScenarioInput['floor']['devices']>[number];

/** What is wrong with a floor that has this device beside a till, as `path: message`. */
function wrong(device: Device, till: object = { till: { operator: 'Anna' } }): string[] {
  const { findings } = checkScenario(
    {
      format: 1,
      name: 'floor',
      about: 'A floor.',
      duration: '1min',
      floor: { operators: ['Anna'], devices: [device], terminals: [{ name: 'pt1' }], ...till },
    },
    { faults: [] },
  );
  return findings.map(({ path, message }) => `${path.slice(3).join('.')}: ${message}`);
}

describe('a thin client', () => {
  it('is right with what belongs to its kind', () => {
    assert.deepEqual(wrong({ name: 'F01', kind: 'freestyle' }), []);
    assert.deepEqual(wrong({ name: 'C01', kind: 'client', terminal: 'pt1' }), []);
    assert.deepEqual(wrong({ name: 'P01', kind: 'paypos', terminal: 'pt1' }), []);
  });
  it('signs up by itself only where a till shows the code, and without a fixed terminal', () => {
    assert.deepEqual(wrong({ name: 'F01', kind: 'freestyle' }, {}), [
      'kind: a Freestyle device needs a till, which shows its sign-up code',
    ]);
    assert.deepEqual(wrong({ name: 'F01', kind: 'freestyle', terminal: 'pt1' }), [
      'terminal: a Freestyle device signs up by itself, and has no fixed terminal',
    ]);
  });
  it('may be a page in a browser, which no other device can be', () => {
    assert.deepEqual(wrong({ name: 'F01', kind: 'freestyle', browser: true }), []);
    assert.deepEqual(wrong({ name: 'H01', browser: true }), [
      'browser: only the app of a thin client can be a page in a browser',
    ]);
  });
  it('that is a PayPOS has a terminal in it', () => {
    assert.deepEqual(wrong({ name: 'P01', kind: 'paypos' }), ['kind: a PayPOS needs the `terminal` that is in it']);
  });
  it('drives no belt printer, and is set up as a client of its kind only', () => {
    assert.match(wrong({ name: 'C01', kind: 'client', beltPrinter: true })[0] ?? '', /a thin client drives no belt/);
    assert.deepEqual(wrong({ name: 'F01', kind: 'freestyle', as: 'C01' }), [
      'as: only an mPOS Client or a PayPOS is set up as a client',
    ]);
    assert.match(wrong({ name: 'C01', kind: 'client', as: 'C02' })[0] ?? '', /^as: there is no device of kind client/);
  });
});
