// The same bug has the same signature on whatever night it shows, and another than a bug the same checker finds.
import assert from 'node:assert/strict';
import { busyEvening } from '#benchmarks/floors';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import type { CheckResult } from '#checkers/checker';
import type { HistoryEvent } from '#history/events';
import { runOnSim } from '#runs/run-on-sim';
import { signatureOf } from '#runs/signature';

describe('the signature of a planted bug', function () {
  this.timeout(30_000);
  const night = busyEvening(12 * 60_000);

  function signature(bug: string, seed: number): string {
    const events: HistoryEvent[] = [];
    const mutant = mutantCatalogue.find(({ name }) => name === bug);
    assert.ok(mutant !== undefined);
    const { checkers } = runOnSim(night, {
      seed,
      step: mutant.plant(),
      hash: false,
      event: (event) => events.push(event),
    });
    const check = checkers.find(({ name, verdict }) => name === mutant.caughtBy[0] && verdict === 'fail');
    assert.ok(check !== undefined, `${bug} shows on the night ${seed}`);
    return signatureOf(check, (id) => events[id - 1]);
  }

  it('is the same on two nights, and another than that of a bug the same checker finds', () => {
    const [never, late] = [signature('lease-never-ends', 20), signature('lease-a-minute-late', 20)];
    assert.equal(signature('lease-never-ends', 21), never);
    assert.equal(signature('lease-a-minute-late', 21), late);
    assert.notEqual(never, late);
  });

  it('does not tell by one event that is evidence twice', () => {
    const locked = { t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: { kind: 'started' } } as HistoryEvent;
    const check = (events: number[]): string =>
      signatureOf(
        { name: 'lock-recovery', verdict: 'fail', judged: 1, evidence: [{ events, sentence: '' }] } as CheckResult,
        (id) => (id < 3 ? locked : undefined),
      );
    assert.equal(check([1, 1]), 'lock-recovery: fact started');
    assert.equal(check([1, 2]), 'lock-recovery: fact started, again');
  });
});
