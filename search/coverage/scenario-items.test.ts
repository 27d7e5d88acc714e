// What can be said is read off a schema; a value says some of it.
import assert from 'node:assert/strict';
import { z } from 'zod';
import { scenarioSchema } from '#scenarios/format/scenario';
import { drawFloor } from '#scenarios/generate/floors';
import { itemsOf, itemsSaid } from './scenario-items.ts';

const schema = z.strictObject({
  size: z.int(),
  colour: z.enum(['red', 'blue']),
  pause: z.int().default(5),
  lamps: z.array(z.strictObject({ on: z.boolean() })).default([]),
  keeper: z.string().optional(),
  by: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

describe('what a scenario can say', () => {
  it('is every field, every value of those with few, and what is left out', () => {
    assert.deepEqual(itemsOf(schema, ''), [
      'size',
      'colour = red',
      'colour = blue',
      'pause',
      'lamps[].on = true',
      'lamps[].on = false',
      'lamps empty',
      'keeper',
      'keeper left out',
      'by{} (text)',
      'by{} (number)',
      'by left out',
    ]);
  });

  it('is said by a value, but not where that is filled in anyway', () => {
    const said = (value: z.input<typeof schema>) => itemsSaid(schema, '', schema.parse(value));
    assert.deepEqual(said({ size: 1, colour: 'red' }), [
      'size',
      'colour = red',
      'lamps empty',
      'keeper left out',
      'by left out',
    ]);
    assert.deepEqual(
      said({ size: 1, colour: 'red', pause: 6, lamps: [{ on: true }], keeper: 'Anna', by: { a: 'b', c: 2 } }),
      ['size', 'colour = red', 'pause', 'lamps[].on = true', 'keeper', 'by{} (text)', 'by{} (number)'],
    );
  });

  it('has every item that a generated floor says', () => {
    const all = new Set(itemsOf(scenarioSchema, ''));
    for (let seed = 0; seed < 10; seed += 1)
      assert.deepEqual(
        itemsSaid(scenarioSchema, '', drawFloor(seed)).filter((item) => !all.has(item)),
        [],
      );
  });
});
