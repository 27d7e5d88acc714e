/** What lines are sent through: `grep`, `head`, `tail`, `wc`. */
import type { Call, Running } from '../command.ts';
import { inputOf } from './files.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function linesOf(bytes: Uint8Array): string[] {
  const lines = decode(bytes).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

export function* grep(call: Call): Running {
  const flags = call.args.filter((arg) => /^-\w+$/.test(arg)).join('');
  const [pattern, ...paths] = call.args.filter((arg) => !/^-\w+$/.test(arg));
  if (pattern === undefined) {
    call.err('grep: no REGEX\n');
    return 2;
  }
  const wanted = matcher(pattern, flags);
  if (wanted === null) {
    call.err(`grep: bad REGEX '${pattern}'\n`);
    return 2;
  }
  const bytes = yield* inputOf(call, paths, 'grep');
  if (bytes === null) return 2;
  const found = linesOf(bytes).filter((line) => wanted(line) !== flags.includes('v'));
  if (flags.includes('c')) call.out(`${found.length}\n`);
  else if (!flags.includes('q')) for (const line of found) call.out(`${line}\n`);
  return found.length > 0 ? 0 : 1;
}

function matcher(pattern: string, flags: string): ((line: string) => boolean) | null {
  if (flags.includes('F')) return (line) => line.includes(pattern);
  // A basic expression escapes what an extended one does not: `a\|b` is `a|b`.
  const extended = flags.includes('E')
    ? pattern
    : pattern.replace(/\\([|+?(){}])|([|+?(){}])/g, (_, a?: string, b?: string) => a ?? `\\${b}`);
  try {
    const expression = new RegExp(extended, flags.includes('i') ? 'i' : '');
    return (line) => expression.test(line);
  } catch {
    return null;
  }
}

/** `-n N`, `-N`, or ten. */
function countOf(args: readonly string[]): { count: number; paths: string[] } {
  const at = args.indexOf('-n');
  const short = args.find((arg) => /^-\d+$/.test(arg));
  const count = at >= 0 ? Number(args[at + 1]) : short === undefined ? 10 : Number(short.slice(1));
  return { count, paths: args.filter((arg, i) => !arg.startsWith('-') && (at < 0 || i !== at + 1)) };
}

export function* head(call: Call): Running {
  const { count, paths } = countOf(call.args);
  const bytes = yield* inputOf(call, paths, 'head');
  if (bytes === null) return 1;
  for (const line of linesOf(bytes).slice(0, count)) call.out(`${line}\n`);
  return 0;
}

export function* tail(call: Call): Running {
  const { count, paths } = countOf(call.args);
  const bytes = yield* inputOf(call, paths, 'tail');
  if (bytes === null) return 1;
  for (const line of linesOf(bytes).slice(-count)) call.out(`${line}\n`);
  return 0;
}

export function* wc(call: Call): Running {
  const paths = call.args.filter((arg) => !arg.startsWith('-'));
  const bytes = yield* inputOf(call, paths, 'wc');
  if (bytes === null) return 1;
  const words = decode(bytes)
    .split(/\s+/)
    .filter((word) => word !== '').length;
  const all = { l: linesOf(bytes).length, w: words, c: bytes.length };
  const asked = (['l', 'w', 'c'] as const).filter((key) =>
    call.args.some((arg) => arg.startsWith('-') && arg.includes(key)),
  );
  call.out(`${(asked.length === 0 ? (['l', 'w', 'c'] as const) : asked).map((key) => all[key]).join(' ')}\n`);
  return 0;
}
