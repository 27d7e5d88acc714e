/** The `adb` of this machine with a server of its own: other servers and devices are left alone. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPeer } from '../../peers.ts';

export type Answer = { code: number | null; stdout: string; stderr: string; bytes: Buffer };

export type AdbClient = {
  /** Runs adb with these arguments to its end; `input` is what it gets to read. */
  run(args: readonly string[], input?: string | Buffer): Promise<Answer>;
  /** Of its server. */
  port: number;
  close(): Promise<void>;
};

const LONGEST_MS = 30_000;

export async function startAdbClient(): Promise<AdbClient> {
  const program = findPeer('adb');
  if (program === undefined) throw new Error('adb is not there');
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-adb-'));
  const port = await freePort();
  const env = { ...process.env, HOME: home, ADB_LOCAL_TRANSPORT_MAX_PORT: '5554' };
  const run: AdbClient['run'] = (args, input) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, ['-P', String(port), ...args], { env, timeout: LONGEST_MS, killSignal: 'SIGKILL' });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
      child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
      child.on('error', reject);
      // Not `close`: a server that adb has started keeps what it has inherited open.
      child.on('exit', (code) => {
        setTimeout(() => {
          const bytes = Buffer.concat(stdout);
          resolve({ code, stdout: bytes.toString(), stderr: Buffer.concat(stderr).toString(), bytes });
        }, 20);
      });
      child.stdin.on('error', () => {}); // adb may not read it
      child.stdin.end(input);
    });
  await run(['start-server']);
  return {
    run,
    port,
    async close() {
      await run(['kill-server']);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
