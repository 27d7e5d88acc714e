/** `am`: starting and ending apps, and what the system lets them do. */
import { BROWSER, type DeviceApp } from '../../apps.ts';
import type { Call, Command, Running } from '../command.ts';

/** What starting a command written in Java takes on a device, ms. */
const JAVA_MS = 300;

export const am: Command = (call) => {
  const [verb, ...rest] = call.args;
  const inner = { ...call, args: rest };
  switch (verb) {
    case 'start':
    case 'start-activity':
      return start(inner);
    case 'force-stop':
    case 'kill':
      return withApp(inner, (app) => app.actor.send({ type: 'END', reason: 'USER REQUESTED' }));
    case 'get-standby-bucket':
      return withApp(inner, (app) => call.out(`${call.device.apps.exempt.has(app.name) ? 5 : app.bucket}\n`), 28);
    case 'set-standby-bucket':
      return withApp(inner, (app) => void (app.bucket = bucketOf(rest[1])), 28);
    default:
      call.err(`Error: unknown command '${verb ?? ''}'\n`);
      return 255;
  }
};

const BUCKETS: Readonly<Record<string, number>> = {
  active: 10,
  working_set: 20,
  frequent: 30,
  rare: 40,
  restricted: 45,
  never: 50,
};
const bucketOf = (word = ''): number => BUCKETS[word] ?? Number(word);

function withApp({ device, args: [name = ''], err }: Call, run: (app: DeviceApp) => void, fromApi = 0): number {
  const app = device.apps.find(name);
  if (device.profile.android.api < fromApi || app === null) {
    err(app === null ? `Error: package not found: ${name}\n` : 'Error: unknown command\n');
    return 255;
  }
  run(app);
  return 0;
}

/** Starts an app by its component, or the browser by an address. */
function* start(call: Call): Running {
  const { device, args, out, err } = call;
  yield JAVA_MS;
  const component = valueOf(args, '-n') ?? args.find((arg) => /^[\w.]+\/[\w.]+$/.test(arg));
  const address = valueOf(args, '-d');
  const name = component?.split('/')[0] ?? (address === undefined ? '' : BROWSER);
  const app = device.apps.find(name);
  out(
    `Starting: Intent { ${component === undefined ? `act=android.intent.action.VIEW dat=${address ?? ''}` : `cmp=${component}`} }\n`,
  );
  if (app === null) {
    err(`Error: Activity class {${component ?? name}} does not exist.\n`);
    return 1;
  }
  const warm = app.pid !== null;
  if (address !== undefined) device.browserAddress = address;
  app.actor.send({ type: 'START' });
  if (!args.includes('-W')) return 0;
  while (app.actor.getSnapshot().value === 'starting') yield 10;
  tellTimes(call, app, component ?? name, warm);
  return 0;
}

function tellTimes({ device, out }: Call, app: DeviceApp, component: string, warm: boolean): void {
  const tookMs = warm ? 60 : (app.shownAfterMs ?? 0);
  const { api } = device.profile.android;
  out(`${app.pid === null ? 'Status: timeout' : 'Status: ok'}\n`);
  if (api >= 29) out(`LaunchState: ${warm ? 'HOT' : 'COLD'}\n`);
  out(`Activity: ${component}\n`);
  if (api < 29) out(`ThisTime: ${tookMs}\n`);
  out(`TotalTime: ${tookMs}\nWaitTime: ${tookMs + 18}\nComplete\n`);
}

function valueOf(args: readonly string[], flag: string): string | undefined {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
}
