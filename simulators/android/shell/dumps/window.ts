/** `dumpsys window`: which window has the focus. */
import { BROWSER } from '../../apps.ts';
import type { AndroidDevice } from '../../device.ts';
import type { Command } from '../command.ts';

const CHROME = `${BROWSER}/com.google.android.apps.chrome.Main`;
const LAUNCHER = 'com.android.launcher3/com.android.launcher3.uioverrides.QuickstepLauncher';

export const window: Command = ({ device, out }) => {
  out(
    `WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)\n  Display: mDisplayId=0\n  mCurrentFocus=Window{5f3ba21 u0 ${inFront(device)}}\n  mFocusedApp=ActivityRecord{8c1d0e4 u0 ${inFront(device)} t7}\n`,
  );
  return 0;
};

/** What lies over all else, or the browser, if it has been started. */
function inFront({ over, apps }: AndroidDevice): string {
  return over ?? (apps.find(BROWSER)?.pid == null ? LAUNCHER : CHROME);
}
