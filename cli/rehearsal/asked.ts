/**
 * A simulated device is asked what the catalogue wants asked over adb, in virtual time: with all that takes hours, and
 * walks between access points. Before, somebody has prepared it as the certifier's guide says: at the edge of coverage,
 * the belt printer paired and its driver installed, the app exempt from Doze.
 */
import { catalogue } from '#certification/catalogue/catalogue';
import type { Class } from '#certification/catalogue/judge';
import { judgeOneRun } from '#certification/catalogue/verdict';
import { isHarmless, measuresOf, traitsOf } from '#certification/probes/measuring';
import { PING_INTERVAL_MS, planOf } from '#certification/probes/plan';
import { goOn, newRun, type RunState } from '#certification/probes/run';
import { bench as sample } from '#certification/probes/sample-answers';
import { benchOf, STARTED_AT_MS } from '#simulators/android/asking';
import type { AndroidDevice } from '#simulators/android/device';
import type { Profile } from '#simulators/android/profile';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';

const EDGE_DBM = -63;
/** A change of the access point with 802.11r, and when on a walk it comes, ms. */
const FAST_ROAM_MS = 60;
const ROAM_AFTER_MS = 15_000 + PING_INTERVAL_MS / 2;

export const bench = {
  ...sample,
  paying: false,
  app: { package: 'de.example.pos', activity: '.Main' },
  till: '192.168.7.10',
};
const PRINTER = { address: '02:00:5E:30:00:31', name: bench.beltPrinter?.name ?? '', type: 'BR/EDR' } as const;

/** A profile by its name, at the edge of coverage, with printer and driver. */
export function preparedProfile(name: string): Profile {
  const profile = profileCatalogue.get(name);
  if (profile === undefined) throw new Error(`no profile ${name}`);
  const { wlan, bluetooth, packages } = profile;
  return {
    ...profile,
    wlan: { ...wlan, signalDbm: EDGE_DBM },
    bluetooth: bluetooth === null ? null : { ...bluetooth, bonded: [PRINTER] },
    packages: [...packages, bench.beltPrinter?.driver ?? ''],
  };
}

/** What a walk to another access point does to a device that stays where it is, when somebody is told to walk. */
export function walks(text: string, { timers, network }: AndroidDevice): void {
  if (!text.startsWith('Walk')) return;
  timers.after(ROAM_AFTER_MS, () => network.link.send({ type: 'ROAM', stallMs: FAST_ROAM_MS }));
}

/** Classes of the criteria that are asked over adb, by their ids. */
export async function classesOf(name: string): Promise<Map<string, Class>> {
  const { device, scheduler, pass, ask } = benchOf(preparedProfile(name));
  ask(`dumpsys deviceidle whitelist +${bench.app.package}`);
  const now = (): number => STARTED_AT_MS + scheduler.now();
  const run = newRun(now());
  const options = {
    steps: planOf(bench),
    with: new Set(['long', 'walk'] as const),
    apiOf: ({ heard }: RunState) => traitsOf(heard, bench).api,
    isHarmless: ({ heard }: RunState) => isHarmless(heard, bench),
  };
  const stopped = await goOn(run, options, {
    now,
    sleep: (ms) => Promise.resolve(pass(ms)),
    save: () => {},
    tell: (text) => walks(text, device),
    ask(command) {
      const { stdout, stderr } = ask(command);
      return Promise.resolve({ kind: 'output', text: `${stderr}${stdout}` });
    },
  });
  if (stopped !== null) throw new Error(`${name}: ${stopped}`);
  const results = judgeOneRun(catalogue, traitsOf(run.heard, bench), measuresOf(catalogue, run.heard, bench, {}));
  return probedOf(results);
}

/** Of these results, the classes of the criteria that are asked over adb. */
export function probedOf(results: ReadonlyMap<string, { class: Class }>): Map<string, Class> {
  return new Map(probed.flatMap((id) => (results.has(id) ? [[id, results.get(id)?.class ?? 'unknown'] as const] : [])));
}

/** Ids of the criteria that are asked over adb. */
export const probed: readonly string[] = catalogue.criteria
  .filter(({ method }) => method === 'probe')
  .map(({ id }) => id);
