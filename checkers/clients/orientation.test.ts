// Layouts that do not turn, and screens that fill their display.
import assert from 'node:assert/strict';
import type { HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import { judgeHistory } from '../judge.ts';
import { orientation } from './orientation.ts';
import { STORY_LIMITS } from '../story.ts';

type Device = Partial<FloorSummary['devices'][number]>;

/** The verdict on one layout of a device, or what a failure says after its `however`. */
function verdict(device: Device, width: number, height: number, titlePx?: number): string {
  const one = { name: 'A', beltPrinter: false, ...device };
  const header = { limits: STORY_LIMITS, floor: { devices: [one] }, timeScale: 1 } as unknown as HistoryHeader;
  const layout = { kind: 'layout', width, height, ...(titlePx === undefined ? {} : { titlePx }) } as const;
  const [result] = judgeHistory(header, [{ t: 5, node: 'A', ...layout }], { whole: true, checkers: [orientation] });
  return result?.verdict === 'fail'
    ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '')
    : `${result?.verdict}`;
}

describe('the orientation of what is shown', () => {
  it('is upright at a handheld, and lying at a tablet', () => {
    assert.equal(verdict({ family: 'handheld' }, 480, 800), 'pass');
    assert.match(verdict({ family: 'handheld' }, 800, 480), /lying/);
    assert.equal(verdict({ family: 'tablet' }, 1_280, 800), 'pass');
    assert.match(verdict({ family: 'tablet' }, 800, 1_280), /upright/);
  });

  it('is upright at every thin client, for its own display', () => {
    const client = { family: 'client', display: { width: 1_280, height: 800 } };
    assert.equal(verdict(client, 800, 1_280, 718), 'pass');
    assert.match(verdict(client, 1_280, 800, 718), /lying/);
    assert.match(verdict(client, 384, 684, 384), /for 384 × 684/);
  });

  it('is very large on a tablet, and never smaller than designed', () => {
    const tablet = { family: 'freestyle', display: { width: 800, height: 1_280 } };
    assert.match(verdict(tablet, 800, 1_280, 384), /not 718/);
    assert.match(verdict(tablet, 800, 1_280, 800), /not 718/);
    assert.equal(verdict({ family: 'client', display: { width: 320, height: 480 } }, 320, 480, 384), 'pass');
  });

  it('is for what its browser leaves it, where it is a page', () => {
    const page = { family: 'client', display: { width: 800, height: 1_280 }, browser: true as const };
    assert.equal(verdict(page, 420, 748, 419), 'pass');
    assert.match(verdict(page, 420, 748, 384), /not 419/);
  });

  it('is not judged where a history does not know the display', () => {
    assert.equal(verdict({ family: 'client' }, 412, 732, 7), 'pass');
  });
});
