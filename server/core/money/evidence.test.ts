// What proves nothing, and why: every doubt by its words. What proves something is tried byte by byte beside the host.
import assert from 'node:assert/strict';
import type { Fields } from '#protocols/zvt/fields';
import { judgePayment, judgeStore, readStore, readTotal, type Dialogue, type Stored } from './evidence.ts';
import type { Baseline } from '../facts.ts';

const BEFORE: Baseline = { receiptNo: '0016', trace: 16, terminalId: '1', amountCents: 500 };
const fields = (more: object = {}): Fields =>
  ({ resultCode: 0, amountCents: 1234, receiptNo: '0017', trace: 17, tlv: [], ...more }) as unknown as Fields;
const said = (more: object = {}, whole = true) => ({ fields: fields(more), whole });
const bare = (more: object = {}) => ({ fields: { tlv: [], ...more } as unknown as Fields, whole: true });
const done = { by: 'completion' as const, ...bare() };
const aborted = (more: object = {}) => ({ by: 'abort' as const, ...bare(more) });
const dialogue = (more: Partial<Dialogue>): Dialogue => ({
  opening: 'accepted',
  results: [said()],
  ending: done,
  fault: null,
  ...more,
});

function outcomeOf(more: Partial<Dialogue>, baseline: Baseline = BEFORE): string {
  const finding = judgePayment({ cents: 1234, baseline }, dialogue(more));
  return finding.outcome === 'unknown' ? finding.doubt : `${finding.outcome} by ${finding.proof}`;
}
const DOUBTS: [string, Partial<Dialogue>, string][] = [
  ['a fault in the dialogue', { fault: 'silence' }, 'silence'],
  ['no opening', { opening: null }, 'the process has not ended'],
  ['no ending', { ending: null }, 'the process has not ended'],
  ['half a result', { results: [said({}, false)] }, 'a message could not be read to its end'],
  ['half an ending', { ending: { ...done, whole: false } }, 'a message could not be read to its end'],
  ['a completion alone', { results: [] }, 'no result was sent'],
  [
    'a completion with a failure alone',
    { results: [], ending: { ...done, ...bare({ resultCode: 5 }) } },
    'no result was sent',
  ],
  ['an abort that says 00', { results: [], ending: aborted({ resultCode: 0 }) }, 'no result was sent'],
  ['approved, then declined', { results: [said(), said({ resultCode: 5 })] }, 'approved and declined in one process'],
  [
    'declined, and the end says 00',
    { results: [said({ resultCode: 5 })], ending: aborted({ resultCode: 0 }) },
    'approved and declined in one process',
  ],
  ['no result code', { results: [said({ resultCode: undefined })] }, 'no result'],
  ['another answer of the host', { results: [said({ resultCodeAs: 5 })] }, 'the host answered otherwise'],
  ['no amount', { results: [said({ amountCents: undefined })] }, 'no amount'],
  ['an amount of nothing', { results: [said({ amountCents: 0 })] }, 'no amount'],
  ['dollars', { results: [said({ currency: 840 })] }, 'another currency'],
  ['a reversal', { results: [said({ originalTrace: 16 })] }, 'a reversal'],
  ['no receipt number', { results: [said({ receiptNo: undefined })] }, 'no record'],
  ['receipt 0000', { results: [said({ receiptNo: '0000' })] }, 'no record'],
  ['a receipt number of five digits', { results: [said({ receiptNo: '00017' })] }, 'no record'],
  ['no trace number', { results: [said({ trace: undefined })] }, 'no record'],
  ['an approval that is aborted', { ending: aborted() }, 'approved, then ended otherwise'],
  [
    'an end over another amount',
    { ending: { ...done, ...bare({ amountCents: 1 }) } },
    'approved, then ended otherwise',
  ],
  ['two approvals', { results: [said({ amountCents: 1 }), said()] }, 'two different approvals'],
  ['the record of before', { results: [said({ receiptNo: '0016', trace: 16 })] }, 'the record of an older payment'],
];
const PROOFS: [string, Partial<Dialogue>, string][] = [
  ['approval', {}, 'paid by approval'],
  ['euros, and an answer 00 of the host', { results: [said({ currency: 978, resultCodeAs: 0 })] }, 'paid by approval'],
  ['the receipt number of before, another trace', { results: [said({ receiptNo: '0016' })] }, 'paid by approval'],
  ['the trace of before, another receipt', { results: [said({ trace: 16 })] }, 'paid by approval'],
  ['a result that is none', { results: [said({ resultCode: 5 })], ending: aborted() }, 'declined by declination'],
  [
    'two results that are none',
    { results: [said({ resultCode: 9 }), said({ resultCode: 5 })], ending: done },
    'declined by declination',
  ],
  ['a result that says stopped', { results: [said({ resultCode: 0x6c })] }, 'aborted by declination'],
  ['a refusal', { opening: { refused: 0x83 }, ending: null }, 'aborted by refusal'],
  ['an abort alone', { results: [], ending: aborted({ resultCode: 0x6c }) }, 'aborted by abort'],
  ['an abort alone with another result', { results: [], ending: aborted({ resultCode: 5 }) }, 'declined by abort'],
];

describe('a payment whose process is known', () => {
  for (const [what, more, outcome] of [...DOUBTS, ...PROOFS])
    it(`${what}: ${outcome}`, () => assert.equal(outcomeOf(more), outcome));

  it('is ours whatever was before, if that is not known or nothing', () => {
    const results = [said({ receiptNo: '0016', trace: 16 })];
    assert.equal(outcomeOf({ results }, 'none'), 'paid by approval');
    assert.equal(outcomeOf({ results }, 'unknown'), 'paid by approval');
  });
});

describe('what a terminal has stored', () => {
  it('is read from a repeat receipt that is complete and says one thing', () => {
    assert.deepEqual(readStore(dialogue({}))?.valueOf(), {
      record: { receiptNo: '0017', trace: 17, amountCents: 1234 },
      fields: fields(),
    });
    assert.equal(readStore(dialogue({ results: [], ending: aborted({ resultCode: 0x64 }) })), 'empty');
  });

  it('has a trace number of up to fifteen digits beside its bitmap, where that is all zeros', () => {
    const traceOf = (value: string, trace = 0): number | undefined => {
      const stored = readStore(dialogue({ results: [said({ trace, tlv: [{ tag: '1F2B', value }] })] }));
      return stored === null || stored === 'empty' ? undefined : stored.record.trace;
    };
    assert.equal(traceOf('0000001234567'), 1_234_567);
    assert.equal(traceOf('123456789012345'), 123_456_789_012_345);
    assert.equal(traceOf('1234567', 17), 17);
    for (const none of ['', '0', '1234567890123456', '12A', 'A12']) assert.equal(traceOf(none), undefined, none);
  });

  const nothing: [string, Partial<Dialogue>][] = [
    ['a fault', { fault: 'silence' }],
    ['a refusal', { opening: { refused: 1 } }],
    ['no ending', { ending: null }],
    ['half a message', { results: [said({}, false)] }],
    ['half an ending', { ending: { ...done, whole: false } }],
    ['an abort for another reason', { results: [], ending: aborted({ resultCode: 5 }) }],
    ['a completion with that reason', { results: [], ending: { ...done, ...bare({ resultCode: 0x64 }) } }],
    ['a record, then an abort', { ending: aborted() }],
    ['no result code', { results: [said({ resultCode: undefined })] }],
    ['no record', { results: [said({ trace: 0 })] }],
    ['two records', { results: [said({ trace: 16 }), said()] }],
  ];
  for (const [what, more] of nothing) it(`${what} tells nothing`, () => assert.equal(readStore(dialogue(more)), null));

  const judge = (stored: Stored, baseline: Baseline = BEFORE): string => {
    const finding = judgeStore({ cents: 1234, baseline }, stored);
    return finding.outcome === 'unknown' ? finding.doubt : `${finding.outcome} by ${finding.proof}`;
  };
  const stored = (more: object = {}): Stored => readStore(dialogue({ results: [said(more)] }));
  const JUDGED: [Stored, Baseline, string][] = [
    [null, BEFORE, 'the terminal does not tell its last transaction'],
    [stored(), 'unknown', 'the transaction before is not known'],
    ['empty', BEFORE, 'the store was emptied meanwhile'],
    ['empty', 'none', 'not-paid by empty-store'],
    [stored({ terminalId: '2' }), BEFORE, 'another terminal answers'],
    [stored({ receiptNo: '0016', trace: 16, amountCents: 500 }), BEFORE, 'not-paid by unchanged-store'],
    [stored({ receiptNo: '0016', trace: 16 }), BEFORE, 'numbers of an older transaction'],
    [stored({ amountCents: 1852 }), BEFORE, 'a transaction over another amount'],
    [stored({ amountCents: 1851 }), BEFORE, 'paid by stored-approval'],
    [stored({ amountCents: 1233 }), BEFORE, 'a transaction over another amount'],
    [stored(), 'none', 'paid by stored-approval'],
    [stored({ originalTrace: 16 }), BEFORE, 'a reversal of something else, or one that failed'],
    [stored({ originalTrace: 17, resultCode: 5 }), BEFORE, 'a reversal of something else, or one that failed'],
    [stored({ originalTrace: 17, trace: 18 }), BEFORE, 'not-paid by stored-reversal'],
    [stored({ originalTrace: 17, trace: 18 }), 'none', 'not-paid by stored-reversal'],
    [stored({ resultCode: 5, amountCents: 0 }), BEFORE, 'declined by stored-declination'],
    [stored({ currency: 840 }), BEFORE, 'another currency'],
    [stored({ amountCents: undefined }), BEFORE, 'no amount'],
  ];
  for (const [what, baseline, outcome] of JUDGED)
    it(`says ${outcome}`, () => assert.equal(judge(what, baseline), outcome));
});

describe('the total of an end of day', () => {
  const none = { count: 0, cents: 0 };
  const brands = { jcb: none, eurocard: none, amex: none, visa: none, diners: none, other: none };
  const totals = { receiptFrom: 1, receiptTo: 2, girocard: { count: 2, cents: 1_000 }, ...brands };

  it('is what the terminal says, where all that it says agrees', () => {
    assert.equal(readTotal(dialogue({})), 1_234);
    assert.equal(readTotal(dialogue({ results: [said({ totals, amountCents: 1_000 })] })), 1_000);
    assert.equal(readTotal(dialogue({ results: [said({ totals, amountCents: 999 })] })), null);
  });

  it('is unknown where anything is missing', () => {
    for (const more of [
      { fault: 'silence' },
      { opening: null },
      { ending: null },
      { ending: aborted() },
      { results: [] },
      { results: [said(), said()] },
      { results: [said({}, false)] },
      { results: [said({ resultCode: 0x77 })] },
      { results: [said({ amountCents: undefined })] },
    ])
      assert.equal(readTotal(dialogue(more)), null);
  });
});
