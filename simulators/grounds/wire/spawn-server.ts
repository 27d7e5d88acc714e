/** Starts the server as a process of its own, as anybody would: by the command line, with nothing but its options. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TwinError } from '#protocols/errors/errors';
import { findOnPath } from './tools.ts';

export type SpawnOptions = {
  configPath: string;
  dataPath: string;
  /** libfaketime, and the file it reads from how far the process's clock on the wall is ahead. */
  faketime?: { library: string; path: string } | undefined;
};

const READY_MS = 60_000;

/** A server process that is about to listen on the port (0: any); without room, its files cannot grow. */
export function spawnServer(options: SpawnOptions, port: number, full: boolean): ChildProcess {
  const main = fileURLToPath(import.meta.resolve('#cli/main'));
  const node = [process.execPath, ...process.execArgv, main];
  const verb = ['server', '--config', options.configPath, '--data', options.dataPath, '--port', String(port)];
  const line = [...node, ...verb, '--log-level', 'warn', '--until-stdin-ends'];
  const limited = full ? ['prlimit', roomLimit(full), ...line] : line;
  // Frozen, it would not notice that its standard input has ended: where there is setpriv, the kernel ends it with us.
  const [file = '', ...args] = hasSetpriv() ? ['setpriv', '--pdeathsig', 'KILL', ...limited] : limited;
  // Nothing is ever written to its standard input; it ends when we do, however we end.
  return spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...clockOf(options) } });
}

let setpriv: boolean | undefined;

function hasSetpriv(): boolean {
  setpriv ??= findOnPath('setpriv') !== undefined;
  return setpriv;
}

/** What a full disk is to a process: the kernel lets none of its files grow, and says so as it would of the disk. */
export function limitRoom(child: ChildProcess, full: boolean): void {
  spawnSync('prlimit', ['--pid', String(child.pid), roomLimit(full)]);
}

function roomLimit(full: boolean): string {
  return full ? '--fsize=0:' : '--fsize=unlimited:';
}

/** Only the clock on the wall is another one: timers and the monotonic clock are the system's. */
function clockOf({ faketime }: SpawnOptions): NodeJS.ProcessEnv {
  if (faketime === undefined) return {};
  return {
    LD_PRELOAD: faketime.library,
    FAKETIME_TIMESTAMP_FILE: faketime.path,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}

/** The port from the line the server prints when it is ready; 0 if it was killed before. Error: `server-not-started`. */
export function readyPort(child: ChildProcess): Promise<number> {
  let log = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    log = (log + bytes.toString('utf8')).slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(new TwinError('server-not-started', `\n${log}`));
    const patience = setTimeout(failed, READY_MS);
    child.once('error', failed);
    child.once('exit', (_code, signal) => {
      clearTimeout(patience);
      if (signal === 'SIGKILL') resolve(0);
      else failed();
    });
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) => {
      clearTimeout(patience);
      resolve((JSON.parse(line) as { port: number }).port);
    });
  });
}
