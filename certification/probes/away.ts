/**
 * Why a device does not answer, in the words of the adb server: as a state in its list of devices, and as the reason of a
 * FAIL. Whatever is not known here is told as it came.
 */

export const ABSENCES = ['unauthorized', 'offline', 'no permissions'] as const;
export type Absence = (typeof ABSENCES)[number];

/** What a state in the list begins with. */
export function absenceOfState(state: string): Absence | null {
  return ABSENCES.find((absence) => state.startsWith(absence)) ?? null;
}

const REASONS: readonly [RegExp, Absence][] = [
  [/^device (unauthorized|still authorizing)/, 'unauthorized'],
  [/^device offline/, 'offline'],
  [/^(insufficient permissions|no permissions)/, 'no permissions'],
];

/** From the reason of a FAIL; null where it says nothing more than that there is none. */
export function absenceOfReason(why: string): Absence | null {
  return REASONS.find(([pattern]) => pattern.test(why))?.[1] ?? null;
}

/** What a run that waits for it, or has stopped because of it, says. */
export const ABSENCE_TEXTS: Readonly<Record<Absence, string>> = {
  unauthorized: 'The device does not trust this computer any more: allow USB debugging on its display.',
  offline: 'The device is not there, adb says offline: plug it in, or pull the cable and put it in again.',
  'no permissions': 'Whoever runs the adb server may not open the device any more.',
};
