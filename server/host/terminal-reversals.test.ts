// What the server makes of what a terminal says of a reversal. Hex as on the wire.
import assert from 'node:assert/strict';
import type { TerminalRecord } from '#server/core/facts';
import { APPROVED, DONE, MINUTE, STORED_BEFORE, TAKEN, terminalThat, type Says, type Script } from './terminal-that.ts';

describe('a reversal', () => {
  const PAID: TerminalRecord = { receiptNo: '0017', trace: 17, amountCents: 1234 };
  const NOT_NOW: Says = [TAKEN, '061e 01 b5'];
  const reversalOf = (script: Script, how: 'reverse' | 'enquireReversal' = 'reverse') => {
    const { session, timers, reversals, heard } = terminalThat(script);
    session[how](1, PAID);
    timers.pass(10 * MINUTE);
    return [...reversals.map(([outcome]) => outcome), heard.filter((command) => command === '0630').length];
  };

  it('is proved by its process, or refused there', () => {
    assert.deepEqual(reversalOf({ reverse: [TAKEN, APPROVED, DONE] }), ['reversed', 1]);
    assert.deepEqual(reversalOf({ reverse: NOT_NOW }), ['not-reversed', 1]);
    assert.deepEqual(reversalOf({ register: [['848300']] }), ['not-reversed', 0], 'it was never sent');
  });

  it('is sent once, whatever is lost; the store tells then, as soon as the terminal is idle', () => {
    const lost: Says = [TAKEN, 'cut'];
    const busy: Says[] = [
      [TAKEN, '060f 01 9c'],
      [TAKEN, '060f 01 00'],
    ];
    const made: Says = [TAKEN, '040f 14 2700 04000000001234 0b000018 870018 37000017', DONE];
    assert.deepEqual(reversalOf({ reverse: lost, status: busy, repeat: [[TAKEN, DONE], made] }), ['reversed', 1]);
    assert.deepEqual(reversalOf({ reverse: lost, repeat: [[TAKEN, APPROVED, DONE]] }), ['not-reversed', 1]);
    assert.deepEqual(reversalOf({ reverse: lost, repeat: [[TAKEN, STORED_BEFORE, DONE]] }), [1], 'stays unknown');
  });

  it('is only asked after when it may have been sent before', () => {
    assert.deepEqual(reversalOf({ repeat: [[TAKEN, APPROVED, DONE]] }, 'enquireReversal'), ['not-reversed', 0]);
  });
});
