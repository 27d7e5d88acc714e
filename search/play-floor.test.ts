import assert from 'node:assert/strict';
import { drawFloor } from '#scenarios/generate/floors';
import { loadScenario } from '#scenarios/node-library';
import { step } from '#server/core/step';
import type { Step } from '#server/core/turn';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { playFloor } from './play-floor.ts';

const abandoned = loadScenario('out-of-range', { faults: [...faultCatalogue.values()] });
/** A core whose leases never end. */
const neverEnding: Step = (state, clock, input) => {
  const result = step(state, clock, input);
  const outputs = result.outputs.filter((output) => output.kind !== 'timer' || output.timer.kind !== 'lease');
  return { ...result, outputs };
};
const throwing: Step = (state, clock, input) => {
  if (input.kind === 'message' && input.message.type === 'open') throw new TypeError(`no tab ${clock.nowMs}`);
  return step(state, clock, input);
};

describe('a floor of a search', () => {
  it('on which all is well tells what it has reached', () => {
    const { verdict, failures, points, events, steps } = playFloor(7, drawFloor(7, { minutes: 1 }));
    assert.deepEqual([verdict, failures], ['pass', []]);
    assert.ok(points.includes('signed-on') && points.length > 20, points.join('\n'));
    assert.ok(events > 20 && steps > events);
  });

  it('fails with checker, signature and sentence', () => {
    const { verdict, failures } = playFloor(0, abandoned, { plant: () => neverEnding });
    assert.equal(verdict, 'fail');
    const recovery = failures.find(({ checker }) => checker === 'lock-recovery');
    assert.match(recovery?.signature ?? '', /^lock-recovery: .*tab-locked/);
    assert.match(recovery?.sentence ?? '', /^let .*; then .*; however /);
  });

  it('on which the program crashes says so, alike wherever it does', () => {
    const crashes = [abandoned, { ...abandoned, seed: 2 }].map((floor) =>
      playFloor(0, floor, { plant: () => throwing }),
    );
    for (const { verdict, failures } of crashes) {
      assert.equal(verdict, 'fail');
      assert.equal(failures.length, 1);
      assert.equal(failures[0]?.checker, 'crash');
      assert.match(failures[0]?.sentence ?? '', /^TypeError: no tab \d+$/);
      assert.match(failures[0]?.signature ?? '', /^crash: TypeError no tab # < throwing/);
    }
    assert.equal(crashes[0]?.failures[0]?.signature, crashes[1]?.failures[0]?.signature);
  });

  it('that has no end of events is ended', () => {
    const { failures } = playFloor(0, abandoned, { mostEvents: 20 });
    assert.deepEqual(
      failures.map(({ checker }) => checker),
      ['never-ends'],
    );
  });

  it('that comes out differently when it is played again is found to do so', () => {
    let runs = 0;
    const now = (): Step => ((runs += 1) === 1 ? neverEnding : step);
    const { failures } = playFloor(0, abandoned, { plant: now });
    assert.deepEqual(
      failures.map(({ checker }) => checker),
      ['does-not-repeat'],
    );
  });
});
