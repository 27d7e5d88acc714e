import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import { calmFloor } from './calm-floor.ts';
import { Story } from './story.ts';

const to = (state: string): EventBody => ({ kind: 'transition', machine: 'handheld', from: 'idle', to: state });

function found(story: Story, calm = true): string {
  const { verdict, evidence } = story.judged(calmFloor, {}, true, { floor: { calm } as never });
  return verdict === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : verdict;
}
const at = (): Story => new Story().at(60_000);

describe('calm-floor', () => {
  it('passes an evening on which everything is answered and nothing said', () => {
    const calm = at().event('H01', { kind: 'act', act: 'open' }).event('H01', to('open.booking'));
    calm.event('H01', { kind: 'reply', req: 1, ok: true, did: 'opened' }).event('H01', to('open.booking waiting'));
    assert.equal(found(calm), 'pass');
    assert.equal(calm.judged(calmFloor, {}, true, { floor: { calm: true } as never }).judged, 1);
    assert.equal(calm.judged(calmFloor, {}, true, { floor: { calm: false } as never }).judged, 0);
  });

  const wrongs: [says: string, story: () => Story][] = [
    ['H01 showed "own-tab-locked"', () => at().refused('H01', 'own-tab-locked')],
    [
      'H01 told its operator "connection-red"',
      () => at().event('H01', { kind: 'told', code: 'connection-red', tab: 0 }),
    ],
    ['H01 opened the connection-problems dialog', () => at().event('H01', to('opening yellow'))],
    ['H01 opened the connection-problems dialog', () => at().event('H01', to('opening red'))],
    ['H01 failed to start', () => at().event('H01', to('startFailed'))],
    ['H01 failed to start', () => at().event('H01', to('startFailed app'))],
    [
      'bar failed to print job 1',
      () => at().fact({ kind: 'job-failed', job: 1, printer: 'bar', trouble: 'offline', mayBePrinted: false }),
    ],
  ];

  it('finds every error, where the floor is to be calm', () => {
    for (const [says, story] of wrongs) {
      assert.equal(found(story()), `at 0:01:00.000 ${says}`);
      const { evidence } = story().judged(calmFloor, {}, true, { floor: { calm: true } as never });
      assert.deepEqual(evidence[0]?.events, [1]);
      assert.equal(found(story(), false), 'pass');
    }
  });

  it('says nothing of what follows a stall of the machine within two tolerances', () => {
    const stalled = (toMs: number): Story =>
      new Story()
        .at(toMs)
        .event('run', { kind: 'stall', who: 'server', fromMs: toMs - 1_000, toMs })
        .at(60_000);
    assert.equal(found(stalled(54_000).refused('H01', 'own-tab-locked')), 'unknown');
    assert.match(found(stalled(53_000).refused('H01', 'own-tab-locked')), /showed/);
  });
});
