/** What is installed and how it lives: `dumpsys webviewupdate`, `package`, `activity exit-info`, `dropbox`. */
import type { ExitReason } from '#machines/android/android-app';
import type { Call, Command } from '../command.ts';

/** Since then the service tells how it is; before, it says nothing. */
const WEBVIEW_TELLS = 26;
const EXIT_INFO = 30;

export const webviewupdate: Command = ({ device: { profile }, out }) => {
  if (profile.android.api < WEBVIEW_TELLS) return 0;
  const { webView } = profile;
  out('Current WebView Update Service state\n  Fallback logic enabled: true\n');
  if (webView === null) {
    out('  Current WebView package is null\n');
    return 0;
  }
  out(
    `  Current WebView package (name, version): (${webView.package}, ${webView.version})\n  Minimum targetSdkVersion: ${profile.android.api}\n  Number of relros started: 1\n  Number of relros finished: 1\n`,
  );
  return 0;
};

export const packageInfo: Command = ({ device: { profile, apps }, args: [name = ''], out }) => {
  const { webView } = profile;
  const app = apps.find(name);
  if (app === null) {
    out(`Unable to find package: ${name}\n`);
    return 0;
  }
  const version =
    name === webView?.package ? webView.version : name === 'com.android.chrome' ? (webView?.version ?? '1.0') : '1.4.2';
  out(
    `Packages:\n  Package [${name}] (9f3a1c2):\n    userId=10231\n    pkg=Package{5c1e2d3 ${name}}\n    codePath=/data/app/${name}-1\n    versionCode=${version.replaceAll('.', '').slice(0, 9)} minSdk=24 targetSdk=${profile.android.api}\n    versionName=${version}\n    flags=[ ${app.system ? 'SYSTEM ' : ''}HAS_CODE ]\n    firstInstallTime=2026-10-01 09:12:44\n`,
  );
  return 0;
};

/** Numbers of the reasons in ApplicationExitInfo. */
const REASONS: Readonly<Record<ExitReason, number>> = {
  SIGNALED: 2,
  LOW_MEMORY: 3,
  CRASH: 4,
  'USER REQUESTED': 10,
  'OTHER KILLS BY SYSTEM': 13,
};

export const activity: Command = (call) => {
  const [what, name] = call.args;
  if (what === 'exit-info' && name !== undefined) return exitInfo(call, name);
  call.out('ACTIVITY MANAGER\n');
  for (const app of call.device.apps.installed())
    if (app.pid !== null) call.out(`  *APP* UID 10231 ProcessRecord{1a2b3c ${app.pid}:${app.name}/u0a231}\n`);
  return 0;
};

function exitInfo({ device, out }: Call, name: string): number {
  if (device.profile.android.api < EXIT_INFO) {
    out('Bad activity command, or no activities match: exit-info\n');
    return 0;
  }
  const exits = device.apps.find(name)?.exits ?? [];
  out(
    `ACTIVITY MANAGER PROCESS EXIT INFO (dumpsys activity exit-info)\n  package: ${name}\n    Historical Process Exit for uid=10231\n`,
  );
  exits.forEach(({ atMs, pid, reason }, i) => {
    const when = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
    out(
      `        ApplicationExitInfo #${i}:\n          timestamp=${when} pid=${pid} realUid=10231 packageUid=10231 definingUid=10231 user=0\n          process=${name} reason=${REASONS[reason]} (${reason}) subreason=0 (UNKNOWN) status=0\n          importance=400 pss=0.00 rss=142MB description=null state=empty trace=null\n`,
    );
  });
  return 0;
}

export const dropbox: Command = ({ device: { apps }, out }) => {
  const crashes = apps
    .installed()
    .flatMap(({ name, exits }) => exits.filter(({ reason }) => reason === 'CRASH').map((exit) => ({ ...exit, name })));
  out(`Drop box contents: ${crashes.length} entries\nMax entries: 1000\n`);
  for (const { atMs, name } of crashes)
    out(
      `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} data_app_crash (text, 812 bytes)\n    Process: ${name}\n`,
    );
  return 0;
};
