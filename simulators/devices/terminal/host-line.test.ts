// A terminal's line to its payment host: asked again under one key, and what nobody knows is reversed.
import assert from 'node:assert/strict';
import type { CloudAnswer, CloudRequest } from '#protocols/cloud/exchange';
import { CHARGE_PATH, chargeKey } from '#protocols/cloud/payment-host';
import { createPaymentHost } from '../../cloud/payment-host.ts';
import { serve, WELL, type Mood } from '../../cloud/service.ts';
import { createScheduler } from '../../grounds/sim/scheduler.ts';
import { HostLine } from './host-line.ts';

const WHAT = { terminal: 'pt1', receiptNo: '0007', trace: 7, cents: 690, card: 'good' } as const;
const KEY = chargeKey(WHAT);
const TIMES = { answerMs: 8_000, restMs: 1_000, wholeMs: 25_000 };
const LATER_MS = 10;

/** A line to a host whose mood can be changed; what was asked, what the host did, and what came of charges. */
function stage() {
  const clock = createScheduler();
  const host = createPaymentHost();
  const mood: Mood = { ...WELL };
  const asked: string[] = [];
  const done: string[] = [];
  const results: [number, boolean][] = [];
  const ask = (request: CloudRequest, answered: (answer: CloudAnswer | null) => void): (() => void) => {
    let wanted = true;
    asked.push(`${request.path === CHARGE_PATH ? 'charge' : 'reverse'} ${request.key}`);
    const { answer, afterMs, deed } = serve(host, mood, request);
    if (deed !== null) done.push(deed.did);
    clock.after(LATER_MS + afterMs, () => wanted && answered(answer));
    return () => {
      wanted = false;
    };
  };
  const line = new HostLine({ timers: clock, ask, times: TIMES });
  const charge = (what: Parameters<HostLine['charge']>[0] = WHAT): void =>
    line.charge(what, ({ result, isKnown }) => results.push([result, isKnown]));
  const wait = (ms: number): void => clock.runUntil(clock.now() + ms);
  return { line, charge, wait, mood, asked, done, results };
}

describe("a terminal's line to its host", () => {
  it('tells what the host says', () => {
    const { charge, wait, results, done } = stage();
    charge();
    wait(100);
    charge({ ...WHAT, trace: 8, card: 'blocked' });
    wait(100);
    assert.deepEqual(results, [
      [0, true],
      [5, true],
    ]);
    assert.deepEqual(done, ['card-charged']);
  });

  it('asks again under the same key when an answer is lost', () => {
    const { charge, wait, mood, asked, done, results } = stage();
    mood.losesAnswers = true;
    charge();
    wait(500);
    mood.losesAnswers = false;
    wait(2_000);
    assert.deepEqual(asked, [`charge ${KEY}`, `charge ${KEY}`]);
    assert.deepEqual(done, ['card-charged']);
    assert.deepEqual(results, [[0, true]]);
  });

  it('reverses what was not answered in time, until that is answered', () => {
    const { charge, wait, mood, asked, done, results } = stage();
    mood.slowMs = 9_000;
    charge();
    wait(25_000);
    assert.deepEqual(results, [[0xa1, false]]);
    mood.slowMs = 0;
    mood.failing = true;
    wait(20_000);
    mood.failing = false;
    assert.ok(asked.filter((one) => one === `reverse ${KEY}`).length > 2);
    wait(20_000);
    assert.deepEqual(done, ['card-charged', 'charge-reversed']);
    assert.deepEqual(results.length, 1);
    const { length } = asked;
    wait(60_000);
    assert.equal(asked.length, length, 'then it is quiet');
  });

  it('takes an answer that belongs to somebody else for none', () => {
    const { charge, wait, mood, results, done } = stage();
    mood.wrong = true;
    charge();
    wait(30_000);
    assert.deepEqual(results, [[0x7d, false]]);
    mood.wrong = false;
    wait(5_000);
    assert.deepEqual(done, ['card-charged', 'charge-reversed']);
  });

  it('reverses after a loss of power what it had asked for', () => {
    const { line, charge, wait, mood, asked, done, results } = stage();
    mood.slowMs = 3_000;
    charge();
    wait(1_000);
    line.power(false);
    wait(60_000);
    assert.deepEqual(asked, [`charge ${KEY}`]);
    line.power(true);
    wait(1);
    line.power(false);
    wait(60_000);
    line.power(true);
    wait(10_000);
    assert.deepEqual(done, ['card-charged', 'charge-reversed']);
    assert.deepEqual(results, []);
  });

  it('reverses one after the other', () => {
    const { line, wait, asked } = stage();
    line.reverse('a');
    line.reverse('b');
    assert.deepEqual(asked, ['reverse a']);
    wait(100);
    assert.deepEqual(asked, ['reverse a', 'reverse b']);
  });
});
