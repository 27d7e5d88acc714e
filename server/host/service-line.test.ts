// Exchanges with cloud services: told once each, by an answer or by none in time.
import assert from 'node:assert/strict';
import type { CloudAnswer, CloudRequest } from '#protocols/cloud/exchange';
import { marked, timersByHand } from './by-hand.ts';
import { createServiceLine } from './service-line.ts';

const request: CloudRequest = { path: '/nocoo/receipts', key: 'bill-1', body: {} };
const answer: CloudAnswer = { status: 200, body: {} };

function stage() {
  const timers = timersByHand();
  const asked: [string, CloudRequest][] = [];
  const told: unknown[] = [];
  const given = { up: 0 };
  let answered: (answer: CloudAnswer | null) => void = () => {};
  const line = createServiceLine(
    {
      timers,
      exchange(service, what, tell) {
        asked.push([service, what]);
        answered = tell;
        return () => void (given.up += 1);
      },
    },
    5_000,
    (input) => told.push(input),
  );
  return { timers, asked, told, given, line, answers: (what: CloudAnswer | null) => answered(what) };
}
const toldOf = (what: CloudAnswer | null) => ({ kind: 'service-answered', service: 'nocoo', answer: what });

describe('a cloud service', () => {
  it('is asked, and what it answers in time is told once', () => {
    for (const what of [answer, null]) {
      const { timers, asked, told, given, line, answers } = stage();
      line.ask({ service: 'nocoo', request });
      assert.deepEqual(asked, [['nocoo', request]]);
      timers.pass(4_999);
      answers(what);
      answers(answer);
      assert.equal(timers.waiting(), 0);
      timers.pass(60_000);
      assert.deepEqual([told, given.up], [[toldOf(what)], 0]);
    }
  });

  it('that does not answer in time is given up, and told as silent; a late answer is not heard', () => {
    const { timers, told, given, line, answers } = stage();
    line.ask({ service: 'nocoo', request });
    timers.pass(4_999);
    assert.deepEqual([told, given.up], [[], 0]);
    assert.equal(marked('service-gives-up', () => timers.pass(1)).held, 1);
    assert.deepEqual([told, given.up], [[toldOf(null)], 1]);
    answers(answer);
    assert.deepEqual(told, [toldOf(null)]);
  });
});
