import assert from 'node:assert/strict';
import type { CheckResult, Verdict } from '#checkers/checker';
import { expectationOf } from './expectation.ts';

const check = (name: string, verdict: Verdict): CheckResult => ({
  name,
  verdict,
  judged: 1,
  failures: 0,
  evidence: [],
});
const lost = [check('tickets-once', 'fail'), check('money', 'pass')];

describe('what a scenario expects', () => {
  it('is a pass where it says nothing', () => {
    assert.deepEqual(expectationOf(undefined, 'pass', []), { verdict: 'pass', failing: [], met: true });
    assert.equal(expectationOf({}, 'fail', lost).met, false);
    assert.equal(expectationOf({}, 'unknown', []).met, false);
  });

  it('is met by the verdict, and by the checkers it names and no other', () => {
    assert.ok(expectationOf({ verdict: 'fail' }, 'fail', lost).met);
    assert.ok(expectationOf({ verdict: 'fail', failing: ['tickets-once'] }, 'fail', lost).met);
    assert.ok(!expectationOf({ verdict: 'fail', failing: ['money'] }, 'fail', lost).met);
    assert.ok(!expectationOf({ verdict: 'fail', failing: ['tickets-once', 'money'] }, 'fail', lost).met);
    assert.ok(!expectationOf({ verdict: 'fail', failing: ['money'] }, 'fail', [check('money', 'fail'), ...lost]).met);
    assert.ok(!expectationOf({ verdict: 'fail' }, 'pass', []).met);
  });
});
