import assert from 'node:assert/strict';
import { moved, pinched, ticksOf, viewOf, zoomed } from './view.ts';

const END_MS = 100_000;

describe('the part of a run in view', () => {
  it('stays within the run', () => {
    assert.deepEqual(viewOf(-5_000, 200_000, END_MS), { from: 0, to: END_MS });
    assert.deepEqual(moved({ from: 80_000, to: 90_000 }, 50_000, END_MS), { from: 90_000, to: END_MS });
    assert.deepEqual(moved({ from: 80_000, to: 90_000 }, -90_000, END_MS), { from: 0, to: 10_000 });
  });

  it('never gets so short that nothing can be told apart', () => {
    assert.deepEqual(viewOf(500, 500, END_MS), { from: 490, to: 510 });
  });

  it('zooms about the time that is pointed at', () => {
    assert.deepEqual(zoomed({ from: 20_000, to: 60_000 }, 30_000, 0.5, END_MS), { from: 25_000, to: 45_000 });
  });

  it('keeps the times two fingers took hold of under the fingers', () => {
    const view = pinched([40_000, 60_000], [0.25, 0.75], END_MS);
    assert.deepEqual(view, { from: 30_000, to: 70_000 });
    assert.deepEqual(pinched([40_000, 60_000], [0.1, 0.5], END_MS), { from: 35_000, to: 85_000 });
    assert.deepEqual(pinched([40_000, 60_000], [0.5, 0.5], END_MS), { from: 0, to: END_MS });
  });

  it('has round times above it, no closer than asked for', () => {
    assert.deepEqual(ticksOf({ from: 1_000, to: 61_000 }, 600, 100), {
      step: 10_000,
      ticks: [10_000, 20_000, 30_000, 40_000, 50_000, 60_000],
    });
  });
});
