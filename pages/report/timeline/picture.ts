/** Everything a picture of the chart depends on. */
import type { Theme } from './brushes.ts';
import type { Layout, Row } from './layout.ts';
import type { Run } from '../run.ts';
import type { View } from './view.ts';

export type Picture = {
  run: Run;
  view: View;
  layout: Layout;
  theme: Theme;
  /** How far down the lanes are scrolled, in px. */
  scrollTop: number;
  /** Where the pointer is; null while it is elsewhere. */
  hoverAt: number | null;
  hoverRow: Row | null;
  /** Events that are marked, and among them the one that is read beside the chart (0: none). */
  chosen: ReadonlySet<number>;
  current: number;
  /** The finding that is shown, by its place on the page; -1 for none. */
  finding: number;
  /** How far the ring around the current event has spread, 0 to 1. */
  pulse: number;
};

/** What drawing functions share: the context, the picture, and the place of a time. */
export type Drawing = {
  pen: CanvasRenderingContext2D;
  picture: Picture;
  width: number;
  height: number;
  x(t: number): number;
};

export function drawingOf(pen: CanvasRenderingContext2D, picture: Picture, width: number, height: number): Drawing {
  const { from, to } = picture.view;
  return { pen, picture, width, height, x: (t) => ((t - from) / (to - from)) * width };
}
