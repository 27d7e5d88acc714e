// The JSON Schema editors complete and check by.
import assert from 'node:assert/strict';
import { z } from 'zod';
import { scenarioJsonSchema } from './json-schema.ts';

type Schema = { [key: string]: unknown; properties: Record<string, Schema>; items: Schema; oneOf: Schema[] };

const schema = scenarioJsonSchema([
  {
    name: 'clock-skew',
    about: 'A clock is wrong.',
    target: 'device',
    forMs: 90_000,
    params: z.strictObject({ skewMs: z.int().default(5) }),
  },
  { name: 'server-killed', about: 'The server is killed.', target: 'server', forMs: 5_000, params: z.strictObject({}) },
]) as Schema;
const field = (path: string): Schema =>
  path.split('.').reduce((inner, key) => (inner.properties ?? inner.items.properties)[key]!, schema);

describe('the JSON Schema of scenarios', () => {
  it('gives each fault its own parameters', () => {
    const [skew, killed] = field('faults').items.oneOf;
    assert.deepEqual(skew?.properties['fault'], { const: 'clock-skew', description: 'A clock is wrong.' });
    assert.equal(skew?.properties['skewMs']?.['default'], 5);
    assert.match(String(skew?.properties['for']?.['description']), /1min30s/);
    assert.deepEqual(skew?.properties['target']?.['examples'], [
      'any device',
      'any handheld',
      'any tablet',
      'all',
      'all handheld',
      'all tablet',
    ]);
    assert.equal(killed?.properties['skewMs'], undefined);
    assert.equal(killed?.['additionalProperties'], false);
  });

  it('gives durations their defaults as a file says them', () => {
    assert.equal(field('settle')['default'], '8min');
    assert.equal(field('floor.terminals.card')['default'], '2s500ms');
    assert.equal(field('work.waiters.pause')['default'], '1min30s');
  });
});
