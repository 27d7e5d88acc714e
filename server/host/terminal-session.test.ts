// What the server makes of a terminal's messages, byte by byte. Hex as on the wire.
import assert from 'node:assert/strict';
import type { Baseline } from '#server/core/facts';
import {
  ABORTED,
  APPROVED,
  BEFORE,
  DECLINED,
  DONE,
  durations,
  MINUTE,
  NO_TRANSACTION,
  record,
  STORED_BEFORE,
  TAKEN,
  terminalThat,
  type Says,
  type Script,
} from './terminal-that.ts';

function outcomeOf(script: Script, baseline: Baseline = BEFORE): string {
  const { session, timers, findings } = terminalThat(script);
  session.authorise(1, 1234, baseline);
  timers.pass(30 * MINUTE);
  const [first] = findings;
  assert.ok(first !== undefined, 'something is said of the payment');
  return first.outcome === 'unknown' ? `unknown: ${first.doubt}` : `${first.outcome} by ${first.proof}`;
}

const PROOFS: [string, Says, string][] = [
  ['approved, acknowledged, completed', [TAKEN, APPROVED, DONE], 'paid by approval'],
  ['all of it in one segment', [`${TAKEN}${APPROVED}${DONE}`], 'paid by approval'],
  ['84 00 00 is an acceptance', ['840000', APPROVED, DONE], 'paid by approval'],
  ['the same result twice', [TAKEN, APPROVED, APPROVED, DONE], 'paid by approval'],
  ['a wrong PIN first', [TAKEN, '040f 02 2737', '04ff 01 15', APPROVED, DONE], 'paid by approval'],
  ['less than asked', [TAKEN, '040f 10 2700 04000000001000 0b000017 870017', DONE], 'paid by approval'],
  [
    'AID parameter of older terminals',
    [TAKEN, '040f 15 2700 92f0f0f101 04000000001234 0b000017 870017', DONE],
    'paid by approval',
  ],
  ['declined by the host', [TAKEN, DECLINED, '061e 01 05'], 'declined by declination'],
  ['declined, and completed', [TAKEN, DECLINED, DONE], 'declined by declination'],
  ['stopped by the guest', [TAKEN, '040f 02 276c', ABORTED], 'aborted by declination'],
  ['an abort alone', [TAKEN, ABORTED], 'aborted by abort'],
  ['refused at once', ['849c00'], 'aborted by refusal'],
];

const NO_PROOFS: [string, Says][] = [
  ['status information without result and amount', [TAKEN, '040f 05 2900000000', DONE]],
  ['approval without amount', [TAKEN, '040f 09 2700 0b000017 870017', DONE]],
  ['approval over nothing', [TAKEN, '040f 10 2700 04000000000000 0b000017 870017', DONE]],
  ['approval without receipt number', [TAKEN, '040f 0d 2700 04000000001234 0b000017', DONE]],
  ['approval without trace number', [TAKEN, '040f 0c 2700 04000000001234 870017', DONE]],
  ['approval with receipt FFFF', [TAKEN, '040f 10 2700 04000000001234 0b000017 87ffff', DONE]],
  ['approval in another currency', [TAKEN, '040f 13 2700 04000000001234 0b000017 870017 490756', DONE]],
  ['approval the host contradicts', [TAKEN, '040f 12 2700 04000000001234 0b000017 870017 a005', DONE]],
  ['approval with the record of the payment before', [TAKEN, '040f 10 2700 04000000001234 0b000016 870016', DONE]],
  ['approval that says two results', [TAKEN, '040f 12 2705 2700 04000000001234 0b000017 870017', DONE]],
  ['approval with a bitmap nobody knows', [TAKEN, '040f 12 2700 04000000001234 0b000017 870017 c7ff', DONE]],
  ['approval cut short', [TAKEN, '040f 0f 2700 04000000001234 0b000017 8700', DONE]],
  ['two approvals over different amounts', [TAKEN, APPROVED, '040f 10 2700 04000000009999 0b000017 870017', DONE]],
  ['approved, then declined', [TAKEN, APPROVED, DECLINED, DONE]],
  ['approved, then aborted', [TAKEN, APPROVED, ABORTED]],
  ['approved, and a completion that says otherwise', [TAKEN, APPROVED, '060f 02 2764']],
  ['declined, and a completion that says otherwise', [TAKEN, DECLINED, '060f 02 2700']],
  ['a completion alone', [TAKEN, DONE]],
  ['an abort without a result', [TAKEN, '061e00']],
  ['an abort with result 00', [TAKEN, '061e 01 00']],
  ['a refusal in mid-process', [TAKEN, '04ff 01 0a', '849c00', DECLINED, '061e 01 05']],
  ['a second acceptance', [TAKEN, TAKEN, DECLINED, '061e 01 05']],
  ['a result before the acceptance', [DECLINED, TAKEN, '061e 01 05']],
  ['a refusal behind the result', [DECLINED, '849c00']],
  ['more behind the end', [`${TAKEN}${DECLINED}061e 01 05${APPROVED}`]],
  ['half a message behind the end', [`${TAKEN}${DECLINED}061e 01 05 04`]],
  ['no answer at all', []],
  ['silence after the acceptance', [TAKEN]],
  ['cut after the acceptance', [TAKEN, 'cut']],
  ['cut after the result', [TAKEN, APPROVED, 'cut']],
  ['bytes that are no message', [TAKEN, '48545450']],
  ['a result that dribbles in', [TAKEN, '040f 13 2700', 6_000, '04000000001234 0b000017 870017 490978', DONE]],
];

describe('the process of an authorisation', () => {
  for (const [what, says, outcome] of PROOFS)
    it(`${what}: ${outcome}`, () => assert.equal(outcomeOf({ pay: says }), outcome));

  for (const [what, says] of NO_PROOFS) {
    it(`${what} proves nothing`, () => {
      assert.match(outcomeOf({ pay: says }), /^unknown/);
    });
  }

  it('stray messages are answered, so that the terminal can end in order; the store tells then', () => {
    const stray: Says = [TAKEN, '04ff 01 0a', '849c00', APPROVED, DONE];
    assert.equal(outcomeOf({ pay: stray, repeat: [[TAKEN, APPROVED, DONE]] }), 'paid by stored-approval');
  });

  it('what stands behind the completion of the registration is no answer to the authorisation', () => {
    const { session, timers, findings, heard } = terminalThat({ register: [[TAKEN, `${DONE}849c00`]] });
    session.authorise(1, 1234, BEFORE);
    timers.pass(MINUTE);
    assert.deepEqual(findings, [{ outcome: 'aborted', record: null, proof: 'never-asked' }]);
    assert.ok(!heard.includes('0601'));
  });

  it('a command the till does not know is refused, and the payment goes on', () => {
    const { session, timers, findings, heard } = terminalThat({ pay: [TAKEN, '06d8 00', APPROVED, DONE] });
    session.authorise(1, 1234, BEFORE);
    timers.pass(MINUTE);
    assert.equal(findings[0]?.outcome, 'paid');
    assert.deepEqual(heard.slice(-4), ['0601', '8483', '8000', '8000']);
  });
});

describe('time-outs of a payment', () => {
  const paidAfter = (says: Says): boolean => outcomeOf({ pay: says }) === 'paid by approval';

  it('T4 begins anew with every intermediate status and every result', () => {
    assert.ok(paidAfter([TAKEN, 170_000, '04ff 01 0a', 170_000, '040f 02 2737', 170_000, APPROVED, DONE]));
  });

  it('the minutes in an intermediate status are T4 of this process', () => {
    assert.ok(paidAfter([TAKEN, '04ff 02 0a 05', 290_000, APPROVED, DONE]));
    assert.ok(paidAfter([TAKEN, '04ff 02 0a 12', 700_000, '04ff 01 0e', 700_000, APPROVED, DONE]), 'BCD, and kept');
  });

  it('at T4 the terminal is asked to stop, and what it says then still counts', () => {
    const { session, timers, findings, heard } = terminalThat({ pay: [TAKEN, 181_000, TAKEN, ABORTED] });
    session.authorise(1, 1234, BEFORE);
    timers.pass(5 * MINUTE);
    assert.deepEqual(findings, [{ outcome: 'aborted', record: null, proof: 'abort' }]);
    assert.deepEqual(heard.slice(-2), ['06b0', '8000']);
  });

  it('a refused request to stop is no refusal of the payment', () => {
    assert.ok(paidAfter([TAKEN, 181_000, '848300', 5_000, APPROVED, DONE]));
  });

  it('a result that crosses the request to stop counts', () => {
    assert.ok(paidAfter([TAKEN, 181_000, APPROVED, TAKEN, DONE]));
  });

  it('without an answer within T3 the terminal is asked to stop and left', () => {
    const { session, timers, heard, connections } = terminalThat({ pay: [] });
    session.authorise(1, 1234, BEFORE);
    timers.pass(durations.zvtT3Ms + 10);
    assert.deepEqual(heard.slice(-2), ['0601', '06b0']);
    timers.pass(durations.enquiryRetryMs);
    assert.equal(connections(), 2);
  });
});

/** Numbers of a transaction after the one before. */
const NEW = '0b000017 870017';

const NO_NEWS: [string, Says, Baseline?][] = [
  ['a bare completion', [TAKEN, DONE]],
  ['a bare completion of an empty terminal', [TAKEN, DONE], 'none'],
  ['an empty store that was not empty before', [TAKEN, NO_TRANSACTION]],
  ['an abort without a result', [TAKEN, '061e00'], 'none'],
  ['an abort with another result', [TAKEN, '061e 01 83'], 'none'],
  ['a refusal', ['848300'], 'none'],
  ['a record behind an abort', [TAKEN, STORED_BEFORE, NO_TRANSACTION]],
  ['a record without result', [TAKEN, `040f 0e 04000000001234 ${NEW}`, DONE]],
  ['a record without numbers', [TAKEN, '040f 09 2700 04000000001234', DONE]],
  ['two records', [TAKEN, STORED_BEFORE, APPROVED, DONE]],
  ['a smaller amount', [TAKEN, `040f 10 2700 04000000001000 ${NEW}`, DONE]],
  ['a much larger amount', [TAKEN, `040f 10 2700 04000000009999 ${NEW}`, DONE]],
  ['a declined payment over another amount', [TAKEN, `040f 10 2705 04000000009999 ${NEW}`, DONE]],
  ['the reversal of the payment before', [TAKEN, `040f 14 2700 04000000001234 ${NEW} 37000016`, DONE]],
  ['a reversal that failed', [TAKEN, `040f 14 27b5 04000000001234 ${NEW} 37000017`, DONE]],
  ['any record while the one before is unknown', [TAKEN, APPROVED, DONE], 'unknown'],
  [
    'another terminal',
    [TAKEN, `040f 15 2700 04000000001234 ${NEW} 2900000002`, DONE],
    { ...record(16), terminalId: '00000001' },
  ],
  [
    'numbers that have begun again',
    [TAKEN, '040f 10 2700 04000000001234 0b000016 870016', DONE],
    { ...record(16), amountCents: 500 },
  ],
];

describe('a lost payment', () => {
  const lost: Says = [TAKEN, 'cut'];
  const after = (repeat: Says, baseline: Baseline = BEFORE): string =>
    outcomeOf({ pay: lost, repeat: [repeat] }, baseline);

  it('is paid by a newer record over its amount, a tip included', () => {
    assert.equal(after([TAKEN, APPROVED, DONE]), 'paid by stored-approval');
    assert.equal(after([TAKEN, `040f 10 2700 04000000001400 ${NEW}`, DONE]), 'paid by stored-approval');
    assert.equal(after([TAKEN, APPROVED, DONE], 'none'), 'paid by stored-approval');
  });

  it('is not paid if the record before is still the last one, or the store is as empty as it was', () => {
    assert.equal(after([TAKEN, STORED_BEFORE, DONE]), 'not-paid by unchanged-store');
    assert.equal(after([TAKEN, NO_TRANSACTION], 'none'), 'not-paid by empty-store');
  });

  it('is not paid if it was declined or reversed', () => {
    assert.equal(after([TAKEN, `040f 09 2705 ${NEW}`, DONE]), 'declined by stored-declination');
    assert.equal(
      after([TAKEN, '040f 14 2700 04000000001234 0b000018 870018 37000017', DONE]),
      'not-paid by stored-reversal',
    );
  });

  for (const [what, repeat, baseline] of NO_NEWS) {
    it(`stays unknown after ${what}`, () => assert.match(after(repeat, baseline), /^unknown/));
  }

  it('is not judged while the terminal is not idle, or does not say so', () => {
    for (const status of [[TAKEN, '060f 01 9c'], [TAKEN, DONE], ['849c00'], [TAKEN, '061e 01 00']])
      assert.match(outcomeOf({ pay: lost, status: [status], repeat: [[TAKEN, STORED_BEFORE, DONE]] }), /^unknown/);
  });

  it('is reported unknown once within the limit, and asked for until there is a proof', () => {
    const silent = Array.from({ length: 30 }, () => [TAKEN, DONE]);
    const { session, timers, findings, heard } = terminalThat({
      pay: lost,
      repeat: [...silent, [TAKEN, APPROVED, DONE]],
    });
    session.authorise(1, 1234, BEFORE);
    timers.pass(durations.enquiryLimitMs + 100);
    assert.deepEqual(
      findings.map(({ outcome }) => outcome),
      ['unknown'],
    );
    timers.pass(10 * MINUTE);
    assert.deepEqual(
      findings.map(({ outcome }) => outcome),
      ['unknown', 'paid'],
    );
    assert.equal(heard.filter((command) => command === '0601').length, 1, 'asked to pay once');
  });

  it('is reported unknown within the limit by a terminal that accepts the enquiry and says nothing more', () => {
    const { session, timers, findings } = terminalThat({ pay: lost, repeat: [[TAKEN]] });
    session.authorise(1, 1234, BEFORE);
    timers.pass(durations.enquiryLimitMs + 100);
    assert.deepEqual(
      findings.map(({ outcome }) => outcome),
      ['unknown'],
    );
  });
});

describe('what a terminal has stored', () => {
  const learnt = (repeat: Says[]) => {
    const { session, timers, known } = terminalThat({ repeat });
    session.learn();
    timers.pass(MINUTE);
    return known;
  };

  it('is learnt from a complete record, or from the statement that there is none', () => {
    assert.deepEqual(learnt([[TAKEN, STORED_BEFORE, DONE]]), [{ ...record(16), amountCents: 500 }]);
    assert.deepEqual(learnt([[TAKEN, NO_TRANSACTION]]), ['none']);
    assert.deepEqual(
      learnt([[TAKEN, '040f 12 2700 0b000000 870016 06 07 1f2b 04 12345678', DONE]]),
      [{ receiptNo: '0016', trace: 12_345_678 }],
      'a long trace number stands in tag 1F2B',
    );
  });

  it('is asked for again after anything else', () => {
    const nothing: Says[] = [[TAKEN, DONE], [TAKEN, '061e00'], ['848300'], [TAKEN, '040f 02 2700', DONE], []];
    for (const says of nothing) {
      assert.deepEqual(learnt([says]), []);
      assert.deepEqual(learnt([says, [TAKEN, NO_TRANSACTION]]), ['none']);
    }
  });
});

describe('the end of a day', () => {
  const TOTAL = '040f 09 27 00 04 00 00 00 12 34 56';
  const after = (script: Script): { days: (number | null)[]; heard: string[] } => {
    const { session, timers, days, heard } = terminalThat(script);
    session.closeDay();
    timers.pass(30 * MINUTE);
    return { days, heard };
  };

  it('has the total that the terminal tells and completes', () => {
    assert.deepEqual(after({ day: [TAKEN, TOTAL, DONE] }).days, [123_456]);
  });

  it('is asked for once, and without a total where none is told for certain', () => {
    for (const day of [[TAKEN, TOTAL, 'cut'], [TAKEN, DONE], ['84 9c 00'], [TAKEN, '061e 01 77'], []]) {
      const { days, heard } = after({ day });
      assert.deepEqual(days, [null]);
      assert.equal(heard.filter((name) => name === '0650').length, 1);
    }
    assert.deepEqual(after({ register: [['cut']] }).days, [null], 'a terminal that takes no registration');
  });

  it('waits behind a payment', () => {
    const { session, timers, days, findings } = terminalThat({
      pay: [TAKEN, 60_000, APPROVED, DONE],
      day: [TAKEN, TOTAL, DONE],
    });
    session.authorise(1, 1234, BEFORE);
    session.closeDay();
    timers.pass(30_000);
    assert.deepEqual([findings.length, days.length], [0, 0]);
    timers.pass(MINUTE);
    assert.deepEqual([findings.length, days], [1, [123_456]]);
  });
});
