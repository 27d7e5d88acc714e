// What devices count of their traffic, what thin clients are sent, and how both families compare.
import assert from 'node:assert/strict';
import type { CheckResult } from '../checker.ts';
import { Story } from '../story.ts';
import { traffic } from './traffic.ts';

const DEVICES = ['H01', 'H02', 'T01', 'till', 'C01', 'C02', 'F01', 'F02', 'F03'];

/** C01 has its first screen: 20 widgets of 1,000 bytes. */
const shown = (): Story =>
  new Story()
    .event('C01', { kind: 'admitted', session: 1 })
    .screen('C01', 1, 0, 0, { bytes: 20_000, changed: 20, gone: 0 });
const next = (bytes: number, changed: number, gone: number): string =>
  shown().screen('C01', 2, 0, 0, { bytes, changed, gone }).verdict(traffic);

/** The run is over, and all devices tell; of C01 and H01 what is said here. */
function told(story: Story, C01: [number, number], H01: [number, number] = [900, 900]): Story {
  const counted: Record<string, [number, number]> = { C01, H01 };
  for (const node of DEVICES) {
    const [up, down] = counted[node] ?? [0, 0];
    story.event(node, { kind: 'traffic', up, down });
  }
  return story;
}

describe('thin clients', () => {
  it('are sent what has changed, and no whole screens', () => {
    assert.equal(next(1_100, 1, 0), 'pass');
    assert.equal(next(0, 0, 0), 'pass');
    assert.equal(next(2_300, 1, 9), 'pass');
    assert.match(next(20_000, 1, 0), /^screen 2 was sent in 20000 bytes/);
    assert.match(next(19_000, 0, 2), /^screen 2 was sent/);
  });

  it('are sent a whole one when they have a place again', () => {
    const again = shown().event('C01', { kind: 'admitted', session: 1 });
    assert.equal(again.screen('C01', 1, 0, 0, { bytes: 20_000, changed: 20, gone: 0 }).verdict(traffic), 'pass');
  });

  it('of older histories are not judged by what changed', () => {
    const older = shown().screen('C01', 2, 0, 0, { bytes: 90_000 });
    assert.equal(older.verdict(traffic), 'pass');
    assert.equal(older.event('C01', { kind: 'traffic', up: 900, down: 120_000 }).verdict(traffic), 'pass');
  });
});

describe('a device', () => {
  it('counts no less than the history shows', () => {
    assert.equal(told(shown(), [900, 21_000]).verdict(traffic), 'pass');
    assert.match(told(shown(), [900, 19_000]).verdict(traffic), /^it had counted 19000/);
    const tapped = shown().taps('C01', 1, 'sign-on', { operator: 'Anna' });
    assert.match(told(tapped, [10, 21_000]).verdict(traffic), /^it had counted 10/);
    const asked = new Story().signsOn('H01', 'Anna');
    assert.match(told(asked, [0, 0], [0, 400]).verdict(traffic), /^it had counted 0/);
  });

  it('tells its traffic at the end, where standard devices do', () => {
    const one = new Story().event('H01', { kind: 'traffic', up: 1, down: 1 });
    assert.match(one.verdict(traffic), /^it told no traffic/);
    assert.equal(one.judged(traffic, {}, false).verdict, 'unknown');
  });
});

describe('both families', () => {
  /** C01 has opened two tabs, H01 one. */
  const tabs = (): Story =>
    shown()
      .opens('H01', 'Ben', 5, 1)
      .fact({ kind: 'tab-locked', tab: 6, token: 2, device: 'C01', operator: 'Anna' })
      .fact({ kind: 'tab-locked', tab: 7, token: 3, device: 'C01', operator: 'Anna' })
      .books('H01', 'Ben', 5, 1, 1, 500);
  const compared = (timesTraffic: number): CheckResult =>
    told(tabs(), [1_000, 35_000], [1_000, 500]).judged(traffic, {}, true, { timesTraffic });

  it('are compared by bytes for a tab, where the scenario says so', () => {
    assert.equal(compared(12).verdict, 'pass');
    assert.match(
      compared(13).evidence[0]?.sentence ?? '',
      /2 tabs of 18000 bytes, and standard devices 1 tabs of 1500/,
    );
    const alone = told(shown(), [900, 21_000]).judged(traffic, {}, true, { timesTraffic: 2 });
    assert.match(alone.evidence[0]?.sentence ?? '', /had no tab, and standard devices no tab/);
  });

  it('tell what reports show', () => {
    const [H01] = compared(1).traffic?.devices ?? [];
    assert.deepEqual(H01, { device: 'H01', family: 'handheld', up: 1_000, down: 500, tabs: 1, bookings: 1 });
  });
});
