/**
 * The timeline on paper: what is in view, all its lanes, names beside them and times above, in slices of which two fit
 * a sheet; in the light colours whatever the screen has.
 */
import { clockText } from '#history/clock';
import { fitted, readTheme } from './timeline/brushes.ts';
import type { Chart } from './timeline/chart.ts';
import { drawAxis } from './timeline/draw-frame.ts';
import { drawLanes } from './timeline/draw-lanes.ts';
import type { Layout, Row } from './timeline/layout.ts';
import { made } from './made.ts';
import { showNames } from './names.ts';
import type { Picture } from './timeline/picture.ts';

/** Px of a sheet of A4 or Letter across, margins and names left out. */
const WIDTH_PX = 786;
const SLICE_PX = 290;
const AXIS_PX = 24;
const DOTS_PER_PX = 2;

/** Puts the paper version into its box. */
export function fillPaper(box: HTMLElement, { picture }: Chart, head: string): void {
  const theme = readTheme(box);
  const onPaper = { ...picture, theme, hoverAt: null, hoverRow: null, pulse: 1 };
  const { from, to } = picture.view;
  box.replaceChildren(
    made('p', {}, `${head === '' ? '' : `${head} · `}${clockText(from)} – ${clockText(to)}`),
    ...slicesOf(picture.layout, SLICE_PX).map((slice) => sliceOf(onPaper, slice)),
  );
}

/** Parts of a layout that are no taller than `most`, cut between lanes and never behind a group's name. */
export function slicesOf({ rows }: Layout, most: number): Layout[] {
  const slices: Row[][] = [];
  let slice: Row[] = [];
  const heightOf = (some: readonly Row[]): number => some.reduce((sum, row) => sum + row.height, 0);
  for (const [i, row] of rows.entries()) {
    const next = row.lane === undefined ? (rows[i + 1]?.height ?? 0) : 0;
    if (slice.length > 0 && heightOf(slice) + row.height + next > most) {
      slices.push(slice);
      slice = [];
    }
    slice.push(row);
  }
  if (slice.length > 0) slices.push(slice);
  return slices.map((some) => {
    const top = some[0]?.y ?? 0;
    return { rows: some.map((row) => ({ ...row, y: row.y - top })), height: heightOf(some) };
  });
}

function sliceOf(picture: Picture, layout: Layout): HTMLElement {
  const axis = made('canvas', { style: `width:${WIDTH_PX}px;height:${AXIS_PX}px` });
  const main = made('canvas', { style: `width:${WIDTH_PX}px;height:${layout.height}px` });
  const names = made('div', { class: 'names' });
  showNames(names, layout, () => undefined);
  const part = { ...picture, layout, scrollTop: 0 };
  drawAxis(fitted(axis, WIDTH_PX, AXIS_PX, DOTS_PER_PX), part, WIDTH_PX, AXIS_PX);
  drawLanes(fitted(main, WIDTH_PX, layout.height, DOTS_PER_PX), part, WIDTH_PX, layout.height);
  return made('div', { class: 'slice' }, made('div', { class: 'corner' }), axis, names, main);
}
