// What a terminal is asked for, one task after the other, and what is told when it gives no answer.
import assert from 'node:assert/strict';
import { marked } from './by-hand.ts';
import type { TerminalSession } from './terminal-session.ts';
import {
  APPROVED,
  BEFORE,
  DECLINED,
  DONE,
  durations,
  MINUTE,
  NO_TRANSACTION,
  record,
  TAKEN,
  terminalThat,
  type Says,
  type Script,
} from './terminal-that.ts';

describe('an enquiry of a payment that was asked for before a restart', () => {
  /** What is said of it by the limit, and nothing before. */
  const doubtsOf = (script: Script, enquiryLimitMs = durations.enquiryLimitMs): string[] => {
    const { session, timers, findings, heard } = terminalThat(script, { enquiryLimitMs });
    session.enquire(1, 1234, BEFORE);
    timers.pass(enquiryLimitMs - 1);
    assert.equal(findings.length, 0);
    timers.pass(1);
    assert.ok(!heard.includes('0601'), 'asks for no money');
    return findings.map((finding) => (finding.outcome === 'unknown' ? finding.doubt : finding.outcome));
  };

  it('is reported unknown at the limit, with the last reason why', () => {
    const busy: Says[] = [[TAKEN, '060f 01 9c']];
    for (const [script, doubt] of [
      [{ register: [['cut']] }, 'the connection is closed'],
      [{ register: [[TAKEN, '061e 01 6c']] }, 'the terminal takes no registration'],
      [{ register: [['848300']] }, 'the terminal takes no registration'],
      [{ status: busy }, 'the terminal is not idle'],
      [{ status: [[TAKEN, 'cut']] }, 'the connection is closed'],
      [{ register: [['cut'], [TAKEN, DONE]], status: busy }, 'the terminal is not idle'],
    ] as [Script, string][])
      assert.deepEqual(doubtsOf(script), [doubt]);
    assert.deepEqual(doubtsOf({ status: busy }, 1), ['not asked yet']);
  });

  it('of a terminal that is not reached says so', () => {
    const { session, timers, findings } = terminalThat({}, { zvtT3Ms: 1 });
    session.enquire(1, 1234, BEFORE);
    timers.pass(durations.enquiryLimitMs);
    assert.deepEqual(findings, [{ outcome: 'unknown', doubt: 'the terminal is not reached' }]);
  });

  it('that is answered in time is told once, also when the limit has passed since', () => {
    for (const first of ['enquire', 'authorise'] as const) {
      const { session, timers, findings } = terminalThat({
        pay: [TAKEN, 'cut'],
        repeat: [
          [TAKEN, DONE],
          [TAKEN, APPROVED, DONE],
        ],
      });
      session[first](1, 1234, BEFORE);
      timers.pass(30 * MINUTE);
      assert.deepEqual(
        findings.map(({ outcome }) => outcome),
        ['paid'],
      );
      assert.equal(timers.waiting(), 0);
    }
  });
});

describe('a terminal', () => {
  it('that aborts its registration, or ends it without a word, is asked for nothing else', () => {
    for (const register of [[TAKEN, '061e 01 6c'], ['848300'], [TAKEN, 'cut']]) {
      const { session, timers, findings, heard } = terminalThat({ register: [register], pay: [TAKEN, APPROVED, DONE] });
      session.authorise(1, 1234, BEFORE);
      timers.pass(MINUTE);
      assert.deepEqual(findings, [{ outcome: 'aborted', record: null, proof: 'never-asked' }]);
      assert.ok(!heard.includes('0601'));
    }
  });

  it('is idle only if it says so in a message that can be read to its end', () => {
    const known = (status: Says): unknown[] => {
      const {
        session,
        timers,
        known: learnt,
      } = terminalThat({
        status: [status],
        repeat: [[TAKEN, NO_TRANSACTION]],
      });
      session.learn();
      timers.pass(MINUTE);
      return learnt;
    };
    assert.deepEqual(known([TAKEN, '060f 01 00']), ['none']);
    for (const status of [[TAKEN, '060f 03 00 c7ff'], [TAKEN, '060f 01 9c'], ['848300'], [TAKEN, 'cut'], []])
      assert.deepEqual(known(status), [], status.join(' '));
  });

  it('is given one task after the other, whatever has become of the one before', () => {
    const { session, timers, days, reversals, known, findings } = terminalThat({
      pay: [TAKEN, DECLINED, '061e 01 05'],
      reverse: ['849c00'],
      day: ['849c00'],
      repeat: [[TAKEN, NO_TRANSACTION]],
    });
    session.reverse(1, record(16));
    session.closeDay();
    session.learn();
    session.authorise(2, 1234, BEFORE);
    session.learn();
    timers.pass(MINUTE);
    assert.deepEqual([reversals.length, days, known, findings.length], [1, [null], ['none', 'none'], 1]);
    assert.equal(timers.waiting(), 0);
  });

  it('leaves marks: for what waits, for what is not proved at once, and for how it was proved', () => {
    const lost = { pay: [TAKEN, 'cut'], repeat: [[TAKEN, APPROVED, DONE]] } satisfies Script;
    const held = (id: string, script: Script, ask: (session: TerminalSession) => void, ms = 30 * MINUTE): number[] => {
      const { session, timers } = terminalThat(script);
      const { held: times, not } = marked(id, () => {
        ask(session);
        timers.pass(ms);
      });
      return [times, not];
    };
    const pays = (session: TerminalSession): void => session.authorise(1, 1234, BEFORE);
    const learns = (session: TerminalSession): void => session.learn();
    assert.deepEqual(held('waits-for-terminal', lost, pays), [0, 1]);
    const both = (session: TerminalSession): void => {
      pays(session);
      learns(session);
    };
    assert.deepEqual(held('waits-for-terminal', lost, both), [1, 1]);
    assert.deepEqual(held('not-proven', lost, pays), [1, 0]);
    assert.deepEqual(held('proof-stored-approval', lost, pays), [1, 0]);
    assert.deepEqual(held('proof-approval', { pay: [TAKEN, APPROVED, DONE] }, pays), [1, 0]);
    assert.deepEqual(held('outcome-after-limit', lost, pays), [0, 1]);
    const late = { ...lost, repeat: [...Array.from({ length: 30 }, () => [TAKEN, DONE]), ...lost.repeat] };
    assert.deepEqual(held('outcome-after-limit', late, pays), [1, 0]);
    assert.deepEqual(held('outcome-after-limit', { pay: [TAKEN, APPROVED, DONE] }, pays), [0, 1]);
    const reverses = (session: TerminalSession): void => session.reverse(1, record(17));
    assert.deepEqual(held('reversal-not-proven', { reverse: [TAKEN, 'cut'] }, reverses, MINUTE), [1, 0]);
    const idleAt = (...status: Says[]): Script => ({ status, repeat: [[TAKEN, NO_TRANSACTION]] });
    assert.deepEqual(held('terminal-not-idle', idleAt([TAKEN, '060f 01 9c'], [TAKEN, '060f 01 00']), learns), [1, 0]);
    assert.deepEqual(held('terminal-not-idle', idleAt(['849c00'], [TAKEN, '060f 01 00']), learns), [0, 1]);
    assert.deepEqual(held('not-learnt', idleAt(['849c00'], [TAKEN, '060f 01 00']), learns), [1, 0]);
    assert.deepEqual(held('not-learnt', lost, pays), [0, 1]);
  });

  it('that the server has closed is asked for nothing, now or later', () => {
    for (const [script, ms] of [
      [{}, 0],
      [{ register: [['cut']] }, 10],
      [{ status: [[TAKEN, '060f 01 9c']] }, 6_000],
      [{ status: [[TAKEN]] }, 10],
      [{ pay: [TAKEN] }, 10],
    ] as [Script, number][])
      for (const ask of ['enquire', 'authorise'] as const) {
        const { session, timers, findings, known, connections } = terminalThat(script);
        session[ask](1, 1234, BEFORE);
        session.learn();
        timers.pass(ms);
        session.close();
        const before = [connections(), findings.length];
        timers.pass(1);
        assert.equal(timers.waiting(), 0);
        session.learn();
        timers.pass(30 * MINUTE);
        assert.deepEqual([connections(), findings.length, known.length], [...before, 0]);
      }
    const { session, timers, connections } = terminalThat({});
    session.close();
    session.learn();
    timers.pass(MINUTE);
    assert.equal(connections(), 0);
  });
});
