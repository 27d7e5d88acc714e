import assert from 'node:assert/strict';
import type { Verdict } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { unevenVerdicts } from './library.ts';

/** A run of one scenario on a ground, with the verdict of one checker. */
function run(named: string, ground: string, verdict: Verdict): { game: { named: string }; result: RunResult } {
  const result: RunResult = {
    scenario: 'the same name',
    verdict,
    expectation: { verdict: 'pass', failing: [], met: verdict === 'pass' },
    ground,
    seed: 1,
    historyHash: '',
    events: 0,
    steps: 0,
    simulatedMs: 0,
    wallMs: 0,
    checkers: [{ name: 'money', verdict, judged: 1, failures: 0, evidence: [] }],
    history: null,
    replay: '',
  };
  return { game: { named }, result };
}

describe('the library on several grounds', () => {
  it('has nothing to say where the verdicts are the same', () => {
    assert.deepEqual(unevenVerdicts([run('a', 'sim', 'pass'), run('b', 'sim', 'fail'), run('a', 'wire', 'pass')]), []);
  });

  it('names checker and grounds where they differ', () => {
    assert.deepEqual(unevenVerdicts([run('a', 'sim', 'pass'), run('a', 'wire', 'unknown')]), [
      'a: money says pass on sim and unknown on wire',
    ]);
  });
});
