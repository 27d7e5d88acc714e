/** `pm`: features, packages, installing and removing. */
import type { Profile } from '../../profile.ts';
import type { Call, Command, Running } from '../command.ts';
import { wholeInput } from './files.ts';

/** What every device with a touchscreen has. */
const EVERYWHERE = [
  'android.hardware.touchscreen',
  'android.hardware.wifi',
  'android.hardware.screen.portrait',
  'android.software.webview',
];

/** The features of a device, made from what it is. */
function featuresOf({ touch, camera, bluetooth, lowRam, android, features }: Profile): string[] {
  const multi = touch.fingers > 1 ? ['android.hardware.touchscreen.multitouch'] : [];
  const distinct =
    touch.fingers > 1 && touch.protocol === 'B' ? ['android.hardware.touchscreen.multitouch.distinct'] : [];
  const jazz = distinct.length > 0 && touch.fingers >= 5 ? ['android.hardware.touchscreen.multitouch.jazzhand'] : [];
  return [
    ...EVERYWHERE,
    ...multi,
    ...distinct,
    ...jazz,
    ...(camera === null ? [] : ['android.hardware.camera.any']),
    ...(camera === null || camera.rear === 0 ? [] : ['android.hardware.camera']),
    ...(camera?.autofocus === true ? ['android.hardware.camera.autofocus'] : []),
    ...(camera === null || camera.front === 0 ? [] : ['android.hardware.camera.front']),
    ...(bluetooth === null ? [] : ['android.hardware.bluetooth', 'android.hardware.bluetooth_le']),
    ...(android.api >= 27 ? [lowRam ? 'android.hardware.ram.low' : 'android.hardware.ram.normal'] : []),
    ...features,
  ].sort();
}

export const pm: Command = (call) => {
  const [verb, ...rest] = call.args;
  switch (verb) {
    case 'list':
      return list({ ...call, args: rest });
    case 'path':
      return path({ ...call, args: rest });
    case 'install':
      return install({ ...call, args: rest });
    case 'uninstall':
      return uninstall({ ...call, args: rest });
    default:
      call.err(`Unknown command: ${verb ?? ''}\n`);
      return 255;
  }
};

function list({ device, args: [what, ...options], out, err }: Call): number {
  if (what === 'features') {
    for (const feature of featuresOf(device.profile)) out(`feature:${feature}\n`);
    return 0;
  }
  if (what !== 'packages') {
    err(`Error: unknown list type '${what ?? ''}'\n`);
    return 255;
  }
  const part = options.find((option) => !option.startsWith('-')) ?? '';
  for (const { name, system } of device.apps.installed()) {
    if ((options.includes('-3') && system) || (options.includes('-s') && !system) || !name.includes(part)) continue;
    out(`package:${options.includes('-f') ? `${apkOf(name)}=` : ''}${name}\n`);
  }
  return 0;
}

const apkOf = (name: string): string => `/data/app/${name}-1/base.apk`;

function path({ device, args: [name = ''], out }: Call): number {
  if (device.apps.find(name) === null) return 1;
  out(`package:${apkOf(name)}\n`);
  return 0;
}

/** From a file that was pushed, or from the input, as many bytes as `-S` says. What is in the file is not looked at. */
function* install(call: Call): Running {
  const at = call.args.indexOf('-S');
  const file = call.args.find((arg) => arg.endsWith('.apk'));
  if (at >= 0) {
    const size = Number(call.args[at + 1]);
    while (call.stdin.bytes().length < size && !call.stdin.isClosed()) yield 10;
    if (call.stdin.bytes().length < size) return failed(call);
  } else if (file === undefined) yield* wholeInput(call);
  else if (call.device.files.read(file) === null) {
    call.err(`Error: failed to open ${file}\n`);
    return failed(call);
  }
  call.device.apps.install(nameOf(file));
  call.out('Success\n');
  return 0;
}

const nameOf = (file: string | undefined): string =>
  file
    ?.split('/')
    .at(-1)
    ?.replace(/\.apk$/, '') ?? 'de.example.installed';

function failed({ out }: Call): number {
  out('Failure [INSTALL_FAILED_INVALID_APK]\n');
  return 1;
}

function uninstall({ device, args, out }: Call): number {
  const name = args.find((arg) => !arg.startsWith('-')) ?? '';
  const removed = device.apps.remove(name);
  out(removed ? 'Success\n' : 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
  return removed ? 0 : 1;
}
