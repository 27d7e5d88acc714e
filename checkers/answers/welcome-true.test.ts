// What a device is told when it connects.
import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import { evening, type Story } from '../story.ts';
import { welcomeTrue } from './welcome-true.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(10_000);
type Said = { hold?: string; serverClockMs?: number; heartbeatMs?: number; toleranceMs?: number; skewWarning?: true };
const connects = (story: Story, token: number, skewMs: number, said: Said): Story => {
  const claim = token === 0 ? {} : { tab: 5, token };
  story
    .event('H01', { kind: 'hello', clockMs: 10_000 + skewMs, ...(skewMs === 0 ? {} : { skewMs }), ...claim })
    .at(10_020);
  const times = { heartbeatMs: 10_000, toleranceMs: 3_000 };
  return story.event('H01', { kind: 'welcome', hold: 'held', serverClockMs: 10_010, ...times, ...said });
};
const judge = (story: Story, token: number, said: Said, skewMs = 0): string =>
  connects(story, token, skewMs, said).verdict(welcomeTrue);

describe('a welcome', () => {
  it('tells what became of the hold that is claimed', () => {
    const free = { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' } as const;
    assert.equal(judge(held(), 1, {}), 'pass');
    assert.match(judge(held(), 1, { hold: 'ended' }), /its hold is "ended", and that was held/);
    assert.equal(judge(held().fact(free), 1, { hold: 'ended' }), 'pass');
    assert.match(judge(held().fact(free), 1, {}), /that was ended/);
    assert.equal(judge(held().begins(1, 5, 1), 1, { hold: 'payment' }), 'pass');
    assert.match(judge(held(), 0, {}), /that was none/);
    assert.equal(connects(held(), 1, 0, {}).judged(welcomeTrue, {}, false).verdict, 'unknown');
  });

  it('warns of clocks that differ by more than the limit, whichever is ahead', () => {
    assert.equal(judge(held(), 1, { skewWarning: true }, 60_000), 'pass');
    assert.equal(judge(held(), 1, { skewWarning: true }, -60_000), 'pass');
    assert.match(judge(held(), 1, {}, -60_000), /not warned of clocks that differ by 60010 ms/);
    assert.match(judge(held(), 1, { skewWarning: true }, 5_000), /was warned/);
  });

  it('may answer the connection before, of a device that has connected twice', () => {
    const twice = held();
    for (const t of [10_000, 10_015]) twice.at(t).event('H01', { kind: 'hello', clockMs: t, tab: 5, token: 1 });
    const times = { heartbeatMs: 10_000, toleranceMs: 3_000 };
    twice.at(10_020).event('H01', { kind: 'welcome', hold: 'held', serverClockMs: 10_002, ...times });
    assert.equal(twice.verdict(welcomeTrue), 'pass');
    assert.match(judge(held(), 1, { serverClockMs: 9_990 }), /wrong by -10 ms/);
  });

  it('may warn by the clock that the connection before has told, when a server stood still in between', () => {
    const twice = (skewWarning?: true): Story => {
      const story = held();
      for (const t of [10_000, 60_000]) story.at(t).event('H01', { kind: 'hello', clockMs: t, tab: 5, token: 1 });
      const times = { heartbeatMs: 10_000, toleranceMs: 3_000, ...(skewWarning ? { skewWarning } : {}) };
      return story.at(60_020).event('H01', { kind: 'welcome', hold: 'held', serverClockMs: 60_010, ...times });
    };
    assert.equal(twice(true).verdict(welcomeTrue), 'pass');
    assert.equal(twice().verdict(welcomeTrue), 'pass');
  });

  it('tells the clock of the server as it was set', () => {
    const step = {
      kind: 'fault',
      phase: 'begun',
      fault: 'server-clock-step',
      id: 1,
      params: { stepMs: -5_000 },
    } as const;
    assert.match(judge(held(), 1, { serverClockMs: 5_010 }), /a server's clock that is wrong/);
    assert.equal(judge(held().event('server', step), 1, { serverClockMs: 5_010 }), 'pass');
  });

  it('tells the times that are configured', () => {
    assert.match(judge(held(), 1, { heartbeatMs: 1 }), /to beat every 1 ms/);
  });

  it('tells of the hold that is claimed, by its tab, its token and its device', () => {
    assert.equal(judge(held(), 2, { hold: 'ended' }), 'pass');
    const other = held().event('H02', { kind: 'hello', clockMs: 10_000, tab: 5, token: 1 }).at(10_020);
    const times = { heartbeatMs: 10_000, toleranceMs: 3_000, serverClockMs: 10_010 };
    assert.match(other.event('H02', { kind: 'welcome', hold: 'held', ...times }).verdict(welcomeTrue), /was ended/);
    assert.equal(judge(held(), 0, { hold: 'none' }), 'pass');
  });

  const hello = (story: Story, node: string, clockMs = 10_000): Story =>
    story.event(node, { kind: 'hello', clockMs, tab: 5, token: 1 });
  const welcome = (story: Story, node: string, said: Said = {}): Story => {
    const times = { heartbeatMs: 10_000, toleranceMs: 3_000 };
    return story.event(node, { kind: 'welcome', hold: 'held', serverClockMs: 10_010, ...times, ...said });
  };
  const free = { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' } as const;

  it('may tell of anything that was so while it was waited for, in whichever order devices connect', () => {
    const meanwhile = (hold: string): Story => {
      const both = hello(hello(held(), 'H01'), 'H02').at(10_005).fact(free).at(10_020);
      return welcome(welcome(both, 'H02', { hold: 'ended' }), 'H01', { hold });
    };
    assert.equal(meanwhile('held').verdict(welcomeTrue), 'pass');
    assert.equal(meanwhile('ended').verdict(welcomeTrue), 'pass');
    assert.match(meanwhile('payment').verdict(welcomeTrue), /and that was held, then ended$/);
    assert.equal(meanwhile('held').judged(welcomeTrue).judged, 2);
    const slow = welcome(hello(hello(held(), 'H01'), 'H02').at(10_020), 'H01')
      .at(10_030)
      .fact(free)
      .at(10_040);
    assert.equal(
      welcome(slow, 'H02', { hold: 'held' }).judged(welcomeTrue).judged,
      2,
      'one is answered after the other',
    );
    const again = hello(hello(held(), 'H01').at(10_005).fact(free), 'H01').at(10_020);
    assert.equal(welcome(again, 'H01').verdict(welcomeTrue), 'pass', 'as it was when it connected first');
  });

  it('is not explained by what came after it', () => {
    const late = (slackMs: number): string =>
      welcome(hello(held(), 'H01').at(10_020), 'H01', { hold: 'ended' })
        .at(10_030)
        .fact(free)
        .verdict(welcomeTrue, { slackMs });
    assert.match(late(0), /its hold is "ended"/);
    assert.equal(late(100), 'pass', 'but on the wire by what is told a little late');
  });

  it('answers one connection, and is nothing without one', () => {
    assert.equal(welcome(held(), 'H01', { hold: 'ended' }).judged(welcomeTrue).judged, 0);
    const twice = welcome(hello(held(), 'H01').at(10_020), 'H01').at(10_030);
    assert.equal(welcome(twice, 'H01', { hold: 'ended' }).judged(welcomeTrue).judged, 1);
    assert.equal(welcome(hello(held(), 'H02').at(10_020), 'H01', { hold: 'held' }).judged(welcomeTrue).judged, 0);
  });

  it('tells the clock of the server as it is set at that time', () => {
    const step = (phase: 'begun' | 'ended', id: number, stepMs: number): EventBody => ({
      ...{ kind: 'fault', phase, fault: 'server-clock-step', id, params: { stepMs } },
    });
    const told = (story: Story, serverClockMs: number, timeScale = 1): string =>
      connects(story, 1, 0, { serverClockMs }).judged(welcomeTrue, {}, true, { timeScale }).verdict;
    const set = (): Story => held().event('server', step('begun', 1, 5_000));
    assert.deepEqual([told(set(), 15_010), told(set(), 10_010)], ['pass', 'fail']);
    const both = (): Story => set().event('server', step('begun', 2, 2_000));
    assert.deepEqual([told(both(), 17_010), told(both(), 12_010)], ['pass', 'fail']);
    const back = (): Story => both().event('server', step('ended', 1, 5_000));
    assert.deepEqual([told(back(), 12_010), told(back(), 17_010)], ['pass', 'fail']);
    assert.deepEqual(
      [told(set(), 10_510, 10), told(set(), 15_010, 10)],
      ['pass', 'fail'],
      'ten times faster than life',
    );
    const other = { ...step('begun', 1, 5_000), fault: 'clock-skew' } as EventBody;
    assert.equal(told(held().event('server', other), 10_010), 'pass');
    const meanwhile = hello(held(), 'H01')
      .event('server', step('begun', 1, 5_000))
      .at(10_020);
    assert.equal(welcome(meanwhile, 'H01', { serverClockMs: 15_010 }).verdict(welcomeTrue), 'pass');
    const after = welcome(hello(held(), 'H01').at(10_020), 'H01', { serverClockMs: 15_010 }).at(10_030);
    assert.match(after.event('server', step('begun', 1, 5_000)).verdict(welcomeTrue), /a server's clock that is wrong/);
  });

  it('tells a clock as it was between the connection and the welcome, and a millisecond to either side', () => {
    const told = (serverClockMs: number, slackMs = 0): string =>
      connects(held(), 1, 0, { serverClockMs }).judged(welcomeTrue, { slackMs }).verdict;
    assert.deepEqual(
      [9_998, 9_999, 10_021, 10_022].map((ms) => told(ms)),
      ['fail', 'pass', 'pass', 'fail'],
    );
    assert.deepEqual(
      [9_898, 9_899, 10_121, 10_122].map((ms) => told(ms, 100)),
      ['fail', 'pass', 'pass', 'fail'],
    );
  });

  it('warns of no clocks that differ by just as much as is allowed', () => {
    assert.equal(judge(held(), 1, { serverClockMs: 10_010 }, 30_010), 'pass');
    assert.equal(judge(held(), 1, { serverClockMs: 10_010, skewWarning: true }, 30_011), 'pass');
  });

  it('tells how long to wait, too, and a failure tells what was claimed', () => {
    const [told] = connects(held(), 1, 0, { toleranceMs: 2 }).judged(welcomeTrue).evidence;
    assert.deepEqual(told, {
      events: [16, 17],
      sentence:
        'let H01 connect at 0:00:10.000, claiming tab 5; then it was welcomed at 0:00:10.020; however it was told to beat every 10000 ms and to wait 2 ms',
    });
    const [none] = connects(held(), 0, 0, {}).judged(welcomeTrue).evidence;
    assert.match(none?.sentence ?? '', /^let H01 connect at 0:00:10.000; then /);
  });
});
