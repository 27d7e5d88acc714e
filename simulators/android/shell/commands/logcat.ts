/** `logcat`: what is in the logs; without `-d` also what comes, until nobody listens any more. */
import { LOG_BUFFERS, type LogBuffer, type LogLine } from '../../logs.ts';
import type { Call, Running } from '../command.ts';

const LOOK_MS = 200;
const DEFAULT: readonly LogBuffer[] = ['main', 'system', 'crash'];

export function* logcat({ device, args, out, err }: Call): Running {
  const asked = valuesOf(args, '-b').flatMap((value) => value.split(','));
  const unknown = asked.find(
    (name) => name !== 'all' && name !== 'default' && !LOG_BUFFERS.includes(name as LogBuffer),
  );
  if (unknown !== undefined) {
    err(`logcat: Unknown buffer '${unknown}'\n`);
    return 1;
  }
  const buffers =
    asked.length === 0 || asked.includes('default')
      ? DEFAULT
      : asked.includes('all')
        ? LOG_BUFFERS
        : (asked as LogBuffer[]);
  if (args.includes('-c')) {
    device.logs.clear(buffers);
    return 0;
  }
  const most = valuesOf(args, '-t')[0];
  const format = formatOf(args);
  const wanted = (line: LogLine): boolean => buffers.includes(line.buffer);
  const { dropped, kept } = device.logs.lines();
  let seen = dropped + kept.length;
  const shown = kept.filter(wanted).slice(most === undefined ? 0 : -Number(most));
  out(
    buffers
      .map((buffer) => `--------- beginning of ${buffer}\n`)
      .slice(0, shown.length > 0 ? 1 : 0)
      .join(''),
  );
  for (const line of shown) out(`${format(line)}\n`);
  if (args.includes('-d') || most !== undefined) return 0;
  for (;;) {
    yield LOOK_MS;
    const now = device.logs.lines();
    const fresh = now.kept.slice(Math.max(0, seen - now.dropped));
    seen = now.dropped + now.kept.length;
    for (const line of fresh.filter(wanted)) out(`${format(line)}\n`);
  }
}

function formatOf(args: readonly string[]): (line: LogLine) => string {
  const formats = valuesOf(args, '-v');
  const time = formats.includes('epoch')
    ? (ms: number) => (ms / 1000).toFixed(3).padStart(19)
    : (ms: number) => new Date(ms).toISOString().slice(5, 23).replace('T', ' ');
  if (formats.includes('brief'))
    return ({ level, tag, pid, text }) => `${level}/${tag}(${String(pid).padStart(5)}): ${text}`;
  return ({ atMs, pid, level, tag, text }) =>
    `${time(atMs)} ${String(pid).padStart(5)} ${String(pid).padStart(5)} ${level} ${tag}: ${text}`;
}

/** The values of a flag that may stand more than once, also as `-bcrash`. */
function valuesOf(args: readonly string[], flag: string): string[] {
  return args.flatMap((arg, i) => {
    if (arg === flag) return args[i + 1] ?? [];
    return arg.startsWith(flag) && arg.length > 2 ? [arg.slice(2)] : [];
  });
}
