/** Where things are: rows of the chart from top to bottom, and what is under a point. */
import { firstIndex } from '../carried-history.ts';
import type { Band, BandRow, Group, Lane, LaneKind } from './lanes.ts';
import type { Run } from '../run.ts';
import type { Mark, Segment } from './spans.ts';

/** Top and height within a lane. */
type Place = readonly [top: number, height: number];
type Shape = { height: number; rows: { [K in BandRow]?: Place }; ticks: Place };

/** Height of a lane and, in it, the place of each band. */
export const SHAPES: Record<LaneKind, Shape> = {
  server: { height: 34, rows: { fault: [4, 26], silent: [6, 2], state: [10, 14] }, ticks: [10, 14] },
  device: {
    height: 56,
    rows: { fault: [3, 50], silent: [5, 2], state: [8, 16], dialog: [25, 4], hold: [31, 13], lock: [45, 5] },
    ticks: [21, 3],
  },
  machine: { height: 30, rows: { fault: [3, 24], silent: [5, 2], state: [8, 14] }, ticks: [6, 18] },
  tab: { height: 26, rows: { lock: [4, 13], payment: [18, 3] }, ticks: [4, 13] },
  signal: { height: 22, rows: { signal: [4, 13] }, ticks: [4, 13] },
  fault: { height: 24, rows: { bar: [4, 16] }, ticks: [4, 16] },
};
const GROUP_HEIGHT = 28;

export type GroupRow = { group: Group; lane?: undefined; y: number; height: number; isFolded: boolean; count: number };
export type LaneRow = { group: Group; lane: Lane; y: number; height: number };
export type Row = GroupRow | LaneRow;
export type Layout = { rows: Row[]; height: number };

/** The rows to show: groups with their lanes, without those that are folded or filtered away. */
export function rowsOf(run: Run, folded: ReadonlySet<string>, filter: string): Layout {
  const wanted = filter.trim().toLowerCase();
  const rows: Row[] = [];
  let y = 0;
  for (const group of run.groups) {
    const lanes = group.lanes.filter(({ name, about }) =>
      `${name} ${about} ${group.name}`.toLowerCase().includes(wanted),
    );
    if (lanes.length === 0) continue;
    const isFolded = wanted === '' && folded.has(group.name);
    rows.push({ group, y, height: GROUP_HEIGHT, isFolded, count: lanes.length });
    y += GROUP_HEIGHT;
    if (isFolded) continue;
    for (const lane of lanes) {
      const { height } = SHAPES[lane.kind];
      rows.push({ group, lane, y, height });
      y += height;
    }
  }
  return { rows, height: y };
}

/** Something that can be pointed at. */
export type Thing = { lane: Lane; mark: Mark } | { lane: Lane; band: Band; segment: Segment };

const REACH_PX = 4;

/** What lies at time `t` and height `y` of a row: a mark within reach, else the topmost band there. */
export function thingAt(row: Row, t: number, y: number, msPerPx: number): Thing | null {
  const { lane } = row;
  if (lane === undefined) return null;
  const inside = y - row.y;
  const reach = REACH_PX * msPerPx;
  const [tickTop, tickHeight] = SHAPES[lane.kind].ticks;
  if (inside >= tickTop - 1 && inside <= tickTop + tickHeight + 1) {
    const mark = nearest(lane.marks, t, lane.kind === 'device' ? reach / 2 : reach);
    if (mark !== null) return { lane, mark };
  }
  let best: Thing | null = null;
  for (const band of lane.bands) {
    const [top, height] = SHAPES[lane.kind].rows[band.row] ?? [0, 0];
    if (inside < top - 1 || inside > top + height) continue;
    const segment = segmentAt(band, t, reach);
    if (segment !== null && (best === null || band.row !== 'fault')) best = { lane, band, segment };
  }
  return best;
}

function nearest(marks: readonly Mark[], t: number, reach: number): Mark | null {
  const i = firstIndex(marks.length, (at) => (marks[at] as Mark).at >= t);
  let best: Mark | null = null;
  for (const mark of [marks[i - 1], marks[i]]) {
    if (mark === undefined || Math.abs(mark.at - t) > reach) continue;
    if (best === null || Math.abs(mark.at - t) < Math.abs(best.at - t)) best = mark;
  }
  return best;
}

/** The stretch at `t`; a short one beside it also counts, or nobody could point at it. */
function segmentAt(band: Band, t: number, reach: number): Segment | null {
  let near: Segment | null = null;
  for (const segment of segmentsFrom(band, t - reach)) {
    if (segment.from > t + reach) break;
    if (segment.from <= t && segment.to > t) return segment;
    if (segment.to >= t - reach) near = segment;
  }
  return near;
}

/** The segments of a band from the first that has not ended before `t`. */
export function* segmentsFrom({ segments, latest }: Band, t: number): Generator<Segment> {
  for (let i = firstIndex(segments.length, (at) => (latest[at] ?? 0) >= t); i < segments.length; i += 1)
    yield segments[i] as Segment;
}
