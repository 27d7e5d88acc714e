/** `pm list features` and `pm list packages`; lists that are never empty. */
import { known, unknown, type Reading } from '../reading.ts';

const FEATURE_OF_ALL = 'android.hardware.';

/** Names of features; a version behind `=` is cut off. */
export function featuresOf(lines: readonly string[]): Reading<ReadonlySet<string>> {
  const names = listed(lines, 'feature:').map((name) => name.split('=')[0] as string);
  return names.some((name) => name.startsWith(FEATURE_OF_ALL))
    ? known(new Set(names))
    : unknown('No features are listed.');
}

/** Names of installed packages. */
export function packagesOf(lines: readonly string[]): Reading<ReadonlySet<string>> {
  const names = listed(lines, 'package:');
  return names.length > 0 ? known(new Set(names)) : unknown('No packages are listed.');
}

function listed(lines: readonly string[], begin: string): string[] {
  return lines.map((line) => line.trim()).flatMap((line) => (line.startsWith(begin) ? [line.slice(begin.length)] : []));
}
