import assert from 'node:assert/strict';
import type { Lane } from './lanes.ts';
import { rowsOf, thingAt, type Layout } from './layout.ts';
import { slicesOf } from '../paper.ts';
import type { Run } from '../run.ts';
import type { Segment } from './spans.ts';

const segment = (from: number, to: number): Segment => ({ from, to, text: 'idle', tone: 'idle', event: 1 });

function deviceLane(name: string, segments: Segment[] = []): Lane {
  const latest = Float64Array.from(segments, ({ to }) => to);
  const marks = [{ at: 500, tone: 'booking' as const, event: 9 }];
  return { kind: 'device', node: name, name, about: 'handheld', bands: [{ row: 'state', segments, latest }], marks };
}

const run = {
  groups: [
    {
      name: 'Devices',
      collapsed: false,
      lanes: [deviceLane('H01', [segment(0, 100), segment(100, 101)]), deviceLane('H02')],
    },
    { name: 'Printers', collapsed: false, lanes: [deviceLane('kitchen')] },
  ],
} as unknown as Run;
const names = (layout: Layout): string[] => layout.rows.map(({ lane, group }) => lane?.name ?? group.name);

describe('the rows of the chart', () => {
  it('are groups with their lanes, without those that are folded', () => {
    assert.deepEqual(names(rowsOf(run, new Set(['Devices']), '')), ['Devices', 'Printers', 'kitchen']);
  });

  it('are those that the filter leaves, unfolded', () => {
    assert.deepEqual(
      names(rowsOf(run, new Set(['Devices']), 'h0')),
      ['Devices', 'H01', 'H02', 'Printers', 'kitchen'].slice(0, 3),
    );
    assert.deepEqual(names(rowsOf(run, new Set(), 'nobody')), []);
  });

  it('tell what is under a point: a mark within reach, else the band there', () => {
    const [, row] = rowsOf(run, new Set(), '').rows;
    assert.ok(row?.lane);
    const at = (t: number, down: number) => thingAt(row, t, row.y + down, 1);
    assert.deepEqual(at(50, 12), { lane: row.lane, band: row.lane.bands[0], segment: segment(0, 100) });
    assert.deepEqual(at(103, 12), { lane: row.lane, band: row.lane.bands[0], segment: segment(100, 101) });
    assert.deepEqual(at(501, 22), { lane: row.lane, mark: row.lane.marks[0] });
    assert.equal(at(300, 12), null);
  });

  it('come onto paper in slices, a group’s name never last on its sheet', () => {
    const layout = rowsOf(run, new Set(), '');
    const slices = slicesOf(layout, 150);
    assert.deepEqual(slices.map(names), [
      ['Devices', 'H01', 'H02'],
      ['Printers', 'kitchen'],
    ]);
    assert.deepEqual(
      slices.map(({ rows }) => rows[0]?.y),
      [0, 0],
    );
    assert.deepEqual(slicesOf(layout, 90).map(names), [['Devices', 'H01'], ['H02'], ['Printers', 'kitchen']]);
  });
});
