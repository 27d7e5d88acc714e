// How often the connection service of a device dials.
import assert from 'node:assert/strict';
import { reconnects } from './reconnects.ts';
import { evening, type Story } from '../story.ts';

const becomes = (story: Story, from: string, to: string): Story =>
  story.event('H01', { kind: 'transition', machine: 'handheld', from, to });
const dials = (story: Story, ...times: number[]): Story => {
  for (const t of times) story.at(t).event('H01', { kind: 'dialled' });
  return story;
};
const opened = (): Story => becomes(dials(evening(), 10_000), 'idle', 'idle yellow');
const welcome = { kind: 'welcome', hold: 'none', serverClockMs: 0, heartbeatMs: 10_000, toleranceMs: 3_000 } as const;

describe('the connection service', () => {
  it('waits longer after each attempt, up to eight seconds', () => {
    const all = (...times: number[]): string => dials(opened(), ...times).verdict(reconnects);
    assert.equal(all(11_000, 13_000, 17_000, 25_000, 33_000), 'pass');
    assert.match(all(11_000, 12_000), /again after 1 s, and not after 2 s/);
    assert.match(all(11_000, 13_000, 17_000, 25_000, 41_000), /had dialled last at 0:00:25/);
  });

  it('dials when the dialog opens', () => {
    assert.match(becomes(evening().at(10_000), 'idle', 'idle red').verdict(reconnects), /did not dial/);
  });

  it('dials at once when the network is back, and at no other time between', () => {
    const red = (): Story => becomes(dials(opened(), 11_000), 'idle yellow', 'idle red');
    const back = becomes(dials(red(), 12_300), 'idle red', 'idle yellow');
    assert.equal(dials(back, 13_000).verdict(reconnects), 'pass');
    assert.match(dials(red(), 12_300, 13_000).verdict(reconnects), /again after 1.3 s/);
  });

  it('begins anew once it has been welcomed', () => {
    const back = (): Story => becomes(dials(opened(), 11_000, 13_000).event('H01', welcome), 'idle yellow', 'idle');
    const again = (): Story => becomes(dials(back(), 20_000), 'idle', 'idle yellow');
    assert.equal(dials(again(), 21_000, 23_000).verdict(reconnects), 'pass');
    assert.match(becomes(again().at(22_000), 'idle yellow', 'idle').verdict(reconnects), /had dialled last/);
  });
});
