import assert from 'node:assert/strict';
import { scenarioSchema, STEP_ACTS, type ScenarioInput } from '../format/scenario.ts';
import { toInput } from '../format/to-input.ts';
import { writeScenario } from '../format/write.ts';
import { storyOf } from './story.ts';

type Steps = NonNullable<NonNullable<ScenarioInput['work']>['steps']>;

function evening(steps: Steps, faults: ScenarioInput['faults'] = []) {
  return scenarioSchema.parse({
    format: 1,
    name: 'evening',
    about: 'What happens is told.',
    duration: '10min',
    floor: {
      operators: ['Anna', 'Ben', 'Mia'],
      devices: [
        { name: 'H1', operator: 'Anna' },
        { name: 'H2', operator: 'Ben' },
      ],
      till: { operator: 'Mia' },
    },
    work: { steps },
    faults,
  } satisfies ScenarioInput);
}

describe('a story', () => {
  it('says who does what, where and when', () => {
    const { steps, faults } = storyOf(
      evening(
        [
          { at: '3s', device: 'H1', do: 'sign-on', operator: 'Ben' },
          { at: '12s', device: 'H1', do: 'open', tab: 3 },
          { at: '14s', device: 'H1', do: 'book', article: 'Soup', quantity: 2 },
          { at: '1min', device: 'H1', do: 'pay', terminal: 'pt1', confirmed: true, twice: true },
          { at: '2min', device: 'till', do: 'force-free', tab: 3 },
        ],
        [
          { fault: 'out-of-range', at: '15s', target: ['H1', 'H2'], for: '4min' },
          { fault: 'server-killed', when: { fact: 'payment-begun' }, after: '2s' },
        ],
      ),
    );
    assert.deepEqual(steps, [
      '0:00:03 Ben signs on at H1',
      '0:00:12 Ben opens tab 3 at H1',
      '0:00:14 Ben books 2 Soup on tab 3',
      '0:01:00 Ben has tab 3 paid by card at pt1 all the same, and presses twice',
      '0:02:00 Mia frees tab 3 by force at the till',
    ]);
    assert.deepEqual(faults, [
      '0:00:15 out-of-range hits H1 and H2, for 4min',
      '2s after fact payment-begun: server-killed',
    ]);
  });

  it('has a sentence for everything that can be done', () => {
    const { steps } = storyOf(evening(STEP_ACTS.map((act) => ({ at: '1s', device: 'H2', do: act, tab: 4 }))));
    for (const sentence of steps) assert.match(sentence, /^0:00:01 Ben [a-z]+ .*$/);
    assert.equal(new Set(steps).size, STEP_ACTS.length);
  });

  it('ends no comment, whatever the event is that something waits for', () => {
    const scenario = evening([{ device: 'H1', do: 'swipe', when: { fact: 'signed-on', operator: 'Ben\nfloor: {}' } }]);
    const text = writeScenario(toInput(scenario), { notes: storyOf(scenario) });
    assert.match(text, /# at fact signed-on, operator Ben floor: \{\}: Anna resets the app of H1\n/);
  });

  it('stands behind what it tells in the file, or before what is too long', () => {
    const scenario = evening(
      [
        { at: '3s', device: 'H1', do: 'sign-on' },
        { device: 'H1', do: 'swipe', when: { fact: 'tab-locked', device: 'H1', operator: 'Anna' }, after: '500ms' },
      ],
      [{ fault: 'put-away', at: '5s', target: 'H1' }],
    );
    const text = writeScenario(toInput(scenario), { notes: storyOf(scenario) });
    assert.ok(text.includes('    - { at: 3s, device: H1, do: sign-on } # 0:00:03 Anna signs on at H1\n'), text);
    assert.match(text, /\n {4}# 500ms after fact tab-locked, .*: Anna resets the app of H1\n {4}- \{ device: H1/);
    assert.ok(text.includes('  - { fault: put-away, at: 5s, target: H1 } # 0:00:05 put-away hits H1\n'), text);
  });
});
