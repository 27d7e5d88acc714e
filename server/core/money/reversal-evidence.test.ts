// What a terminal says of a reversal, and what that proves: by its process, or by its store when the process was lost.
import assert from 'node:assert/strict';
import type { Fields } from '#protocols/zvt/fields';
import type { TerminalRecord } from '../facts.ts';
import { readStore, type Dialogue, type Statement } from './evidence.ts';
import { judgeReversal, judgeReversalStore, type ReversalFinding } from './reversal-evidence.ts';

const PAID: TerminalRecord = { receiptNo: '0017', trace: 17, terminalId: '1', amountCents: 1234 };
const SAYS: Fields = { resultCode: 0, receiptNo: '0017', trace: 17, terminalId: '1', amountCents: 1234 };
const OWN: Fields = { ...SAYS, receiptNo: '0018', trace: 18, originalTrace: 17 };
const DECLINED: Fields = { resultCode: 5 };

const whole = (fields: Fields): Statement => ({ fields, whole: true });
const completed = (fields: Fields = {}) => ({ by: 'completion' as const, ...whole(fields) });
const aborted = (resultCode?: number) => ({
  by: 'abort' as const,
  ...whole(resultCode === undefined ? {} : { resultCode }),
});
const dialogue = (more: Partial<Dialogue>): Dialogue => ({
  ...{ opening: 'accepted', results: [], ending: completed(), fault: null },
  ...more,
});
const told = (...results: Fields[]): Dialogue => dialogue({ results: results.map(whole) });
const outcomeOf = (finding: ReversalFinding): string => finding.outcome;

describe('the process of a reversal', () => {
  const outcome = (more: Dialogue): string => outcomeOf(judgeReversal(PAID, more));

  it('proves it by a result that names the payment, and its completion', () => {
    assert.deepEqual(judgeReversal(PAID, told(SAYS)), {
      outcome: 'reversed',
      record: { receiptNo: '0017', trace: 17, terminalId: '1' },
    });
    assert.deepEqual(judgeReversal(PAID, told(OWN, OWN)), {
      outcome: 'reversed',
      record: { receiptNo: '0018', trace: 18, terminalId: '1', amountCents: 1234 },
    });
  });

  it('proves that there was none by a refusal, a declination, or an abort with a result', () => {
    assert.equal(outcome(dialogue({ opening: { refused: 0x9c }, ending: null })), 'not-reversed');
    assert.equal(outcome(dialogue({ ending: aborted(0xb5) })), 'not-reversed');
    assert.equal(outcome(dialogue({ results: [whole(DECLINED)], ending: aborted(5) })), 'not-reversed');
  });

  it('proves nothing otherwise', () => {
    const nothing: Record<string, Dialogue> = {
      cut: dialogue({ results: [whole(SAYS)], fault: 'the connection is closed' }),
      'no acceptance': dialogue({ opening: null, ending: null }),
      'no end': dialogue({ results: [whole(SAYS)], ending: null }),
      'half a result': dialogue({ results: [{ fields: SAYS, whole: false }] }),
      'a completion alone': dialogue({}),
      'a completion with a failure, and no result': dialogue({ ending: completed({ resultCode: 5 }) }),
      'an abort without a result': dialogue({ ending: aborted() }),
      'reversed, then aborted without a word': dialogue({ results: [whole(SAYS)], ending: aborted() }),
      'reversed already': dialogue({ ending: aborted(0xb4) }),
      'refused as reversed already': dialogue({ opening: { refused: 0xb4 }, ending: null }),
      'reversed, then aborted': dialogue({ results: [whole(SAYS)], ending: aborted(5) }),
      'reversed, and a completion that says otherwise': dialogue({
        results: [whole(SAYS)],
        ending: completed({ resultCode: 5 }),
      }),
      'declined, and completed with 00': dialogue({
        results: [whole(DECLINED)],
        ending: completed({ resultCode: 0 }),
      }),
      'reversed and declined': told(SAYS, DECLINED),
      'two results': told(SAYS, OWN),
      'no result code': told({ ...SAYS, resultCode: undefined }),
      'another receipt': told({ ...SAYS, receiptNo: '0016', trace: 16 }),
      'the reversal of another': told({ ...OWN, originalTrace: 16 }),
      'another amount': told({ ...SAYS, amountCents: 1000 }),
      'another terminal': told({ ...SAYS, terminalId: '2' }),
      'no numbers': told({ resultCode: 0, amountCents: 1234 }),
    };
    for (const [what, said] of Object.entries(nothing)) assert.equal(outcome(said), 'unknown', what);
  });
});

describe('a lost reversal', () => {
  const outcome = (...stored: Fields[]): string => outcomeOf(judgeReversalStore(PAID, readStore(told(...stored))));

  it('took place if its record is stored, or that of the payment is void', () => {
    assert.equal(outcome(OWN), 'reversed');
    assert.equal(outcome({ ...SAYS, resultCode: 5, amountCents: 0 }), 'reversed');
  });

  it('did not if the payment is stored as it was', () => assert.equal(outcome(SAYS), 'not-reversed'));

  it('stays unknown otherwise', () => {
    assert.equal(outcome(), 'unknown', 'nothing told');
    assert.equal(outcomeOf(judgeReversalStore(PAID, 'empty')), 'unknown', 'an empty store');
    assert.equal(outcome({ ...SAYS, amountCents: 1000 }), 'unknown', 'another amount');
    assert.equal(outcome({ ...SAYS, originalTrace: 16 }), 'unknown', 'its numbers, but a reversal');
    assert.equal(outcome({ ...SAYS, receiptNo: '0018', trace: 18 }), 'unknown', 'a newer payment');
    assert.equal(outcome({ ...OWN, originalTrace: 16 }), 'unknown', 'the reversal of another');
    assert.equal(outcome({ ...OWN, resultCode: 0xb5 }), 'unknown', 'a reversal that failed');
    assert.equal(outcome({ ...SAYS, terminalId: '2' }), 'unknown', 'another terminal');
  });
});
