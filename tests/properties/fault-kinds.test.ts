// What the generator of floors knows of faults is what the faults are: a new one, or a new parameter, is drawn as well.
import assert from 'node:assert/strict';
import { keysOf } from '#scenarios/format/schema-walk';
import { drawFrom } from '#scenarios/generate/draw';
import { allDurations } from '#scenarios/generate/durations';
import { faultKinds } from '#scenarios/generate/fault-kinds';
import { faultCatalogue } from '#simulators/faults/catalogue';

describe('the faults that are drawn', () => {
  it('are all that there are', () => {
    assert.deepEqual(Object.keys(faultKinds).toSorted(), [...faultCatalogue.keys()].toSorted());
  });

  for (const [name, fault] of faultCatalogue) {
    it(`${name} hits whom it can hit, with every parameter it takes`, () => {
      const kind = faultKinds[name];
      assert.ok(kind !== undefined);
      assert.deepEqual([kind.target, kind.radio], [fault.target, fault.radio]);
      const params = kind.params ?? {};
      assert.deepEqual(Object.keys(params).toSorted(), keysOf(fault.params).toSorted());
      const draw = drawFrom(1);
      for (let i = 0; i < 100; i += 1) {
        const drawn = Object.entries(params).map(([key, param]) => [key, param(draw, allDurations({}))]);
        assert.equal(fault.params.safeParse(Object.fromEntries(drawn)).error, undefined);
      }
    });
  }
});
