// What devices learn of the end of their holds.
import assert from 'node:assert/strict';
import { holdsTold } from './holds-told.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1);
const ended = (): Story =>
  held().at(20_000).fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' });
const learns = (story: Story): Story => story.event('H01', { kind: 'hold-lost', tab: 5, token: 1, why: 'LOCK_LOST' });
const judge = (story: Story): string => story.verdict(holdsTold);

describe('the end of a hold', () => {
  it('is told to a device that claims it', () => {
    assert.equal(judge(learns(ended().at(21_000).heard('H01', 1).at(21_010))), 'pass');
    assert.equal(ended().judged(holdsTold, {}, false).verdict, 'unknown');
  });

  it('is told before the device claims it once more', () => {
    const twice = ended().at(21_000).heard('H01', 1).at(41_000).heard('H01', 1);
    assert.match(judge(twice), /it was not told/);
  });

  it('may be told late when the answer could not come, or another answer will tell it', () => {
    const dialog = ended().at(21_000).heard('H01', 1).at(24_000);
    dialog.event('H01', { kind: 'transition', machine: 'handheld', from: 'open.booking', to: 'open.booking yellow' });
    assert.equal(judge(dialog.at(41_000).heard('H01', 1)), 'pass');
    const busy = ended().asks('H01', 'bill', { tab: 5, token: 1 });
    assert.equal(judge(busy.at(21_000).heard('H01', 1).at(41_000).heard('H01', 1)), 'pass');
  });

  it('is not told while the device has it', () => {
    const story = learns(held().at(8_000)).at(9_000).signsOn('H02', 'Ben');
    assert.match(judge(story), /it had not/);
  });

  it('is unknown where the machine stood still', () => {
    const twice = ended().at(21_000).heard('H01', 1).at(30_000);
    twice.event('run', { kind: 'stall', who: 'harness', fromMs: 22_000, toMs: 30_000 });
    assert.equal(judge(twice.at(41_000).heard('H01', 1)), 'unknown');
  });

  it('is remembered by the device when it connects again', () => {
    const hello = (story: Story): Story =>
      story.at(30_000).event('H01', { kind: 'hello', clockMs: 30_000, tab: 5, token: 1 });
    assert.equal(judge(hello(held())), 'pass');
    assert.equal(judge(learns(ended()).at(30_000).event('H01', { kind: 'hello', clockMs: 30_000 })), 'pass');
    assert.match(judge(hello(learns(ended()))), /it claimed that hold/);
  });

  it('is told within an answer: the tolerance, and as long as one may be under way', () => {
    const claims = (t: number): Story => ended().at(21_000).heard('H01', 1).at(t).heard('H01', 1);
    assert.equal(judge(claims(36_000)), 'pass');
    assert.match(judge(claims(36_001)), /claimed it again at 0:00:36.001/);
    assert.equal(claims(36_100).judged(holdsTold, { slackMs: 100 }).verdict, 'pass');
    assert.equal(claims(36_101).judged(holdsTold, { slackMs: 100 }).verdict, 'fail');
    const fast = claims(24_601).judged(holdsTold, {}, true, { timeScale: 20 });
    assert.equal(fast.verdict, 'fail', 'on the way for less where time runs faster');
    assert.equal(claims(24_600).judged(holdsTold, {}, true, { timeScale: 20 }).verdict, 'pass');
    const { deadline, events } = claims(36_001).judged(holdsTold).evidence[0] ?? {};
    assert.deepEqual(deadline, { node: 'H01', fromMs: 21_000, dueMs: 36_000, actualMs: 36_001 });
    assert.equal(events?.length, 3);
  });

  it('is owed neither by a server that was started since, nor to a device that was welcomed since', () => {
    const first = (): Story => ended().at(21_000).heard('H01', 1).at(25_000);
    assert.equal(judge(first().fact({ kind: 'started' }).at(41_000).heard('H01', 1)), 'pass');
    const welcome = { kind: 'welcome', hold: 'lost', serverClockMs: 1, heartbeatMs: 1, toleranceMs: 1 } as const;
    assert.equal(judge(first().event('H01', welcome).at(41_000).heard('H01', 1)), 'pass');
    assert.match(judge(first().event('H02', welcome).at(41_000).heard('H01', 1)), /was not told/);
    const answered = first().asks('H01', 'bill', { tab: 5, token: 1 }).at(26_000).shows('H01', 'done');
    assert.match(judge(answered.at(27_000).heard('H01', 1).at(60_000).heard('H01', 1)), /was not told/);
    const error = first().asks('H01', 'bill', { tab: 5, token: 1 });
    error.event('H01', { kind: 'reply', req: 0, ok: false, did: '', code: 'server-stopping' });
    assert.equal(judge(error.at(27_000).heard('H01', 1).at(60_000).heard('H01', 1)), 'pass', 'that is no answer');
  });

  it('is owed to the device that believes in that hold, and to no thin client', () => {
    const stranger = ended().at(21_000).heard('H02', 1).at(60_000).heard('H02', 1);
    assert.equal(judge(stranger), 'pass');
    const knows = learns(ended()).at(21_000).heard('H01', 1).at(60_000).heard('H01', 1);
    assert.equal(judge(knows), 'pass', 'it does not believe in it any more');
    const thin = evening().at(2_000).opens('C01', 'Anna', 5, 1).at(20_000);
    thin.fact({ kind: 'tab-released', tab: 5, token: 1, device: 'C01', cause: 'forced' });
    assert.equal(judge(thin.at(21_000).heard('C01', 1).at(60_000).heard('C01', 1)), 'pass');
  });

  it('is judged with the facts of the same moment, whatever is told first', () => {
    const released = { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' } as const;
    assert.equal(judge(learns(held().at(20_000)).fact(released)), 'pass');
    assert.match(judge(learns(held().at(20_000)).at(20_001).fact(released)), /it had not/);
    const { events } = learns(held().at(20_000)).at(20_001).fact(released).judged(holdsTold).evidence[0] ?? {};
    assert.equal(events?.length, 2);
    assert.equal(
      learns(held().at(20_000)).at(20_050).fact(released).judged(holdsTold, { slackMs: 50 }).verdict,
      'pass',
    );
  });

  it('names what it knew of, where it claims a hold that has ended', () => {
    const hello = (story: Story) =>
      story.at(30_000).event('H01', { kind: 'hello', clockMs: 30_000, tab: 5, token: 1 }).judged(holdsTold).evidence[0];
    assert.equal(hello(learns(ended()))?.events.length, 2);
    assert.equal(hello(evening())?.events.length, 1, 'it never had one');
    const whole = learns(ended());
    whole.events.pop();
    whole.event('H01', { kind: 'hold-lost', tab: 5, token: 1, why: 'CLOSED' });
    assert.match(
      whole.at(30_000).event('H01', { kind: 'hello', clockMs: 1, tab: 5, token: 1 }).verdict(holdsTold),
      /claimed/,
    );
  });
});
