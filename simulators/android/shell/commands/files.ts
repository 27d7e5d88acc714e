/** Files: `cat`, `ls`, `rm`, `mkdir`; and what the kernel tells in `/proc`. */
import { concatBytes } from '#protocols/bytes';
import type { AndroidDevice } from '../../device.ts';
import { memoryInfo } from '../dumps/memory.ts';
import type { Call, Command, Running } from '../command.ts';

/** Files whose content is made when they are read. */
const LIVE: Readonly<Record<string, (device: AndroidDevice) => string>> = {
  '/proc/meminfo': memoryInfo,
  '/proc/uptime': ({ clock }) => `${(clock.upMs() / 1000).toFixed(2)} ${(clock.upMs() / 500).toFixed(2)}\n`,
  '/proc/version': ({ profile }) =>
    `Linux version 4.19.157 (android@build) #1 SMP PREEMPT ${profile.android.buildId}\n`,
};

/** Waits until all input has come, looking every so often. */
export function* wholeInput({ stdin }: Call): Generator<number, Uint8Array, void> {
  while (!stdin.isClosed()) yield 10;
  return stdin.bytes();
}

/** The bytes of the named files one after the other, or of the input where none is named; an error is told. */
export function* inputOf(
  call: Call,
  paths: readonly string[],
  name: string,
): Generator<number, Uint8Array | null, void> {
  if (paths.length === 0) return yield* wholeInput(call);
  const parts: Uint8Array[] = [];
  let missing = false;
  for (const path of paths) {
    const bytes = readFile(call.device, path);
    if (bytes !== null) parts.push(bytes);
    else {
      call.err(`${name}: ${path}: No such file or directory\n`);
      missing = true;
    }
  }
  return missing && parts.length === 0 ? null : concatBytes(parts);
}

function readFile(device: AndroidDevice, path: string): Uint8Array | null {
  const live = LIVE[path];
  return live === undefined ? device.files.read(path) : new TextEncoder().encode(live(device));
}

export function* cat(call: Call): Running {
  const bytes = yield* inputOf(call, call.args, 'cat');
  if (bytes === null) return 1;
  call.out(bytes);
  return 0;
}

export const ls: Command = ({ device, args, out, err }) => {
  const long = args.some((arg) => /^-\w*l/.test(arg));
  const paths = args.filter((arg) => !arg.startsWith('-'));
  let code = 0;
  for (const path of paths.length === 0 ? ['/'] : paths) {
    const stat = device.files.stat(path);
    if (stat === null) {
      err(`ls: ${path}: No such file or directory\n`);
      code = 1;
      continue;
    }
    const isFolder = (stat.mode & 0o170_000) === 0o040_000;
    const names = isFolder ? device.files.list(path) : [path];
    for (const name of names) {
      const one = isFolder ? device.files.stat(`${path}/${name}`) : stat;
      out(long && one !== null ? `${longLine(one, name)}\n` : `${name}\n`);
    }
  }
  return code;
};

function longLine({ mode, size, mtime }: { mode: number; size: number; mtime: number }, name: string): string {
  const kind = (mode & 0o170_000) === 0o040_000 ? 'd' : '-';
  const rights = [6, 3, 0].map((shift) => {
    const three = (mode >> shift) & 7;
    return `${three & 4 ? 'r' : '-'}${three & 2 ? 'w' : '-'}${three & 1 ? 'x' : '-'}`;
  });
  const when = new Date(mtime * 1000).toISOString().slice(0, 16).replace('T', ' ');
  return `${kind}${rights.join('')} 1 shell shell ${String(size).padStart(8)} ${when} ${name}`;
}

export const rm: Command = ({ device, args, err }) => {
  const force = args.some((arg) => /^-\w*f/.test(arg));
  const missing = args.filter((arg) => !arg.startsWith('-')).filter((path) => !device.files.remove(path));
  if (force || missing.length === 0) return 0;
  for (const path of missing) err(`rm: ${path}: No such file or directory\n`);
  return 1;
};

export const mkdir: Command = ({ device, args }) => {
  for (const path of args.filter((arg) => !arg.startsWith('-'))) device.files.makeFolder(path);
  return 0;
};
