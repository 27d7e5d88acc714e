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
  const places = new Set(next.widgets.map(placeOf));
  const ground = before.widgets.filter((widget) => !places.has(placeOf(widget)));
  const known = new Set(before.widgets.map(lookOf));
  const widgets = next.widgets.filter((widget) => !known.has(lookOf(widget)));
  return { ground: ground.map(({ x, y, width, height }) => ({ x, y, width, height })), widgets };
}

function placeOf({ x, y, width, height }: Rect): string {
  return `${x} ${y} ${width} ${height}`;
}

function lookOf(widget: Widget): string {
  return `${placeOf(widget)} ${widget.look} ${widget.text}`;
}
