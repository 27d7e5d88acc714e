/**
 * What shared commits gain: requests per second through host and SQLite when all devices of a floor send at the same
 * moment, with shared commits over those with a commit for each decision. Both take turns in one process; the fastest
 * round of each counts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientMessage } from '#protocols/mpos/messages';
import { serverConfigSchema } from '#server/core/config';
import { unguarded } from '#server/edges/guard';
import { openJournal } from '#server/edges/journal';
import { createTimers } from '#server/edges/timers';
import { startHost, type ServerHost } from '#server/host/host';
import type { ServerPlatform } from '#server/host/platform';

const ROUNDS = 3;
const ROUND_MS = 1_000;
type Append = ServerPlatform['append'];

/** Shared over single commits, for a floor of so many devices. */
export async function gainOfSharedCommits(devices: number): Promise<number> {
  let shared = 0;
  let single = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    shared = Math.max(shared, await requestsPerSecond(devices, (append) => append));
    single = Math.max(single, await requestsPerSecond(devices, oneByOne));
  }
  return shared / single;
}

/** Gives the journal one decision at a time. */
function oneByOne(append: Append): Append {
  const line: Parameters<Append>[] = [];
  let busy = false;
  const next = (): void => {
    const first = line.shift();
    busy = first !== undefined;
    if (first === undefined) return;
    append(first[0], () => {
      first[1]();
      next();
    });
  };
  return (entries, committed) => {
    line.push([entries, committed]);
    if (!busy) next();
  };
}

async function requestsPerSecond(devices: number, through: (append: Append) => Append): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-commits-'));
  const names = Array.from({ length: devices }, (_, i) => `H${i + 1}`);
  const config = serverConfigSchema.parse({
    operators: ['Anna'],
    devices: names.map((name) => ({ name, family: 'handheld' })),
  });
  const journal = openJournal(folder, unguarded, (error) => {
    throw error;
  });
  const nobody = () => () => ({ send() {}, close() {} });
  const host = startHost(
    config,
    {
      timers: createTimers(unguarded),
      wallClock: () => Date.now(),
      append: through(journal.append),
      drawCode: () => '12345678',
      exchange: () => () => {},
      dialPrinter: nobody,
      dialMonitor: nobody,
      dialCamera: nobody,
      dialTerminal: nobody,
      log() {},
    },
    [],
  );
  let answered = 0;
  for (const [i, name] of names.entries()) startAsking(host, name, i + 1, () => (answered += 1));
  await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
  host.stop();
  journal.close();
  rmSync(folder, { recursive: true, force: true });
  return (answered * 1000) / ROUND_MS;
}

/** A device that opens and closes its tab over and over, and asks again as soon as it is answered. */
function startAsking(host: ServerHost, device: string, tab: number, answered: () => void): void {
  let req = 0;
  const say = (message: Record<string, unknown>): void => {
    req += 1;
    setImmediate(() => connection.onData({ req, ...message } as unknown as ClientMessage));
  };
  const connection = host.accept({
    send(message) {
      if (message.type === 'welcome') say({ type: 'sign-on', operator: 'Anna' });
      if (message.type !== 'reply' || !message.ok) return;
      answered();
      if (message.did === 'opened') say({ type: 'new-balance', tab, token: message.token, bookings: [] });
      else say({ type: 'open', tab });
    },
    close() {},
  });
  connection.onData({ type: 'hello', v: 1, device, family: 'handheld', clockMs: Date.now() });
}
