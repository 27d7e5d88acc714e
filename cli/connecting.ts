/**
 * How soon connections of a device are open, measured by its own browser: a page that this machine serves connects a
 * hundred times, one after the other, and tells what Resource Timing (W3C, `connectStart` and `connectEnd`) says of each.
 * Every answer ends its connection, and those that come in are counted here, so none is used twice unnoticed.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { z } from 'zod';
import type { Connects } from '#certification/work/evening';
import { MANY } from '#certification/work/seen-at-work';

/** What the page says: ms, null for a connection that was not opened. */
const toldSchema = z.array(z.number().min(0).nullable()).max(MANY);
/** It says no more than this, characters. */
const LONGEST = 10_000;
/** So long for a browser to start, and for a hundred connections on a bad WLAN, ms. */
const LIMIT_MS = 120_000;

export type ConnectingOptions = {
  /** Where to listen, and under which address the device reaches that port. */
  host: string;
  reach(port: number): string;
  /** Opens an address in the browser of the device. */
  open(address: string): Promise<void>;
  limitMs?: number;
};

/** Serves the page, has it opened, and waits for what it says. Leaves nothing listening. */
export async function measureConnects({ host, reach, open, limitMs = LIMIT_MS }: ConnectingOptions): Promise<Connects> {
  const connections = new Set<Socket>();
  let isOpened = false;
  let tell: (told: Connects) => void = () => {};
  const told = new Promise<Connects>((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    const { url = '' } = request;
    isOpened = true;
    if (url.startsWith('/connect/')) connections.add(request.socket);
    if (url === '/told') void said(request).then((tookMs) => tell(connectsOf(tookMs, connections.size)));
    answer(response, url === '/' ? PAGE : '');
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
    const address = server.address();
    await open(`${reach(typeof address === 'object' && address !== null ? address.port : 0)}/`);
    const limit = setTimeout(() => tell({ why: isOpened ? SLOW : CLOSED }), limitMs);
    const result = await told;
    clearTimeout(limit);
    return result;
  } catch (error) {
    return { why: `The server of the test did not listen: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const SLOW = 'Its browser was not done with its connections in time.';
const CLOSED = 'Its browser did not open the page of the test.';
const GARBLED = 'What its browser said of its connections cannot be read.';

const connectsOf = (tookMs: (number | null)[] | null, arrived: number): Connects =>
  tookMs === null ? { why: GARBLED } : { tookMs, arrived };

/** What the page tells; null if that is something else. */
async function said(request: IncomingMessage): Promise<(number | null)[] | null> {
  let text = '';
  try {
    for await (const part of request.setEncoding('utf8')) {
      text += String(part);
      if (text.length > LONGEST) return null;
    }
    return toldSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function answer(response: ServerResponse, body: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', connection: 'close' };
  response.writeHead(200, headers).end(body);
}

/** A browser opens a connection or two before anybody asks for them, and those take no time: they are used up first. */
const AHEAD = 5;

/** An entry of the timeline may come a moment after the answer. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Connecting</title>
<link rel="icon" href="data:,">
<p>Connecting ${MANY} times …</p>
<script>
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function took(address) {
  try {
    await (await fetch(address, { cache: 'no-store' })).text();
  } catch {
    return null;
  }
  let entry;
  for (let i = 0; i < 100 && entry === undefined; i += 1) {
    [entry] = performance.getEntriesByName(address);
    if (entry === undefined) await wait(10);
  }
  return entry.connectEnd - entry.connectStart;
}
(async () => {
  for (let i = 0; i < ${AHEAD}; i += 1) await took(new URL('/ahead/' + i, location).href);
  const all = [];
  for (let i = 0; i < ${MANY}; i += 1) all.push(await took(new URL('/connect/' + i, location).href));
  await fetch('/told', { method: 'POST', body: JSON.stringify(all) });
})();
</script>
`;
