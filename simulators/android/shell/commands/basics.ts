/** What every shell has. */
import type { Command, Running } from '../command.ts';

export const echo: Command = ({ args, out }) => {
  const noNewline = args[0] === '-n';
  out(`${(noNewline ? args.slice(1) : args).join(' ')}${noNewline ? '' : '\n'}`);
  return 0;
};

export const yes: Command = () => 0;
export const no: Command = () => 1;

/** Waits so many seconds. */
export function* sleep({ args: [seconds] }: { args: readonly string[] }): Running {
  yield Math.round(Number(seconds ?? 0) * 1000);
  return 0;
}

/** `date`, with `+FORMAT` as far as probes use it. The zone is that of a device set to UTC. */
export const date: Command = ({ device, args, out, err }) => {
  const now = new Date(device.clock.nowMs());
  const format = args.find((arg) => arg.startsWith('+'));
  const iso = now.toISOString();
  const parts: Record<string, string> = {
    s: String(Math.floor(now.getTime() / 1000)),
    N: `${String(now.getUTCMilliseconds()).padStart(3, '0')}000000`,
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    z: '+0000',
    Z: 'UTC',
    '%': '%',
  };
  if (args.some((arg) => !arg.startsWith('+') && arg !== '-u')) {
    err('date: cannot set date: Operation not permitted\n');
    return 1;
  }
  const text = format?.slice(1).replace(/%(.)/g, (whole, letter: string) => parts[letter] ?? whole);
  out(`${text ?? toolboxDate(now)}\n`);
  return 0;
};

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function toolboxDate(now: Date): string {
  const day = String(now.getUTCDate()).padStart(2, ' ');
  return `${DAYS[now.getUTCDay()]} ${MONTHS[now.getUTCMonth()]} ${day} ${now.toISOString().slice(11, 19)} UTC ${now.getUTCFullYear()}`;
}
