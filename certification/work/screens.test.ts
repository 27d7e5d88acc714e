import assert from 'node:assert/strict';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun } from '../catalogue/judge.ts';
import type { Played, ScreenLook } from './evening.ts';
import { measuresOfEvening } from './measures.ts';
import { countedLooks, kindOf, lookOf, looksAsItShould } from './screens.ts';

const looked = (kind: string, percent: number, cutOff: string[] = []): ScreenLook => ({
  ...{ title: kind, kind, percent, cutOff },
});
const four = ['Sign on', 'Tables', 'Tab #', 'Not possible'].map((kind) => looked(kind, 0.1));
const said = (screens?: readonly ScreenLook[]): unknown => {
  const reading = looksAsItShould({ ...(screens && { screens }) } as unknown as Played);
  return reading.kind === 'known' ? reading.value : reading.reason;
};

/** The class of a device with such screens. */
function classOf(screens: readonly ScreenLook[]): string {
  const criterion = catalogue.criteria.find(({ id }) => id === 'DSP-6');
  const reading = looksAsItShould({ screens } as unknown as Played);
  assert.ok(criterion && reading.kind === 'known');
  return judgeRun(criterion, reading.value).class;
}

describe('the screens of a device', () => {
  it('differ as much as the one that does most', () => {
    assert.deepEqual(said(four), { kind: 'number', value: 0.1, uncertainty: 0.5 });
    assert.equal(classOf(four), 'pass');
    assert.equal(classOf([...four, looked('Takings', 5)]), 'conditional');
    assert.equal(classOf([...four, looked('Takings', 60)]), 'fail');
  });

  it('are to be seen with all of their keys', () => {
    assert.equal(classOf([...four, looked('Takings', 1, ['Back'])]), 'fail');
    assert.deepEqual(said([looked('Takings', 1, ['Back'])]), { kind: 'word', word: 'control cut off' });
  });

  it('look as they do whatever became of the tabs, but not in an evening that was spoiled', () => {
    const evening = {
      events: [],
      asked: [],
      timeScale: 1,
      heartbeatMs: 1_000,
      spoiled: null,
      undone: null,
      screens: four,
    };
    const failed = { ...evening, verdict: 'fail', failed: ['settled'] } as const;
    assert.equal(measuresOfEvening('screens', failed)['DSP-6']?.kind, 'number');
    const spoiled = measuresOfEvening('screens', { ...failed, spoiled: 'The device was away.' });
    assert.deepEqual(spoiled['DSP-6'], { kind: 'unknown', reason: 'The device was away.' });
  });

  it('may be covered for a moment, if they are not when they are shown again', () => {
    const later = [...four, looked('Tables', 4, ['Open']), looked('Tab #', 30)];
    assert.equal(classOf([...later, ...later.toReversed()]), 'pass');
    assert.deepEqual(countedLooks(later), four);
  });

  it('are not known to look right where few were seen, or none', () => {
    assert.match(String(said(four.slice(1))), /only 3 of 4 kinds/);
    assert.match(String(said()), /no screenshot/);
    const why = { title: 'Tables', kind: 'Tables', why: 'A screenshot was cut off, or is none.' };
    assert.equal(said([why]), why.why);
    assert.equal(classOf([why, ...four]), 'pass');
  });

  it('are of one kind with the same keys, whatever tab it is and whatever was booked', () => {
    const tab = (n: number, key: string) => ({
      title: `Tab ${n}`,
      widgets: [
        { look: 'text', text: `Balance ${n}` },
        { look: 'key', text: key },
      ],
    });
    assert.equal(kindOf(tab(11, 'Bill')), kindOf(tab(7, 'Bill')));
    assert.notEqual(kindOf(tab(11, 'Bill')), kindOf(tab(11, 'Back')));
  });

  it('have a key cut off of which more than 2 % lies outside, or more than 10 % looks different', () => {
    const cut = (outside: number, differs: number, percent = 3): readonly string[] =>
      lookOf({ left: 0, top: 0, percent, parts: [{ outside, differs }] }, ['Bill']).cutOff;
    assert.deepEqual(cut(2, 10), []);
    assert.deepEqual(cut(2.1, 2.1), ['Bill']);
    assert.deepEqual(cut(0, 10.1), ['Bill']);
    // Where all of the screen is another colour, no key of it is missing.
    assert.deepEqual(cut(0, 98, 95), []);
  });
});
