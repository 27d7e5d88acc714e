/** `wm`: size and density of the display, as they are and as they are set; and its rotation. */
import type { AndroidDevice } from '../../device.ts';
import type { Call, Command } from '../command.ts';

export const wm: Command = (call) => {
  const [what, value] = call.args;
  switch (what) {
    case 'size':
      return size(call, value);
    case 'density':
      return density(call, value);
    case 'set-user-rotation':
      return rotation(call, call.device.profile.android.api < 31);
    case 'user-rotation':
      return rotation(call, call.device.profile.android.api >= 31);
    default:
      call.err(`Error: unknown command '${what ?? ''}'\n`);
      return 255;
  }
};

function size({ device: { display, profile }, out, err }: Call, value: string | undefined): number {
  const { widthPx, heightPx } = profile.display;
  if (value === undefined) {
    out(`Physical size: ${widthPx}x${heightPx}\n`);
    if (display.size !== null) out(`Override size: ${display.size}\n`);
    return 0;
  }
  if (value !== 'reset' && !/^\d+x\d+$/.test(value)) {
    err(`Error: bad size ${value}\n`);
    return 1;
  }
  display.size = value === 'reset' ? null : value;
  return 0;
}

function density({ device: { display, profile }, out, err }: Call, value: string | undefined): number {
  if (value === undefined) {
    out(`Physical density: ${profile.display.dpi}\n`);
    if (display.density !== null) out(`Override density: ${display.density}\n`);
    return 0;
  }
  if (value !== 'reset' && !/^\d+$/.test(value)) {
    err(`Error: bad density ${value}\n`);
    return 1;
  }
  display.density = value === 'reset' ? null : Number(value);
  return 0;
}

/** The command has another name from Android 12 on. */
function rotation({ device, args: [name, mode, turned], err }: Call, known: boolean): number {
  if (!known || (mode !== 'lock' && mode !== 'free')) {
    err(`Error: unknown command '${name}'\n`);
    return 255;
  }
  device.settings.set('system/accelerometer_rotation', mode === 'free' ? '1' : '0');
  if (turned !== undefined) device.settings.set('system/user_rotation', turned);
  device.turned();
  return 0;
}

/** By how many quarters the display is turned; while it follows the hand it stands upright. */
export function sideUp({ settings }: AndroidDevice): number {
  const locked = settings.get('system/accelerometer_rotation') === '0';
  return locked ? Number(settings.get('system/user_rotation') ?? 0) : 0;
}

/** What is shown on it: turned by a quarter, its sides change. */
export function shownSize(device: AndroidDevice): { width: number; height: number } {
  const { display, profile } = device;
  const [width = 0, height = 0] = (display.size ?? `${profile.display.widthPx}x${profile.display.heightPx}`)
    .split('x')
    .map(Number);
  return sideUp(device) % 2 === 1 ? { width: height, height: width } : { width, height };
}
