// A foreign till has payments of the simulated terminal reversed.
import assert from 'node:assert/strict';
import { type TerminalProfile } from '#protocols/zvt/profiles';
import { ACK, APPROVED, PAY, plain, REGISTER, stage } from './foreign-till.ts';

describe('a reversal', () => {
  const REVERSE = '0630 06 000000 870001';
  const paid = (profile: Partial<TerminalProfile> = {}) => {
    const one = stage(profile);
    const { says } = one.till();
    says(REGISTER);
    says(PAY, 10_000);
    return { ...one, says };
  };

  it('is told as a result with the numbers of the payment, then completed; a second one is not possible', () => {
    const { says, money } = paid();
    assert.deepEqual(
      says(REVERSE, 10_000),
      [ACK, APPROVED.replace(' 18 ', ' 15 ').replace(' 490978', ''), '060f00'].map(plain),
    );
    assert.deepEqual(says(REVERSE, 10_000), ['800000', '061e01b5']);
    assert.deepEqual(money(), ['taken 1234', 'reversed 1234']);
  });

  it('is declined by the host, or refused for another receipt and a wrong password', () => {
    const { says, terminal, money } = paid();
    terminal.mood.declines = true;
    assert.deepEqual(says(REVERSE, 10_000), ['800000', '061e0105']);
    assert.deepEqual(says('0630 06 000000 870007', 10_000), ['800000', '061e01b5']);
    assert.deepEqual(says('0630 06 999999 870001', 10_000), ['843700']);
    assert.deepEqual(money(), ['taken 1234']);
  });

  it('is made without a till that was lost, and not without power', () => {
    const lost = paid();
    const till = lost.till();
    till.says(REVERSE);
    till.channel.close();
    lost.wait(10_000);
    assert.deepEqual(lost.money(), ['taken 1234', 'reversed 1234']);

    const dark = paid();
    dark.till().says(REVERSE);
    dark.terminal.tell({ type: 'POWER_OFF' });
    dark.wait(10_000);
    assert.deepEqual(dark.money(), ['taken 1234']);
  });
});
