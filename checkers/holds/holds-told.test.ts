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
});
