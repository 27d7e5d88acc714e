/** What `dumpsys telephony.registry` says of calls, and `dumpsys window` of the window that is in front. */
import { valuesOf } from '../answer.ts';
import { known, unknown, type Reading } from '../reading.ts';

/** mCallState of TelephonyManager: 0 idle, 1 ringing, 2 off hook. A device with two SIM cards says it of each. */
const STATES = ['0', '1', '2'];
const RINGING = '1';

export function isRinging(lines: readonly string[]): Reading<boolean> {
  const states = valuesOf(lines, 'mCallState');
  const strange = states.find((state) => !STATES.includes(state));
  if (states.length === 0 || strange !== undefined) return unknown('The device does not say whether it rings.');
  return known(states.includes(RINGING));
}

/** Packages whose windows have the focus, one for each display; `null` has none. */
export function inFront(lines: readonly string[]): Reading<string[]> {
  const focused = valuesOf(lines, 'mCurrentFocus');
  if (focused.length === 0) return unknown('The device does not say which window is in front.');
  return known(focused.flatMap((window) => /^Window\{\w+ u\d+ ([\w.]+)[/}]/.exec(window)?.[1] ?? []));
}
