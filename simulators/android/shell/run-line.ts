/** Runs a line of the shell, one command after the other. */
import { concatBytes } from '#protocols/bytes';
import type { AndroidDevice } from '../device.ts';
import { commandOf } from './catalogue.ts';
import { NOT_FOUND, type Call, type Running, type Stdin } from './command.ts';
import { expand, parseLine, type Pipeline, type SimpleCommand, type Word } from './parse.ts';

/** From then on mksh words it so. */
const SAYS_INACCESSIBLE = 29;

export type Outputs = { out(bytes: Uint8Array): void; err(bytes: Uint8Array): void };

/** What a shell remembers from line to line. */
export type ShellState = { variables: Map<string, string>; lastCode: number; exited: boolean };

export const newShell = (): ShellState => ({ variables: new Map(), lastCode: 0, exited: false });

/** Runs a line; returns its exit code. */
export function* runLine(
  device: AndroidDevice,
  line: string,
  { stdin, shell, ...outputs }: Outputs & { stdin: Stdin; shell: ShellState },
): Running {
  const list = parseLine(line);
  if (typeof list === 'string') {
    outputs.err(encode(`/system/bin/sh: ${list}\n`));
    return (shell.lastCode = 1);
  }
  for (const pipeline of list) {
    if (shell.exited) break;
    if (pipeline.when === 'well' && shell.lastCode !== 0) continue;
    if (pipeline.when === 'ill' && shell.lastCode === 0) continue;
    shell.lastCode = yield* runPipeline(device, pipeline, { stdin, shell, ...outputs });
  }
  return shell.lastCode;
}

type Surroundings = Outputs & { stdin: Stdin; shell: ShellState };

/** Each command gets what the one before it has written, when that has ended. */
function* runPipeline(device: AndroidDevice, { commands: parts }: Pipeline, around: Surroundings): Running {
  let stdin = around.stdin;
  let code = 0;
  for (const [i, part] of parts.entries()) {
    const written: Uint8Array[] = [];
    const isLast = i === parts.length - 1;
    const out = isLast ? around.out : (bytes: Uint8Array) => void written.push(bytes);
    code = yield* runCommand(device, part, { ...around, stdin, out });
    const piped = concatBytes(written);
    stdin = { bytes: () => piped, isClosed: () => true };
  }
  return code;
}

function* runCommand(device: AndroidDevice, { words, redirections }: SimpleCommand, around: Surroundings): Running {
  const { shell } = around;
  const say = (word: Word): string =>
    expand(word, (name) => (name === '?' ? String(shell.lastCode) : (shell.variables.get(name) ?? '')));
  const said = words.map(say);
  while (/^[A-Za-z_]\w*=/.test(said[0] ?? '')) assign(shell, said.shift() as string);
  const [name, ...args] = said[0] === 'exec' ? said.slice(1) : said;
  const targets = redirected(device, around, redirections, say);
  if (typeof targets === 'string') {
    around.err(encode(`/system/bin/sh: ${targets}\n`));
    return 1;
  }
  if (name === undefined) return 0;
  const call: Call = {
    device,
    args,
    stdin: targets.stdin,
    out: (text) => targets.out(typeof text === 'string' ? encode(text) : text),
    err: (text) => targets.err(encode(text)),
  };
  const code = yield* runNamed(name, call, shell);
  return code;
}

function* runNamed(name: string, call: Call, shell: ShellState): Running {
  if (name === 'export' || name === 'cd' || name === 'set') {
    for (const arg of call.args) if (arg.includes('=')) assign(shell, arg);
    return 0;
  }
  if (name === 'exit') {
    shell.exited = true;
    return call.args[0] === undefined ? shell.lastCode : Number(call.args[0]) & 0xff;
  }
  const command = commandOf(call.device, name);
  if (command === null) {
    const api = call.device.profile.android.api;
    call.err(`/system/bin/sh: ${name}: ${api < SAYS_INACCESSIBLE ? 'not found' : 'inaccessible or not found'}\n`);
    return NOT_FOUND;
  }
  const running = command(call);
  return typeof running === 'number' ? running : yield* running;
}

function assign(shell: ShellState, text: string): void {
  const at = text.indexOf('=');
  shell.variables.set(text.slice(0, at), text.slice(at + 1));
}

function redirected(
  device: AndroidDevice,
  around: Surroundings,
  redirections: SimpleCommand['redirections'],
  say: (word: Word) => string,
): (Outputs & { stdin: Stdin }) | string {
  let { stdin, out, err } = around;
  for (const { from, append, to } of redirections) {
    if (from === 'stdin' && typeof to !== 'string') {
      const bytes = device.files.read(say(to));
      if (bytes === null) return `can't open ${say(to)}: No such file or directory`;
      stdin = { bytes: () => bytes, isClosed: () => true };
    } else if (from === 'stderr' && to === 'stdout') err = out;
    else if (from === 'stdout' && to === 'stderr') out = err;
    else if (typeof to !== 'string') {
      const write = fileWriter(device, say(to), append);
      if (from === 'stdout') out = write;
      else err = write;
    }
  }
  return { stdin, out, err };
}

function fileWriter(device: AndroidDevice, path: string, append: boolean): (bytes: Uint8Array) => void {
  if (path === '/dev/null') return () => {};
  let content = append ? (device.files.read(path) ?? new Uint8Array(0)) : new Uint8Array(0);
  device.files.write(path, content);
  return (bytes) => device.files.write(path, (content = concatBytes([content, bytes])));
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
