/**
 * What of a screen has to be drawn when it follows another one: the ground where something stood that is no more, and
 * every widget that is new or stands on it. Widgets of one screen do not overlap, so the rest stays as it is.
 */
import type { Rect } from '#protocols/thin-client/messages';
import type { Display, Screen, Widget } from './screen.ts';

export type Changes = { ground: readonly Rect[]; widgets: readonly Widget[] };

/** What has changed from one screen to the next; all of it from null. */
export function changesOf(before: Screen | null, next: Screen, display: Display): Changes {
  if (before === null) return { ground: [{ x: 0, y: 0, ...display }], widgets: next.widgets };
  const ground = before.widgets.filter((widget, i) => !isAmong(next.widgets, widget, i, isInPlaceOf));
  const widgets = next.widgets.filter((widget, i) => !isAmong(before.widgets, widget, i, isLike));
  return { ground: ground.map(({ x, y, width, height }) => ({ x, y, width, height })), widgets };
}

/** Whether any of them is like the one that stands at `i` on another screen: most often it is the one there. */
function isAmong(
  widgets: readonly Widget[],
  one: Widget,
  i: number,
  isAlike: (a: Widget, b: Widget) => boolean,
): boolean {
  const there = widgets[i];
  if (there !== undefined && isAlike(there, one)) return true;
  for (const other of widgets) if (isAlike(other, one)) return true;
  return false;
}

function isInPlaceOf(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function isLike(a: Widget, b: Widget): boolean {
  return isInPlaceOf(a, b) && a.look === b.look && a.text === b.text;
}
