/**
 * The server under test as a child process: started on its data, observed through its journal stream, killed with
 * SIGKILL, stopped with SIGTERM, slowed by stopping it again and again for a moment.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { TwinError } from '#protocols/errors';
import { textOf } from '#server/edges/sockets';
import type { Observed } from '#server/edges/observers';
import type { JournalEntry } from '#server/core/facts';

export type ServerChild = {
  port(): number;
  running(): boolean;
  start(): Promise<void>;
  kill(): void;
  /** Graceful: resolves when the process has ended. */
  stop(): Promise<void>;
  slow(ms: number): void;
  /** Waits until every journal entry written so far was observed. */
  caughtUp(): Promise<void>;
};

const READY_MS = 15_000;
const BREATH_MS = 40;

/** Prepares a server process; it is not started yet. */
export function createServerChild(options: {
  configPath: string;
  dataPath: string;
  /** `decidedMs` as in `Observed`. */
  entry(entry: JournalEntry, decidedMs?: number): void;
  stall(fromMs: number, toMs: number): void;
  ended(code: number | null): void;
}): ServerChild {
  let child: ChildProcess | null = null;
  let port = 0;
  let lastEntry = 0;
  let slowTimer: NodeJS.Timeout | null = null;
  let slowed = false;
  let slowMs = 0;

  async function start(): Promise<void> {
    if (child !== null) return;
    const main = fileURLToPath(import.meta.resolve('#cli/main'));
    const mine = spawn(
      process.execPath,
      [
        ...process.execArgv,
        main,
        'server',
        '--config',
        options.configPath,
        '--data',
        options.dataPath,
        '--port',
        String(port),
        '--log-level',
        'warn',
        '--until-stdin-ends',
      ],
      // Nothing is ever written to its standard input; it ends when we do, however we end.
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    child = mine;
    let log = '';
    mine.stderr.on('data', (bytes: Buffer) => {
      log = (log + bytes.toString('utf8')).slice(-4_000);
    });
    mine.on('exit', (code) => {
      if (child !== mine) return;
      child = null;
      options.ended(code);
    });
    const listening = await readyPort(mine, () => log);
    if (child !== mine) return;
    port = listening;
    observe(mine);
  }

  function observe(mine: ChildProcess): void {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/observe?after=${lastEntry}`);
    socket.on('message', (data) => {
      const seen = JSON.parse(textOf(data)) as Observed;
      if ('stall' in seen) {
        if (!slowed) options.stall(seen.stall.fromMs, seen.stall.toMs);
      } else if (seen.entry.n === lastEntry + 1) {
        lastEntry = seen.entry.n;
        options.entry(seen.entry, seen.decidedMs);
      }
    });
    socket.on('error', () => {});
    mine.once('exit', () => socket.close());
  }

  function slow(moreMs: number): void {
    slowMs += moreMs;
    if (slowTimer !== null) clearTimeout(slowTimer);
    slowTimer = null;
    child?.kill('SIGCONT');
    if (slowMs === 0) {
      setTimeout(() => {
        slowed = slowTimer !== null;
      }, 500).unref();
      return;
    }
    slowed = true;
    const hold = (): void => {
      child?.kill('SIGSTOP');
      slowTimer = setTimeout(() => {
        child?.kill('SIGCONT');
        slowTimer = setTimeout(hold, BREATH_MS);
      }, slowMs);
    };
    hold();
  }

  return {
    port: () => port,
    running: () => child !== null,
    start,
    kill() {
      const mine = child;
      child = null;
      mine?.kill('SIGKILL');
    },
    async stop() {
      const mine = child;
      if (mine === null) return;
      child = null;
      const ended = new Promise<void>((resolve) => mine.once('exit', () => resolve()));
      mine.kill('SIGCONT');
      mine.kill('SIGTERM');
      const patience = setTimeout(() => mine.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(patience);
    },
    slow,
    async caughtUp() {
      if (child === null) return;
      const response = await fetch(`http://127.0.0.1:${port}/health`);
      const { entries } = (await response.json()) as { entries: number };
      for (let tries = 0; tries < 100 && lastEntry < entries; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

/** The port from the line the server prints when it is ready. */
function readyPort(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(new TwinError('server-not-started', `\n${log()}`));
    const patience = setTimeout(failed, READY_MS);
    child.once('exit', (_code, signal) => {
      clearTimeout(patience);
      if (signal === 'SIGKILL') resolve(0);
      else failed();
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    lines.once('line', (line) => {
      clearTimeout(patience);
      resolve((JSON.parse(line) as { port: number }).port);
    });
  });
}
