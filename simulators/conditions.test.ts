import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createConditions } from './conditions.ts';

/** Begins and ends of what many hold at once, in any order: at each step one of the holders begins, or ends. */
const fcHolders = fc.array(fc.nat(5), { maxLength: 40 });

describe('a condition of a target', () => {
  it('is there as long as anybody holds it, whoever began and whoever ends last', () => {
    fc.assert(
      fc.property(fcHolders, (steps) => {
        const { hold } = createConditions();
        const releases = new Map<number, () => void>();
        let broken = 0;
        for (const holder of steps) {
          const release = releases.get(holder);
          if (release === undefined) {
            releases.set(
              holder,
              hold('kitchen', 'out of paper', () => {
                broken += 1;
                return () => void (broken -= 1);
              }),
            );
          } else {
            releases.delete(holder);
            release();
            release();
          }
          assert.equal(broken, releases.size === 0 ? 0 : 1);
        }
      }),
    );
  });

  it('is of that target alone', () => {
    const { hold } = createConditions();
    const broken: string[] = [];
    const breaks = (name: string) => () => {
      broken.push(name);
      return () => void broken.splice(broken.indexOf(name), 1);
    };
    const kitchenBack = hold('kitchen', 'off', breaks('kitchen'));
    hold('bar', 'off', breaks('bar'));
    hold('bar', 'cover open', breaks('cover'));
    kitchenBack();
    assert.deepEqual(broken, ['bar', 'cover']);
  });
});

describe('a quantity of a target', () => {
  it('has the latest value that is still set, and the plain one when none is', () => {
    fc.assert(
      fc.property(fcHolders, (steps) => {
        const { set } = createConditions();
        const left: { holder: number; release: () => void }[] = [];
        let clock = 0;
        for (const holder of steps) {
          const i = left.findIndex((one) => one.holder === holder);
          if (i < 0) left.push({ holder, release: set('H01', 'clock', 1 + holder, 0, (value) => (clock = value)) });
          else left.splice(i, 1)[0]?.release();
          const latest = left.at(-1);
          assert.equal(clock, latest === undefined ? 0 : 1 + latest.holder);
        }
      }),
    );
  });
});
