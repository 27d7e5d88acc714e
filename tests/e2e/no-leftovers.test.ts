// A run of tests in which something fails ends, says what was left behind, and leaves nothing running.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts a process that would live for ten minutes, freezes it, and fails before it could be ended. */
const CARELESS = `
import { spawn } from 'node:child_process';
it('breaks off', () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600_000)']);
  console.log('PID ' + child.pid);
  child.kill('SIGSTOP');
  throw new Error('in the middle');
});
`;
/** Fails while a timer and a socket of its own keep Node from ending. */
const HANGING = `
import { createServer } from 'node:net';
it('breaks off', () => {
  createServer().listen(0, '127.0.0.1');
  throw new Error('in the middle');
});
`;

describe('a test that fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-leftovers-'));
  after(() => rmSync(folder, { recursive: true }));

  async function mochaOn(source: string): Promise<{ code: number | null; said: string; complained: string }> {
    const file = join(folder, 'careless.test.mjs');
    writeFileSync(file, source);
    const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--extension', 'mjs'];
    const guard = ['--require', './tests/no-leftovers.ts'];
    const run = spawn(process.execPath, [...mocha, ...guard, file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const [said, complained] = await Promise.all([text(run.stdout), text(run.stderr), once(run, 'close')]);
    return { code: run.exitCode, said, complained };
  }

  it('leaves no process behind, not even a frozen one, and the run names it', async () => {
    const { code, said } = await mochaOn(CARELESS);
    assert.equal(code, 2, said);
    assert.match(said, /still running after the last test, now killed:\s+\S*node.* by: breaks off/);
    const pid = Number(/PID (\d+)/.exec(said)?.[1]);
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });

  it('ends the run although something keeps Node alive, and says what', async () => {
    const { code, complained } = await mochaOn(HANGING);
    assert.equal(code, 1, complained);
    assert.match(complained, /keeps the run from ending: .*TCPServerWrap/);
  });
});
