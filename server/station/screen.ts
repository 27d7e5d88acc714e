/**
 * Screens as data: what a thin client is shown is a list of widgets, each with its place in pixels, its text, its look
 * and what a tap on it means. Where widgets stand is worked out here, for a display of any size: the screen is designed
 * for the smallest one and scaled up, so on a tablet everything is very large.
 */
import type { StationTap } from '#machines/station/station-events';
import type { Rect, ShownWidget } from '#protocols/thin-client/messages';

/** The smallest display a client may have, pixels; what Freestyle asks for at least. */
export const SMALLEST = { width: 384, height: 684 } as const;

export type Display = { width: number; height: number };
export type Widget = ShownWidget & { means: StationTap | null };
/** `reads`: the client is to read the code of a card; `view`: it is to show the pictures of a camera there. */
export type Screen = {
  title: string;
  widgets: Widget[];
  tab: number;
  token: number;
  reads?: true;
  view?: Rect & { view: number };
};

/** A screen before anything has its place: lines to read, and keys in a grid below them. */
export type Plan = {
  title: string;
  texts: { text: string; look: 'text' | 'warning' | 'parked' }[];
  keys: { text: string; means: StationTap }[];
  columns: number;
  tab: number;
  token: number;
  reads?: true;
  /** Below all else there are the pictures of that camera view. */
  view?: number;
};

const TITLE = 48;
const LINE = 30;
const MARGIN = 8;
const HIGHEST_KEY = 72;
const LOWEST_KEY = 24;
const MOST_COLUMNS = 4;

/**
 * Gives everything its place on a display. Errors: none; what does not fit is made smaller, keys to 24 px at least, and
 * then has more columns.
 */
export function layOut(plan: Plan, display: Display): Screen {
  const { title, texts, keys, tab, token, reads, view } = plan;
  const thousandths = scaleOf(display);
  const widgets: Widget[] = [
    { x: 0, y: 0, width: SMALLEST.width, height: TITLE, text: title, look: 'title', means: null },
  ];
  let y = TITLE + MARGIN;
  for (const { text, look } of texts) {
    widgets.push({ x: MARGIN, y, width: SMALLEST.width - 2 * MARGIN, height: LINE, text, look, means: null });
    y += LINE;
  }
  const roomForKeys = SMALLEST.height - y - MARGIN;
  const columns = columnsFor(plan, roomForKeys);
  const rows = Math.max(1, Math.ceil(keys.length / columns));
  const height = Math.max(LOWEST_KEY, Math.min(HIGHEST_KEY, Math.floor(roomForKeys / rows)));
  const width = Math.floor((SMALLEST.width - MARGIN) / columns);
  for (const [i, { text, means }] of keys.entries()) {
    const column = i % columns;
    const row = (i - column) / columns;
    const place = { x: MARGIN + column * width, y: y + row * height, width: width - MARGIN, height: height - 4 };
    widgets.push({ ...place, text, look: 'key', means });
  }
  const placed = widgets.map((widget) => ({ ...widget, ...scaled(widget, thousandths) }));
  const lowest = widgets.at(-1) ?? { y, height };
  const top = lowest.y + lowest.height + MARGIN;
  const room = { x: MARGIN, y: top, width: SMALLEST.width - 2 * MARGIN, height: SMALLEST.height - top - MARGIN };
  return {
    ...{ title, widgets: placed, tab, token },
    ...(reads === undefined ? {} : { reads }),
    ...(view === undefined ? {} : { view: { view, ...scaled(room, thousandths) } }),
  };
}

/** As many columns as are wanted, or as it takes until the lowest keys do not run off the display. */
function columnsFor({ keys, columns }: Plan, room: number): number {
  let wide = columns;
  while (wide < MOST_COLUMNS && Math.ceil(keys.length / wide) * LOWEST_KEY > room) wide += 1;
  return wide;
}

/** A display as screens are laid out for it: upright, however the device is held. It does not turn with the device. */
export function uprightOf({ width, height }: Display): Display {
  return { width: Math.min(width, height), height: Math.max(width, height) };
}

/** How much larger than the smallest display, in thousandths: by the side that has less room. */
export function scaleOf({ width, height }: Display): number {
  const times = Math.min(Math.floor((width * 1_000) / SMALLEST.width), Math.floor((height * 1_000) / SMALLEST.height));
  return Math.max(1_000, times);
}

function scaled({ x, y, width, height }: Rect, thousandths: number): Rect {
  const of = (pixels: number): number => Math.floor((pixels * thousandths) / 1_000);
  return { x: of(x), y: of(y), width: of(width), height: of(height) };
}

/** The key at a point of a screen, if there is one. */
export function keyAt(screen: Screen, x: number, y: number): Widget | undefined {
  return screen.widgets.find(
    (widget) =>
      widget.means !== null &&
      x >= widget.x &&
      x < widget.x + widget.width &&
      y >= widget.y &&
      y < widget.y + widget.height,
  );
}

/** What a person sees of a screen. */
export function shownOf({ widgets }: Screen): ShownWidget[] {
  return widgets.map(({ x, y, width, height, text, look }) => ({ x, y, width, height, text, look }));
}
