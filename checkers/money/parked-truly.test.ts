import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import { Story } from '../story.ts';
import { parkedTruly } from './parked-truly.ts';

describe('a tab that is parked', () => {
  const BEGUN_MS = 60_000;
  const parked = { kind: 'payment-parked', payment: 1, tab: 5 } as const;
  const devices = [
    { name: 'H01', family: 'handheld' },
    { name: 'P01', family: 'paypos' },
  ];
  const fault = (phase: 'begun' | 'ended'): EventBody => ({
    kind: 'fault',
    phase,
    fault: 'link-drop',
    id: 9,
    params: {},
  });
  /** The tab is parked at so many ms of the payment, after what `before` tells, and after what `meanwhile` does. */
  function verdict(
    afterMs: number,
    { before = (story: Story) => story, meanwhile = (story: Story) => story, limits = {}, plan = {} } = {},
  ): string {
    const begun = before(new Story().server('up').at(1_000)).at(BEGUN_MS).begins(1, 5, 7);
    const story = meanwhile(begun.at(BEGUN_MS + 1))
      .at(BEGUN_MS + afterMs)
      .fact(parked);
    const { verdict: is, judged } = story.judged(parkedTruly, limits, true, { floor: { devices, ...plan } as never });
    return judged === 0 ? 'nothing judged' : is;
  }

  it('has no reason to where all was well and its limit has not passed', () => {
    assert.equal(verdict(299_999), 'fail');
    assert.equal(verdict(300_000), 'pass');
    assert.equal(verdict(299_990, { limits: { slackMs: 10 } }), 'pass');
    assert.equal(verdict(299_989, { limits: { slackMs: 10 } }), 'fail');
  });

  it('has one in what was wrong at the terminal, the server or between them, also shortly before', () => {
    for (const node of ['pt1', 'server', 'network', 'P01']) {
      assert.equal(verdict(5_000, { meanwhile: (story) => story.event(node, fault('begun')) }), 'pass', node);
      assert.equal(verdict(5_000, { before: (story) => story.event(node, fault('begun')) }), 'pass', `${node} before`);
      const over = (story: Story): Story => story.event(node, fault('begun')).at(2_000).event(node, fault('ended'));
      assert.equal(verdict(5_000, { before: over }), 'fail', `${node}, long over`);
    }
    const off = { kind: 'condition', of: 'terminal', state: 'off' } as const;
    assert.equal(verdict(5_000, { meanwhile: (story) => story.event('pt1', off) }), 'pass');
    const alone = { kind: 'left-alone', askedToStop: true } as const;
    assert.equal(verdict(5_000, { meanwhile: (story) => story.event('pt1', alone) }), 'pass');
    assert.equal(verdict(5_000, { meanwhile: (story) => story.server('killed').server('up') }), 'pass');
  });

  it('has none in what is wrong with a device that is no terminal', () => {
    assert.equal(verdict(5_000, { meanwhile: (story) => story.event('H01', fault('begun')) }), 'fail');
  });

  it('is not judged where its terminal is reached over the air of a plan, nor for certain where somebody stood still', () => {
    const stations = (wired: boolean): object => ({ plan: { stations: [{ name: 'pt1', wired }] } });
    assert.equal(verdict(5_000, { plan: stations(false) }), 'nothing judged');
    assert.equal(verdict(5_000, { plan: stations(true) }), 'fail');
    const stall = { kind: 'stall', who: 'server', fromMs: BEGUN_MS, toMs: BEGUN_MS + 4_000 } as const;
    assert.equal(verdict(5_000, { meanwhile: (story) => story.event('server', stall) }), 'unknown');
  });
});
