import assert from 'node:assert/strict';
import type { CheckResult, Evidence } from '#checkers/checker';
import type { EventBody, HistoryEvent } from '#history/events';
import { signatureOf, signaturesOf } from './signature.ts';

const failed = (name: string, ...evidence: Evidence[]): CheckResult => ({
  name,
  verdict: 'fail',
  judged: 1,
  failures: evidence.length,
  evidence,
});

function history(...bodies: EventBody[]): (id: number) => HistoryEvent | undefined {
  return (id) => {
    const body = bodies[id - 1];
    return body === undefined ? undefined : { t: id * 1_000, node: `H${id}`, ...body };
  };
}

const locked = (tab: number): EventBody => ({
  kind: 'fact',
  n: tab,
  at: 0,
  fact: { kind: 'tab-locked', tab, token: tab, device: `H${tab}`, operator: `Op${tab}` },
});
const released = (cause: string): EventBody => ({ kind: 'fact', n: 1, at: 0, fact: { kind: 'tab-released', cause } });

describe('the signature of a failure', () => {
  it('has kinds and causes, and neither names nor numbers nor sentences', () => {
    const of = (tab: number) =>
      signatureOf(
        failed('lock-recovery', {
          events: [1, 2, 3],
          sentence: `let H${tab} hold tab ${tab}`,
          deadline: { fromMs: 0, dueMs: tab, actualMs: 2 * tab, node: `H${tab}` },
        }),
        history(locked(tab), { kind: 'heard', from: `H${tab}` }, released('lease-ended')),
      );
    assert.equal(of(7), 'lock-recovery: fact tab-locked > fact tab-released:lease-ended (late)');
    assert.equal(of(8), of(7));
  });

  it('tells too early from too late', () => {
    const of = (actualMs: number) =>
      signatureOf(
        failed('lock-recovery', {
          events: [1],
          sentence: '',
          deadline: { fromMs: 0, dueMs: 10, actualMs, node: 'H1' },
        }),
        history(locked(1)),
      );
    assert.deepEqual(
      [of(9), of(11)],
      ['lock-recovery: fact tab-locked (early)', 'lock-recovery: fact tab-locked (late)'],
    );
  });

  it('says that something came again, and not how often', () => {
    const of = (...events: number[]) =>
      signatureOf(failed('lock-exclusion', { events, sentence: '' }), history(locked(1), locked(2), locked(3)));
    assert.equal(of(1, 2), 'lock-exclusion: fact tab-locked, again');
    assert.equal(of(1, 2, 3), of(1, 2));
    assert.notEqual(of(1), of(1, 2));
  });

  it('has the word of a checker for what its events do not tell', () => {
    const of = (what: string) => signatureOf(failed('payment-not-lost', { events: [], sentence: '', what }), history());
    assert.notEqual(of('taken before'), of('not taken'));
  });

  it('is that of the first evidence, where a run fails for several reasons', () => {
    const check = failed('settled', { events: [1], sentence: '' }, { events: [2], sentence: '' });
    const eventOf = history(locked(1), { kind: 'storage', seqs: [1] });
    assert.equal(signatureOf(check, eventOf), 'settled: fact tab-locked');
    assert.deepEqual(signaturesOf(check, eventOf), ['settled: fact tab-locked', 'settled: storage']);
  });
});
