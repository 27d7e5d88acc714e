/** What of a screen a person cannot see, or cannot put a finger on: what lies beyond the display, or under something else. */
import type { Rect, ScreenMessage } from '#protocols/thin-client/messages';

/** How many widgets of a screen do not lie wholly on its display, or share a pixel with another or with a camera's pictures. */
export function outOfSight({ display, widgets, view }: Pick<ScreenMessage, 'display' | 'widgets' | 'view'>): number {
  const placed: readonly Rect[] = view === undefined ? widgets : [...widgets, view];
  let hidden = 0;
  for (const [i, one] of widgets.entries()) {
    const isOn = one.x >= 0 && one.y >= 0 && one.x + one.width <= display.width && one.y + one.height <= display.height;
    if (!isOn || placed.some((other, j) => j !== i && overlap(one, other))) hidden += 1;
  }
  return hidden;
}

function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
