// How long a device may wait, and for what.
import assert from 'node:assert/strict';
import { evening, type Story } from '../story.ts';
import { waitsEnd } from './waits-end.ts';

const becomes = (story: Story, to: string, node = 'H01'): Story =>
  story.event(node, { kind: 'transition', machine: 'handheld', from: 'idle', to });
const fault = (story: Story, phase: 'begun' | 'ended', node: string, name = 'out-of-range'): Story =>
  story.event(node, { kind: 'fault', phase, fault: name, id: 1, params: {} });
const opening = (): Story => becomes(evening().at(10_000), 'opening');
const end = (story: Story, t: number): string =>
  story.at(t).event('run', { kind: 'phase', phase: 'end' }).verdict(waitsEnd);

describe('a device that waits', () => {
  it('is answered in time', () => {
    assert.equal(end(becomes(opening().at(12_000), 'open.booking'), 900_000), 'pass');
    assert.match(end(opening(), 900_000), /still waited/);
    assert.match(end(becomes(opening().at(100_000), 'idle'), 900_000), /still waited at 0:01:40/);
    assert.equal(opening().judged(waitsEnd, {}, false).verdict, 'unknown');
  });

  it('may wait while something is wrong that concerns it, and a moment after', () => {
    const faulty = (node: string): Story =>
      fault(fault(opening(), 'begun', node).at(300_000), 'ended', node).at(301_000);
    assert.equal(end(becomes(faulty('H01'), 'idle'), 900_000), 'pass');
    assert.equal(end(becomes(faulty('server'), 'idle'), 900_000), 'pass');
    assert.match(end(becomes(faulty('H02'), 'idle'), 900_000), /still waited/);
    assert.match(end(becomes(faulty('counter'), 'idle'), 900_000), /still waited/);
    assert.match(end(becomes(faulty('H01').at(400_000), 'idle'), 900_000), /still waited/);
  });

  it('may wait while no server runs', () => {
    const away = opening().server('killed').at(300_000).server('up').at(301_000);
    assert.equal(end(becomes(away, 'idle'), 900_000), 'pass');
  });

  it('shows its dialog no longer than there is a reason', () => {
    const dialog = becomes(becomes(evening().at(10_000), 'idle yellow').at(15_000), 'idle red');
    assert.match(end(dialog, 900_000), /still waited/);
    const short = becomes(becomes(evening().at(10_000), 'idle yellow').at(20_000), 'idle');
    assert.equal(end(short, 900_000), 'pass');
  });

  it('waits for a payment as long as that lasts, and hears of its end', () => {
    const paying = (): Story => becomes(evening().at(10_000).begins(1, 5, 1), 'open.paying');
    assert.equal(end(becomes(paying().at(200_000).ends(1, 5, 'paid').at(201_000), 'idle'), 900_000), 'pass');
    assert.match(end(paying().at(200_000).ends(1, 5, 'paid'), 900_000), /still waited/);
  });

  it('is not judged where the machine stood still', () => {
    const stalled = opening().at(50_000).event('run', { kind: 'stall', who: 'harness', fromMs: 20_000, toMs: 50_000 });
    assert.equal(end(stalled, 200_000), 'unknown');
  });
});
