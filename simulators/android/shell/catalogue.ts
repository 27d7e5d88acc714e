/** The commands of the shell, by name, as a device has them. */
import type { AndroidDevice } from '../device.ts';
import type { Command } from './command.ts';
import { am } from './commands/activity.ts';
import { date, echo, no, sleep, yes } from './commands/basics.ts';
import { cmd } from './commands/cmd.ts';
import { wm } from './commands/display.ts';
import { dumpsys } from './commands/dumpsys.ts';
import { cat, ls, mkdir, rm } from './commands/files.ts';
import { getevent } from './commands/getevent.ts';
import { input } from './commands/input.ts';
import { logcat } from './commands/logcat.ts';
import { pm } from './commands/packages.ts';
import { getprop, setprop } from './commands/properties.ts';
import { ip, ping, svc } from './commands/radio.ts';
import { screencap } from './commands/screencap.ts';
import { settings } from './commands/settings.ts';
import { df, id, pidof, ps, reboot, su, uptime, whoami } from './commands/system.ts';
import { grep, head, tail, wc } from './commands/text.ts';

type Entry = {
  run: Command;
  folder: '/system/bin' | '/system/xbin';
  /** Since which API level, and on which devices only. */
  fromApi?: number;
  on?: (device: AndroidDevice) => boolean;
};

const everywhere: Readonly<Record<string, Command>> = {
  am,
  cat,
  date,
  df,
  dumpsys,
  echo,
  false: no,
  getevent,
  getprop,
  grep,
  head,
  id,
  input,
  ip,
  logcat,
  ls,
  mkdir,
  pidof,
  ping,
  pm,
  ps,
  reboot,
  rm,
  screencap,
  setprop,
  settings,
  sleep,
  svc,
  tail,
  true: yes,
  uptime,
  wc,
  which,
  whoami,
  wm,
};

const entries: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ...Object.entries(everywhere).map(([name, run]): [string, Entry] => [name, { run, folder: '/system/bin' }]),
  ['cmd', { run: cmd, folder: '/system/bin', fromApi: 24 }],
  ['su', { run: su, folder: '/system/xbin', on: ({ profile }) => profile.rooted }],
]);

/** A command by its name or path; null where the device has none of that name. */
export function commandOf(device: AndroidDevice, name: string): Command | null {
  return entryOf(device, name)?.run ?? null;
}

function entryOf(device: AndroidDevice, path: string): Entry | null {
  const name = path.split('/').at(-1) ?? '';
  const entry = entries.get(name);
  if (entry === undefined || (path !== name && path !== `${entry.folder}/${name}`)) return null;
  const { api } = device.profile.android;
  return api >= (entry.fromApi ?? 0) && (entry.on?.(device) ?? true) ? entry : null;
}

function which({ device, args, out }: Parameters<Command>[0]): number {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const found = names.filter((name) => entryOf(device, name) !== null);
  for (const name of found) out(`${entryOf(device, name)?.folder}/${name}\n`);
  return found.length === names.length ? 0 : 1;
}
