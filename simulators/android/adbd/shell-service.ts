/**
 * The shell behind adbd. The old service (`shell:`) sends bytes as a terminal does, with CR and LF, and tells no exit
 * code; the second one (`shell,v2,raw:`, from Android 7 on) tells output, errors and exit code apart; `exec:` sends bytes
 * as they are. Without a command it is a session, a line at a time.
 */
import { createShellReader, encodeShell } from '#protocols/adb/shell-v2';
import { concatBytes } from '#protocols/bytes';
import type { AndroidDevice } from '../device.ts';
import type { Running } from '../shell/command.ts';
import { newShell, runLine } from '../shell/run-line.ts';
import type { AdbStream, OpenService } from './stream.ts';

/** How the bytes of a shell go over a stream. */
type Line = {
  out(bytes: Uint8Array): void;
  err(bytes: Uint8Array): void;
  exit(code: number): void;
  /** What of the bytes that came is input; null says that there is no more. */
  input(bytes: Uint8Array): (Uint8Array | null)[];
};

const rawLine = (stream: AdbStream): Line => ({
  out: (bytes) => stream.write(bytes),
  err: (bytes) => stream.write(bytes),
  exit: () => stream.end(),
  input: (bytes) => [bytes],
});

const terminalLine = (stream: AdbStream): Line => {
  const write = (bytes: Uint8Array): void => stream.write(withReturns(bytes));
  return { ...rawLine(stream), out: write, err: write };
};

function secondLine(stream: AdbStream, terminal: boolean): Line {
  const reader = createShellReader();
  const cooked = (bytes: Uint8Array): Uint8Array => (terminal ? withReturns(bytes) : bytes);
  return {
    out: (bytes) => stream.write(encodeShell('stdout', cooked(bytes))),
    err: (bytes) => stream.write(encodeShell(terminal ? 'stdout' : 'stderr', cooked(bytes))),
    exit(code) {
      stream.write(encodeShell('exit', Uint8Array.of(code)));
      stream.end();
    },
    input: (bytes) =>
      reader
        .push(bytes)
        .flatMap(({ kind, data }) => (kind === 'stdin' ? [data] : kind === 'close-stdin' ? [null] : [])),
  };
}

/** The service behind `shell…:` and `exec:`; null for a name that is neither. */
export function shellService(device: AndroidDevice, name: string): OpenService | null {
  const [, kind = '', options = '', command = ''] = /^(shell|exec)((?:,[^:]*)?):([\s\S]*)$/.exec(name) ?? [];
  if (kind === '') return null;
  const words = options.split(',');
  const terminal = words.includes('pty') || (kind === 'shell' && !words.includes('raw') && !words.includes('v2'));
  return (stream) => {
    const line = words.includes('v2')
      ? secondLine(stream, terminal)
      : terminal
        ? terminalLine(stream)
        : rawLine(stream);
    stream.accept();
    return command === '' ? session(device, stream, line) : oneCommand(device, stream, line, command);
  };
}

function oneCommand(device: AndroidDevice, stream: AdbStream, line: Line, command: string): ReturnType<OpenService> {
  const input: Uint8Array[] = [];
  let closed = false;
  const stdin = { bytes: () => concatBytes(input), isClosed: () => closed };
  const running = runLine(device, command, { out: line.out, err: line.err, stdin, shell: newShell() });
  const stop = play(device, stream, running, (code) => line.exit(code));
  return {
    onData(bytes, taken) {
      for (const part of line.input(bytes)) {
        if (part === null) closed = true;
        else input.push(part);
      }
      taken();
    },
    onClose() {
      closed = true;
      stop();
    },
  };
}

/** Lines come one after the other; what is typed is not echoed. */
function session(device: AndroidDevice, stream: AdbStream, line: Line): ReturnType<OpenService> {
  const shell = newShell();
  const nothing = { bytes: () => new Uint8Array(0), isClosed: () => true };
  let typed = '';
  let busy = false;
  let closed = false;
  let stop = (): void => {};
  const next = (): void => {
    if (busy) return;
    const end = typed.search(/[\r\n]/);
    if (shell.exited || (end < 0 && closed)) return line.exit(shell.lastCode);
    if (end < 0) return;
    const command = typed.slice(0, end);
    typed = typed.slice(end + 1);
    busy = true;
    const running = runLine(device, command, { out: line.out, err: line.err, stdin: nothing, shell });
    stop = play(device, stream, running, () => {
      busy = false;
      next();
    });
  };
  return {
    onData(bytes, taken) {
      for (const part of line.input(bytes)) {
        if (part === null) closed = true;
        else typed += new TextDecoder().decode(part);
      }
      taken();
      next();
    },
    onClose: () => stop(),
  };
}

/** While the device hangs nothing goes on. */
const HUNG_LOOK_MS = 50;

/** Goes on with a running command, waiting as it asks; and before each wait until the host has taken what was said. */
function play(device: AndroidDevice, stream: AdbStream, running: Running, ended: (code: number) => void): () => void {
  let stopped = false;
  const step = (): void => {
    if (stopped) return;
    if (device.system.getSnapshot().value === 'hung') {
      device.timers.after(HUNG_LOOK_MS, step);
      return;
    }
    const { done, value } = running.next();
    if (done === true) ended(value);
    else device.timers.after(value, () => stream.whenDrained(step));
  };
  step();
  return () => {
    stopped = true;
  };
}

const CR = 13;
const LF = 10;

/** As a terminal has it: every LF with a CR before it. */
function withReturns(bytes: Uint8Array): Uint8Array {
  const cooked: number[] = [];
  for (const byte of bytes) {
    if (byte === LF) cooked.push(CR);
    cooked.push(byte);
  }
  return Uint8Array.from(cooked);
}
