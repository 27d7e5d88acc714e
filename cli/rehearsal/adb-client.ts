/** The `adb` of this machine with a server of its own: other servers and devices are left alone. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwinError } from '#protocols/errors/errors';
import { findOnPath } from '#simulators/grounds/wire/tools';

export type Answer = { code: number | null; stdout: string; stderr: string; bytes: Buffer };

export type AdbClient = {
  /** Runs adb with these arguments to its end; `input` is what it gets to read. */
  run(args: readonly string[], input?: string | Buffer): Promise<Answer>;
  /** Of its server. */
  port: number;
  /** The public half of its own key, as it sends it. */
  publicKey(): Uint8Array;
  close(): Promise<void>;
};

const LONGEST_MS = 30_000;

/**
 * Starts its server, which ends with this process at the latest. `vendorKeys`: private keys that it has besides its own,
 * as ADB_VENDOR_KEYS names them. Errors: `adb-missing`, `adb-not-reached`.
 */
export async function startAdbClient(vendorKeys?: string): Promise<AdbClient> {
  const program = findOnPath('adb');
  if (program === undefined) throw new TwinError('adb-missing', 'It is not on the PATH.');
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-adb-'));
  const port = await freePort();
  const { ADB_VENDOR_KEYS: _, ...outer } = process.env;
  const keys = vendorKeys === undefined ? {} : { ADB_VENDOR_KEYS: vendorKeys };
  const env = { ...outer, ...keys, HOME: home, ADB_LOCAL_TRANSPORT_MAX_PORT: '5554' };
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
  const endAtOnce = (): void => {
    spawnSync(program, ['-P', String(port), 'kill-server'], { env, timeout: LONGEST_MS, stdio: 'ignore' });
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', endAtOnce);
  const { code, stderr } = await run(['start-server']);
  if (code !== 0) throw new TwinError('adb-not-reached', `127.0.0.1:${port}: ${stderr.trim()}`);
  return {
    run,
    port,
    publicKey: () => readFileSync(join(home, '.android', 'adbkey.pub')),
    async close() {
      process.off('exit', endAtOnce);
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
