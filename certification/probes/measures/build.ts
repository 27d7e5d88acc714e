/** Identity, memory, storage, WebView, security: what can be read off the build. */
import { property } from '../parsers/getprop.ts';
import { hasSu } from '../parsers/identity.ts';
import { featuresOf } from '../parsers/packages.ts';
import { freeStorage, totalMemory } from '../parsers/storage.ts';
import { currentWebView, packageMajor } from '../parsers/webview.ts';
import { all, known, andThen, unknown, type Reading } from '../reading.ts';
import { apiLevel, number, word, type Probe, type Said, type Seen } from '../seen.ts';

/** Where the WebView is on Android 7; some devices have both. */
const WEBVIEW_PACKAGES = ['webview-package', 'webview-aosp'];

export const buildProbes: Record<string, Probe> = {
  'OS-1': { uses: ['getprop'], measure: (seen) => andThen(apiLevel(seen), (api) => number(api)) },
  'OS-2': { uses: ['getprop', 'clock'], measure: patchAge },
  'OS-3': { uses: ['getprop', 'su'], measure: genuineness },
  'OS-4': { uses: ['getprop'], measure: sameBuild },
  'OS-5': { uses: ['getprop'], measure: processor },
  'OS-6': {
    uses: ['meminfo'],
    measure: (seen) => andThen(seen.lines('meminfo'), (lines) => andThen(totalMemory(lines), (mib) => number(mib))),
  },
  'OS-7': { uses: ['features', 'getprop'], measure: lowRam },
  'OS-8': {
    uses: ['df'],
    measure: (seen) => andThen(seen.lines('df'), (lines) => andThen(freeStorage(lines), (mib) => number(mib))),
  },
  'OS-9': { uses: ['webview', ...WEBVIEW_PACKAGES, 'getprop'], measure: webView },
  'SEC-1': {
    uses: ['getprop'],
    measure: (seen) =>
      andThen(said(seen, 'ro.crypto.state'), (state) =>
        state === 'encrypted' || state === 'unencrypted' ? word(state) : unknown(`“${state}” is neither.`),
      ),
  },
};

/** A property of the build. */
export function said(seen: Seen, key: string): Reading<string> {
  return andThen(seen.lines('getprop'), (lines) => property(lines, key));
}

/** Whole months from the patch level to the day of the test, by the clock of the bench. */
function patchAge(seen: Seen): Reading<Said> {
  return andThen(all(said(seen, 'ro.build.version.security_patch'), seen.times('clock')), ([text, { askedAt }]) => {
    const patch = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.slice(1).map(Number);
    if (patch === undefined) return unknown(`“${text}” is no day.`);
    const [year, month, day] = patch as [number, number, number];
    if (month < 1 || month > 12 || day < 1 || day > 31) return unknown(`“${text}” is no day.`);
    const today = new Date(askedAt);
    const months = (today.getUTCFullYear() - year) * 12 + (today.getUTCMonth() + 1 - month);
    const whole = today.getUTCDate() < day ? months - 1 : months;
    return whole < 0 ? unknown(`The patch level ${text} is yet to come.`) : number(whole);
  });
}

function genuineness(seen: Seen): Reading<Said> {
  const type = said(seen, 'ro.build.type');
  const tags = said(seen, 'ro.build.tags');
  const boot = said(seen, 'ro.boot.verifiedbootstate');
  const su = andThen(seen.answer('su'), hasSu);
  if (su.kind === 'known' && su.value) return word('rooted');
  if (isOther(type, 'user') || isOther(tags, 'release-keys')) return word('test build');
  return andThen(all(type, tags, boot, su), ([, , state]) => {
    if (state === 'green') return word('genuine');
    return state === 'yellow' || state === 'orange' ? word('unlocked') : unknown(`“${state}” is no state of a boot.`);
  });
}

const isOther = (reading: Reading<string>, wanted: string): boolean =>
  reading.kind === 'known' && reading.value !== wanted;

function sameBuild(seen: Seen): Reading<Said> {
  const { certified } = seen.bench;
  return andThen(all(said(seen, 'ro.build.fingerprint'), apiLevel(seen)), ([fingerprint, api]) => {
    if (certified === undefined) return word('first certification');
    if (certified.api !== api) return word('other API level');
    return word(certified.fingerprint === fingerprint ? 'same build' : 'other build');
  });
}

function processor(seen: Seen): Reading<Said> {
  return andThen(said(seen, 'ro.product.cpu.abilist'), (list) => {
    const abis = list.split(',');
    if (abis.some((abi) => abi === 'arm64-v8a' || abi === 'armeabi-v7a')) return word('arm');
    return word(abis.includes('x86_64') ? 'x86_64' : 'other');
  });
}

function lowRam(seen: Seen): Reading<Said> {
  const property = said(seen, 'ro.config.low_ram');
  return andThen(andThen(seen.lines('features'), featuresOf), (features) => {
    const says = [
      ...(features.has('android.hardware.ram.low') ? ['low-ram'] : []),
      ...(features.has('android.hardware.ram.normal') ? ['normal'] : []),
      ...(property.kind === 'known' ? [property.value === 'true' ? 'low-ram' : 'normal'] : []),
    ];
    const [first, second] = new Set(says);
    if (first === undefined) return unknown('Neither feature is listed, and the property is not set.');
    return second === undefined ? word(first) : unknown('Features and property contradict each other.');
  });
}

/** Android 7 has no service that tells; there it is the package, and the older one of two. */
function webView(seen: Seen): Reading<Said> {
  return andThen(apiLevel(seen), (api) => {
    const current = andThen(seen.lines('webview'), currentWebView);
    const fallback = api <= 25 && current.kind === 'unknown';
    if (!fallback) return andThen(current, (major) => number(major));
    const majors = WEBVIEW_PACKAGES.map((step) => andThen(seen.lines(step), packageMajor));
    const versions = majors.flatMap((one) => (one.kind === 'known' ? [one.value] : []));
    return versions.length === 0 ? unknown('No package of a WebView has a version.') : number(Math.min(...versions));
  });
}

/** The API level for the rules by which criteria apply; null where it is not known. */
export function apiOf(seen: Seen): number | null {
  const api = apiLevel(seen);
  return api.kind === 'known' ? api.value : null;
}

/** Android's main version: the number before the first dot. */
export function androidVersion(seen: Seen): Reading<number> {
  return andThen(said(seen, 'ro.build.version.release'), (release) => {
    const major = /^(\d{1,2})(\.\d+)*$/.exec(release)?.[1];
    return major === undefined ? unknown(`“${release}” is no version of Android.`) : known(Number(major));
  });
}
