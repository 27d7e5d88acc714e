/** What of a screen is not as it was on the screen before, seen from the outside: by place, look and text. */
import type { ShownWidget } from '#protocols/thin-client/messages';

export type Changed = { changed: number; gone: number };
/** Looks at the screens of one client, one after the other. */
export class ScreenWatch {
  private before: readonly ShownWidget[] = [];

  /** The display is empty, or what is on it is none of the server's screens. */
  forget(): void {
    this.before = [];
  }

  /** How many widgets are new on this screen, and how many of those before are not there any more. */
  see(widgets: readonly ShownWidget[]): Changed {
    let changed = 0;
    let kept = 0;
    for (const [i, widget] of widgets.entries()) {
      const was = beginningWith(widget, this.before, i);
      if (was !== undefined && was.width === widget.width && was.height === widget.height) kept += 1;
      if (was === undefined || !isSame(was, widget)) changed += 1;
    }
    const gone = this.before.length - kept;
    this.before = widgets;
    return { changed, gone };
  }
}

/** The widget that begins at the same pixel, of which there is one at most; often it has the same place `i` in the list. */
function beginningWith({ x, y }: ShownWidget, widgets: readonly ShownWidget[], i: number): ShownWidget | undefined {
  const there = widgets[i];
  return there?.x === x && there.y === y ? there : widgets.find((one) => one.x === x && one.y === y);
}

function isSame(was: ShownWidget, is: ShownWidget): boolean {
  return was.text === is.text && was.look === is.look && was.width === is.width && was.height === is.height;
}
