/**
 * The server under test as a child process: started on its data, observed through its journal stream, killed with
 * SIGKILL, stopped with SIGTERM, frozen with SIGSTOP. Nothing in it knows that it is being tested: a full disk is a
 * limit of the kernel's, a wrong clock is libfaketime's.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { JournalEntry } from '#server/core/facts';
import type { Observed } from '#server/edges/observers';
import { textOf } from '#server/edges/sockets';
import { monotonicMs } from '#server/edges/timers';
import { limitRoom, readyPort, spawnServer, type SpawnOptions } from './spawn-server.ts';
import { standstills } from './standstills.ts';

export type ServerChild = {
  port(): number;
  running(): boolean;
  /** Resolves when it is up, or has been told to end before; tells which. Error: `server-not-started`. */
  start(): Promise<boolean>;
  kill(): void;
  /** Graceful: resolves when the process has ended. */
  stop(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Whether its files cannot grow any more. */
  fillDisk(full: boolean): void;
  /** Its clock on the wall leaps; only with `faketime`. */
  stepClock(ms: number): void;
  /** Tells when it has ended by itself, once it was ready. */
  whenEnded(told: () => void): void;
  /** Waits until every journal entry written so far was observed. */
  caughtUp(): Promise<void>;
};

export type ServerChildOptions = SpawnOptions & {
  /** `decidedMs` as in `Observed`. */
  entry(entry: JournalEntry, decidedMs?: number): void;
  /** The process stood still, and not because it was frozen; or the machine was slow to start it. */
  stall(fromMs: number, toMs: number): void;
  /** Something that must always hold in the process did not. */
  broken?(mark: { id: string; about: string }): void;
  /** It has ended by itself. */
  ended(code: number | null): void;
};

const STOP_MS = 5_000;
/** A server that takes longer to start waits for the machine: on an idle one it takes less than half of that, ms. */
const SLOW_START_MS = 1_500;

/** Passes on what a server process lets be seen: entry after entry, over all its lives, and what it says of itself. */
function createSight(
  { entry, stall, broken }: ServerChildOptions,
  still: ReturnType<typeof standstills>,
): { readonly lastEntry: number; seen(message: Observed): void } {
  let lastEntry = 0;
  return {
    get lastEntry() {
      return lastEntry;
    },
    seen(message) {
      if ('stall' in message) {
        const { fromMs, toMs } = message.stall;
        if (!still.explains(fromMs, toMs)) stall(fromMs, toMs);
      } else if ('broken' in message) broken?.(message.broken);
      else if (message.entry.n === lastEntry + 1) {
        lastEntry = message.entry.n;
        entry(message.entry, message.decidedMs);
      }
    },
  };
}

/** Prepares a server process; it is not started yet. */
export function createServerChild(options: ServerChildOptions): ServerChild {
  let running = false;
  let child: ChildProcess | null = null;
  /** The end of the last one: then its port and its data are free. */
  let gone: Promise<unknown> = Promise.resolve();
  let port = 0;
  let full = false;
  const ends = [options.ended];
  const still = standstills(monotonicMs);
  const sight = createSight(options, still);

  async function start(): Promise<boolean> {
    if (running) return child !== null;
    running = true;
    await gone;
    if (!running || child !== null) return false;
    const startedMs = monotonicMs();
    const mine = spawnServer(options, port, full);
    child = mine;
    gone = once(mine, 'exit');
    let ready = false;
    mine.once('exit', (code) => {
      if (child !== mine) return;
      letGo();
      if (ready) for (const tell of ends) tell(code);
    });
    const listening = await readyPort(mine);
    if (child !== mine) return false;
    ready = true;
    port = listening;
    if (monotonicMs() - startedMs > SLOW_START_MS) options.stall(startedMs, monotonicMs());
    observe(mine, `ws://127.0.0.1:${port}/observe?after=${sight.lastEntry}`, (message) => sight.seen(message));
    return true;
  }

  function letGo(): ChildProcess | null {
    const mine = child;
    child = null;
    running = false;
    return mine;
  }

  return {
    port: () => port,
    running: () => running,
    start,
    kill: () => void letGo()?.kill('SIGKILL'),
    async stop() {
      const mine = letGo();
      if (mine !== null) askToStop(mine);
      await gone;
    },
    freeze() {
      still.begin();
      child?.kill('SIGSTOP');
    },
    thaw() {
      child?.kill('SIGCONT');
      still.end();
    },
    fillDisk(now) {
      full = now;
      if (child !== null) limitRoom(child, full);
    },
    stepClock: clockSetter(options.faketime?.path),
    whenEnded: (told) => void ends.push(told),
    async caughtUp() {
      if (child !== null) await reaches(() => sight.lastEntry, await lastEntryOf(port));
    },
  };
}

/** Follows the journal of a process until it ends. */
function observe(child: ChildProcess, address: string, seen: (message: Observed) => void): void {
  const socket = new WebSocket(address);
  socket.on('message', (data) => seen(JSON.parse(textOf(data)) as Observed));
  socket.on('error', () => {});
  child.once('exit', () => socket.close());
}

/** Graceful, also when it is frozen; killed if it takes too long. */
function askToStop(child: ChildProcess): void {
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref();
  child.once('exit', () => clearTimeout(patience));
}

async function lastEntryOf(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/health`);
  return ((await response.json()) as { entries: number }).entries;
}

/** Waits until a number has come so far, but not for ever. */
async function reaches(now: () => number, wanted: number): Promise<void> {
  for (let tries = 0; tries < 100 && now() < wanted; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Tells libfaketime how far the clock is ahead, through the file it reads. */
function clockSetter(path: string | undefined): (ms: number) => void {
  let aheadMs = 0;
  return (ms) => {
    aheadMs += ms;
    const offset = `${aheadMs < 0 ? '-' : '+'}${Math.abs(aheadMs) / 1_000}s`;
    if (path !== undefined) writeFileSync(path, offset);
  };
}
