// What a device is told when it connects.
import assert from 'node:assert/strict';
import { evening, type Story } from '../story.ts';
import { welcomeTrue } from './welcome-true.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(10_000);
type Said = { hold?: string; serverClockMs?: number; heartbeatMs?: number; skewWarning?: true };
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
});
