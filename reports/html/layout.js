/** Where things are: rows of the chart from top to bottom, and what is under a point. */
import { firstIndex } from './model.js';

/** Height of a lane and, in it, top and height of each band. */
export const SHAPES = {
  server: { height: 34, rows: { fault: [4, 26], silent: [6, 2], state: [10, 14] }, ticks: [10, 14] },
  device: {
    height: 56,
    rows: { fault: [3, 50], silent: [5, 2], state: [8, 16], dialog: [25, 4], hold: [31, 13], lock: [45, 5] },
    ticks: [21, 3],
  },
  machine: { height: 30, rows: { fault: [3, 24], silent: [5, 2], state: [8, 14] }, ticks: [6, 18] },
  tab: { height: 26, rows: { lock: [4, 13], payment: [18, 3] }, ticks: [4, 13] },
  fault: { height: 24, rows: { bar: [4, 16] }, ticks: [4, 16] },
};
export const GROUP_HEIGHT = 30;

/** The rows to show: groups with their lanes, without those that are folded or filtered away. */
export function rowsOf(run, folded, filter) {
  const wanted = filter.trim().toLowerCase();
  const rows = [];
  let y = 0;
  for (const [index, group] of run.groups.entries()) {
    const lanes = group.lanes.filter((lane) => matches(lane, group, wanted));
    if (lanes.length === 0) continue;
    const isFolded = wanted === '' && folded.has(group.name);
    rows.push({ group, index, y, height: GROUP_HEIGHT, isFolded, count: lanes.length });
    y += GROUP_HEIGHT;
    if (isFolded) continue;
    for (const lane of lanes) {
      const { height } = SHAPES[lane.kind];
      rows.push({ lane, y, height });
      y += height;
    }
  }
  return { rows, height: y };
}

function matches(lane, group, wanted) {
  if (wanted === '') return true;
  return `${lane.name} ${lane.about} ${group.name}`.toLowerCase().includes(wanted);
}

const REACH_PX = 4;

/** What lies at time `t` and height `y` of a row: a mark within reach, else the topmost band there. */
export function thingAt(row, t, y, msPerPx) {
  const { lane } = row;
  if (lane === undefined) return null;
  const inside = y - row.y;
  const reach = REACH_PX * msPerPx;
  const [tickTop, tickHeight] = SHAPES[lane.kind].ticks;
  if (inside >= row.height - 6) {
    const detail = nearest(lane.details, t, reach);
    if (detail) return { lane, detail };
  }
  if (inside >= tickTop - 1 && inside <= tickTop + tickHeight + 1) {
    const mark = nearest(lane.marks, t, lane.kind === 'device' ? reach / 2 : reach);
    if (mark) return { lane, mark };
  }
  let best = null;
  for (const band of lane.bands) {
    const [top, height] = SHAPES[lane.kind].rows[band.row] ?? [0, 0];
    if (inside < top - 1 || inside > top + height) continue;
    const i = indexAt(band, t, reach);
    if (i >= 0 && (best === null || band.row !== 'fault')) best = { lane, band, i };
  }
  return best;
}

function nearest(points, t, reach) {
  const i = firstIndex(points.length, (at) => points[at].at >= t);
  let best = null;
  for (const point of [points[i - 1], points[i]]) {
    if (point === undefined || Math.abs(point.at - t) > reach) continue;
    if (best === null || Math.abs(point.at - t) < Math.abs(best.at - t)) best = point;
  }
  return best;
}

/** The stretch at `t`; a short one beside it also counts, or nobody could point at it. */
function indexAt(band, t, reach) {
  let near = -1;
  for (let i = firstIndex(band.count, (at) => band.latest[at] >= t - reach); i < band.count; i += 1) {
    if (band.from[i] > t + reach) break;
    if (band.from[i] <= t && band.to[i] > t) return i;
    if (band.to[i] >= t - reach) near = i;
  }
  return near;
}
