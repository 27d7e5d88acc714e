/** The version of the WebView: of `dumpsys webviewupdate`, and on Android 7 of the package. */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';
import { valuesOf } from '../answer.ts';

/** Major version of the package in use. */
export function currentWebView(lines: readonly string[]): Reading<number> {
  const current = valuesOf(lines, 'Current WebView package (name, version)');
  return andThen(single(current, 'WebView'), (text) => {
    const version = /^\([\w.]+, ([^()]+)\)$/.exec(text)?.[1];
    return version === undefined ? unknown(`There is no WebView in use: ${text}.`) : majorOf(version);
  });
}

/** Major version of a package; the one that an update hides is passed over. */
export function packageMajor(lines: readonly string[]): Reading<number> {
  return andThen(packageVersion(lines), majorOf);
}

/** versionName of `dumpsys package`. */
export function packageVersion(lines: readonly string[]): Reading<string> {
  const hidden = lines.findIndex((line) => line.trim() === 'Hidden system packages:');
  return single(valuesOf(hidden < 0 ? lines : lines.slice(0, hidden), 'versionName'), 'version of the package');
}

function majorOf(version: string): Reading<number> {
  const major = /^(\d{1,4})\.\d/.exec(version)?.[1];
  return major === undefined ? unknown(`“${version}” is no version.`) : known(Number(major));
}
