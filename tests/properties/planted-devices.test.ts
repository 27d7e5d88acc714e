import assert from 'node:assert/strict';
import { plantedDevices } from '#simulators/android/profiles/planted';
import { classesOf, probed } from '#cli/rehearsal/asked';
import { differing, expected, judgedWrongly, REFERENCE } from '#cli/rehearsal/planted';

describe('what is asked over adb, of simulated devices,', function () {
  this.timeout(60_000);
  let reference: Awaited<ReturnType<typeof classesOf>>;

  before(async () => {
    reference = await classesOf(REFERENCE);
  });

  it('passes the reference in all but what a table of makers cannot know', () => {
    const others = probed.filter((id) => reference.get(id) !== 'pass');
    assert.deepEqual(others, ['PWR-6']);
  });

  it('has something expected of every planted device', () => {
    assert.deepEqual(Object.keys(expected).toSorted(), plantedDevices.map(({ name }) => name).toSorted());
  });

  for (const [name, one] of Object.entries(expected)) {
    it(`finds ${name} by ${one.by.join(' and ') || 'nothing'}, and by no other`, async () => {
      assert.deepEqual(judgedWrongly(one, differing(reference, await classesOf(name))), { missed: [], wrong: [] });
    });
  }
});
