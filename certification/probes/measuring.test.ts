import assert from 'node:assert/strict';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun, unknown, type Measure } from '../catalogue/judge.ts';
import { measuresOf, type Found } from './measuring.ts';
import { bench } from './sample-answers.ts';

const crashes = (value: number): Measure => ({ kind: 'number', value, uncertainty: 0 });

/** What an evening and people have come to together for a criterion: class, what was measured, what is said of it. */
function together(id: string, evening: Measure, found: Found[string] | null) {
  const evenings = { one: { measures: { [id]: evening }, files: [], spoiled: false } };
  const measure = measuresOf(catalogue, {}, bench, found === null ? {} : { [id]: found }, evenings)[id];
  const criterion = catalogue.criteria.find((one) => one.id === id);
  assert.ok(criterion !== undefined && measure !== undefined);
  const { class: one, notes } = judgeRun(criterion, measure);
  return [one, measure.kind === 'number' ? measure.value : measure.kind, notes.join(' ')];
}

describe('what an evening has measured and people have found as well', () => {
  const none = { measured: 0, uncertainty: 0 };
  const one = { measured: 1, uncertainty: 0 };

  it('is the worse of the two, and both are told: people see the vendor’s own app crash, which no evening plays', () => {
    assert.deepEqual(together('RUN-1', crashes(0), one), [
      'fail',
      1,
      'An evening measured 0 crashes (pass), people have found 1 crashes (fail): the worse one counts.',
    ]);
    assert.deepEqual(together('RUN-1', crashes(2), none), [
      'fail',
      2,
      'An evening measured 2 crashes (fail), people have found 0 crashes (pass): the worse one counts.',
    ]);
    assert.deepEqual(together('NTF-1', { kind: 'word', word: 'booking goes on' }, { measured: 'app ended' }), [
      'fail',
      'word',
      'An evening measured “booking goes on” (pass), people have found “app ended” (fail): the worse one counts.',
    ]);
  });

  it('is what the evening has measured where both come to the same', () => {
    assert.deepEqual(together('RUN-1', crashes(0), none), ['pass', 0, '']);
    assert.deepEqual(together('RUN-1', crashes(2), one), ['fail', 2, '']);
    assert.deepEqual(together('RUN-1', crashes(0), null), ['pass', 0, '']);
  });

  it('is what people have found where the evening came to nothing', () => {
    assert.deepEqual(together('RUN-1', unknown('Its screen went off.'), none), ['pass', 0, '']);
    assert.deepEqual(together('RUN-1', unknown('Its screen went off.'), null), [
      'unknown',
      'unknown',
      'Its screen went off.',
    ]);
  });

  it('is unknown where the evening is good and nobody can judge what people have found', () => {
    const [one, , notes] = together('RUN-1', crashes(0), { measured: 1 });
    assert.equal(one, 'unknown');
    assert.match(String(notes), /^The number has no uncertainty\. An evening measured 0 crashes \(pass\), people/);
    assert.equal(together('RUN-1', crashes(2), { measured: 0 })[0], 'fail');
  });
});
