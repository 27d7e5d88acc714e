/** `dumpsys deviceidle` and `cmd deviceidle`: how Doze stands, whom it spares, and how it is forced. */
import type { AndroidDevice } from '../../device.ts';
import type { Call, Command } from '../command.ts';

/** Names of the states, by those of the chart. */
const DEEP: Readonly<Record<string, string>> = {
  active: 'ACTIVE',
  inactive: 'INACTIVE',
  idlePending: 'IDLE_PENDING',
  sensing: 'SENSING',
  locating: 'LOCATING',
  idle: 'IDLE',
  idleMaintenance: 'IDLE_MAINTENANCE',
};
const LIGHT: Readonly<Record<string, string>> = {
  active: 'ACTIVE',
  inactive: 'INACTIVE',
  preIdle: 'PRE_IDLE',
  idle: 'IDLE',
  idleMaintenance: 'IDLE_MAINTENANCE',
};
/** Whom the system itself spares. */
const SYSTEM_EXEMPT = [
  ['system-excidle', 'com.android.shell', 2000],
  ['system', 'com.google.android.gms', 10_113],
] as const;
const USER_ID = 10_231;

export const deviceidle: Command = (call) => {
  const [verb, what] = call.args;
  const { doze } = call.device;
  switch (verb) {
    case undefined:
      call.out(stateText(call.device));
      return 0;
    case 'get':
      call.out(`${oneState(call.device, what ?? '')}\n`);
      return 0;
    case 'whitelist':
      return whitelist(call);
    case 'force-idle':
      doze.send({ type: what === 'light' ? 'FORCE_LIGHT' : 'FORCE_DEEP' });
      call.out(`Now forced in to ${what === 'light' ? 'light' : 'deep'} idle mode\n`);
      return 0;
    case 'unforce':
      doze.send({ type: 'UNFORCE' });
      call.out(`Light state: ${oneState(call.device, 'light')}, deep state: ${oneState(call.device, 'deep')}\n`);
      return 0;
    case 'step':
      doze.send({ type: what === 'light' ? 'STEP_LIGHT' : 'STEP_DEEP' });
      call.out(`Stepped to ${what === 'light' ? 'light' : 'deep'}: ${oneState(call.device, what ?? 'deep')}\n`);
      return 0;
    case 'enable':
    case 'disable':
      doze.send({ type: 'ENABLED', enabled: verb === 'enable' });
      call.out(`${verb === 'enable' ? 'Deep and light idle mode enabled' : 'Deep and light idle mode disabled'}\n`);
      return 0;
    default:
      call.err(`Unknown command: ${verb}\n`);
      return 255;
  }
};

function oneState({ doze, battery, screen }: AndroidDevice, what: string): string {
  const { value, context } = doze.getSnapshot();
  const { deep, light } = value as { deep: string; light: string };
  switch (what) {
    case 'deep':
      return DEEP[deep] ?? '';
    case 'light':
      return LIGHT[light] ?? '';
    case 'force':
      return String(context.forced);
    case 'screen':
      return String(screen.getSnapshot().value === 'on');
    case 'charging':
      return String(battery.getSnapshot().context.source !== 'none');
    default:
      return `Unknown get option: ${what}`;
  }
}

function whitelist({ device: { apps, timers }, args, out, err }: Call): number {
  const changes = args.slice(1);
  if (changes.length === 0) {
    for (const [kind, name, uid] of SYSTEM_EXEMPT) out(`${kind},${name},${uid}\n`);
    for (const name of apps.exempt.keys()) out(`user,${name},${USER_ID}\n`);
    return 0;
  }
  for (const change of changes) {
    const name = change.slice(1);
    if (apps.find(name) === null || !/^[+-]/.test(change)) {
      err(`Unknown package: ${name}\n`);
      return 255;
    }
    if (change.startsWith('+')) apps.exempt.set(name, timers.now());
    else apps.exempt.delete(name);
    out(`${change.startsWith('+') ? 'Added' : 'Removed'}: ${name}\n`);
  }
  return 0;
}

function stateText(device: AndroidDevice): string {
  const hasLight = device.profile.android.api >= 24;
  const exempt = [...device.apps.exempt.keys()].map((name) => `    ${name}\n`).join('');
  const { context } = device.doze.getSnapshot();
  return (
    `  Settings:\n${hasLight ? '    light_after_inactive_to=+3m0s0ms\n    light_pre_idle_to=+3m0s0ms\n    light_idle_to=+5m0s0ms\n' : ''}    inactive_to=+30m0s0ms\n    sensing_to=+4m0s0ms\n    idle_to=+1h0m0s0ms\n    max_idle_to=+6h0m0s0ms\n` +
    `  Whitelist (except idle) system apps:\n    com.android.shell\n  Whitelist system apps:\n    com.google.android.gms\n` +
    (exempt === '' ? '' : `  Whitelist user apps:\n${exempt}`) +
    `${hasLight ? `  mLightEnabled=${context.enabled}  mDeepEnabled=${context.enabled}\n` : `  mEnabled=${context.enabled}\n`}` +
    `  mForceIdle=${context.forced}\n  mScreenOn=${oneState(device, 'screen')}\n  mCharging=${oneState(device, 'charging')}\n` +
    `  mState=${oneState(device, 'deep')}${hasLight ? ` mLightState=${oneState(device, 'light')}` : ''}\n`
  );
}
