// A foreign till at a terminal that asks a payment host: what is charged there is what the terminal calls paid.
import assert from 'node:assert/strict';
import type { Timers } from '#protocols/channel';
import type { AfterCut, TerminalProfile } from '#protocols/zvt/profiles';
import { createPaymentHost } from '../../cloud/payment-host.ts';
import { serve, WELL, type Mood } from '../../cloud/service.ts';
import { ACK, PAY, plain, REGISTER, stage } from './foreign-till.ts';
import { HostLine } from './host-line.ts';

const REVERSE = '0630 06 000000 870001';
const TIMES = { answerMs: 8_000, restMs: 1_000, wholeMs: 25_000 };

/** A terminal with a host, a till that says so to results, and what the host has done. */
function hosted({ profile = {}, result = ACK }: { profile?: Partial<TerminalProfile>; result?: string | null } = {}) {
  const host = createPaymentHost();
  const mood: Mood = { ...WELL };
  const done: string[] = [];
  const hostOf = (timers: Timers): HostLine =>
    new HostLine({
      timers,
      times: TIMES,
      ask(request, answered) {
        const { answer, afterMs, deed } = serve(host, mood, request);
        if (deed !== null) done.push(`${deed.did} ${deed.cents ?? 'nothing'}`);
        const told = timers.after(10 + afterMs, () => answered(answer));
        return () => timers.cancel(told);
      },
    });
  const one = stage(profile, hostOf);
  const { says } = one.till((command) => (command.startsWith('040f') ? result : ACK));
  says(REGISTER);
  return { ...one, says, mood, done };
}

describe('a terminal with a payment host', () => {
  it('says that a card is paid when the host has charged it, and gives back at the host what it reverses', () => {
    const { says, done, money } = hosted();
    assert.ok(says(PAY, 10_000).some((one) => one.startsWith('040f18270004000000001234')));
    assert.deepEqual(done, ['card-charged 1234']);
    says(REVERSE, 10_000);
    assert.deepEqual(done, ['card-charged 1234', 'charge-reversed 1234']);
    assert.deepEqual(money(), ['taken 1234', 'reversed 1234']);
  });

  it('tells the code of a host that declines', () => {
    const { says, terminal, done } = hosted();
    terminal.mood.declines = true;
    assert.deepEqual(says(PAY, 10_000).slice(-2), ['040f0a27052900000000490978', '061e0105']);
    assert.deepEqual(done, []);
  });

  it('reverses by itself what was not answered, and says so: status 05, then a failure', () => {
    const { says, mood, wait, done, money } = hosted();
    mood.losesAnswers = true;
    assert.deepEqual(says(PAY, 40_000).slice(-3), [plain('04ff 01 05'), '040f0a27a12900000000490978', '061e01a1']);
    assert.deepEqual(done, ['card-charged 1234', 'charge-reversed 1234']);
    mood.losesAnswers = false;
    wait(10_000);
    assert.deepEqual(money(), []);
    says(PAY, 10_000);
    assert.deepEqual(money(), ['taken 1234']);
  });

  it('has nothing charged when the till gave nothing out, or a part only', () => {
    for (const result of ['846600', '849d07 04000000001000'.replaceAll(' ', '')]) {
      const { says, done, money, wait } = hosted({ result });
      says(PAY, 10_000);
      wait(10_000);
      assert.deepEqual(done, ['card-charged 1234', 'charge-reversed 1234'], result);
      assert.deepEqual(money(), []);
    }
  });

  it('has charged what it calls paid when the till never acknowledges', () => {
    const charged: Record<AfterCut, string[]> = {
      paid: ['card-charged 1234'],
      reversed: ['card-charged 1234', 'charge-reversed 1234'],
      declined: ['card-charged 1234', 'charge-reversed 1234'],
    };
    for (const [afterCut, expected] of Object.entries(charged)) {
      const { says, done, wait } = hosted({ profile: { afterCut: afterCut as AfterCut }, result: null });
      says(PAY, 10_000);
      wait(20_000);
      assert.deepEqual(done, expected, afterCut);
    }
  });

  it('reverses what it was asking for when its power went, once it is back', () => {
    const { says, terminal, mood, wait, done, money } = hosted();
    mood.slowMs = 5_000;
    says(PAY, 5_000);
    terminal.tell({ type: 'POWER_OFF' });
    wait(60_000);
    assert.deepEqual(done, ['card-charged 1234']);
    terminal.tell({ type: 'POWER_ON' });
    wait(10_000);
    assert.deepEqual(done, ['card-charged 1234', 'charge-reversed 1234']);
    assert.deepEqual(money(), []);
  });
});
