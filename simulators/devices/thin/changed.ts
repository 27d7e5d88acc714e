/** What of a screen is not as it was on the screen before, seen from the outside: by place, look and text. */
import type { ShownWidget } from '#protocols/thin-client/messages';

export type Changed = { changed: number; gone: number };
/** Widgets by their place: no two of a screen begin at the same pixel. */
type Seen = Map<number, ShownWidget>;

/** No display is larger, pixels. */
const WIDEST = 8_192;

/** Looks at the screens of one client, one after the other. */
export class ScreenWatch {
  private before: Seen = new Map();

  /** The display is empty, or what is on it is none of the server's screens. */
  forget(): void {
    this.before = new Map();
  }

  /** How many widgets are new on this screen, and how many of those before are not there any more. */
  see(widgets: readonly ShownWidget[]): Changed {
    const now: Seen = new Map();
    let changed = 0;
    let kept = 0;
    for (const widget of widgets) {
      const at = widget.x + WIDEST * widget.y;
      now.set(at, widget);
      const was = this.before.get(at);
      if (was !== undefined && was.width === widget.width && was.height === widget.height) kept += 1;
      if (was === undefined || !isSame(was, widget)) changed += 1;
    }
    const gone = this.before.size - kept;
    this.before = now;
    return { changed, gone };
  }
}

function isSame(was: ShownWidget, is: ShownWidget): boolean {
  return was.text === is.text && was.look === is.look && was.width === is.width && was.height === is.height;
}
