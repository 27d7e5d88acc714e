import assert from 'node:assert/strict';
import { MOST_EVIDENCE } from './checker.ts';
import { findings } from './findings.ts';

describe('findings', () => {
  it('are told a few times and counted all', () => {
    const found = findings('money', { timeScale: 1 });
    for (let id = 1; id <= 24; id += 1) found.fail([id], `finding ${id}`);
    const { verdict, failures, evidence } = found.result(true);
    assert.deepEqual([verdict, failures, evidence.length], ['fail', 24, MOST_EVIDENCE]);
    assert.deepEqual(evidence[0], { events: [1], sentence: 'finding 1' });
  });

  it('give times by the clock of the scenario, however fast it was played', () => {
    assert.equal(findings('money', { timeScale: 1 }).at(9_040), '0:00:09.040');
    assert.equal(findings('money', { timeScale: 20 }).at(9_040), '0:03:00.800');
    assert.equal(findings('money', { timeScale: 20 }).lasting(9_040), '3 min 1 s');
  });

  it('say what is wrong in a word, or which deadline was missed, where they know', () => {
    const found = findings('money', { timeScale: 1 });
    const deadline = { fromMs: 1, dueMs: 2, actualMs: 3, node: 'H01' };
    found.fail([1], 'a ticket is missing', 'no ticket');
    found.fail([2], 'a ticket is late', deadline);
    assert.deepEqual(found.result(true).evidence, [
      { events: [1], sentence: 'a ticket is missing', what: 'no ticket' },
      { events: [2], sentence: 'a ticket is late', deadline },
    ]);
  });

  it('outweigh what is unknown, and that outweighs a pass', () => {
    const found = findings('money', { timeScale: 1 });
    assert.equal(found.result(true).verdict, 'pass');
    assert.equal(found.result(false).reason, 'the history is not whole');
    assert.equal(found.result(false).verdict, 'unknown');
    found.unknown('the machine stood still');
    assert.equal(found.result(true).reason, 'the machine stood still');
    found.fail([], 'a cent is missing');
    assert.equal(found.result(false).verdict, 'fail');
  });
});
