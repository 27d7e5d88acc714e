// `mpos-twin search` as a process: it ends in order when it is asked to, and the same command goes on.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EXIT } from '#cli/verb';
import { program, twin } from './twin.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('mpos-twin search', function () {
  this.timeout(180_000);
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'mpos-twin-search-'))));
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  it('hands over what it has when it is interrupted, and goes on when it is called again', async () => {
    const args = ['search', '--floors', '20', '--jobs', '1', '--out', out];
    const [node, ...before] = program();
    const child = spawn(node, [...before, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    const stdout = text(child.stdout);
    const exit = once(child, 'exit');
    while (child.exitCode === null && !existsSync(join(out, '001/search.json'))) await delay(5);
    child.kill('SIGINT');
    assert.deepEqual(await exit, [EXIT.interrupted, null]);
    assert.match(await stdout, /^16 floors in .*, seed 1: 0 finds\ninterrupted; the same command goes on\n/);

    const again = twin([...args, '--json']);
    assert.equal(again.code, EXIT.pass, again.stderr);
    assert.match(again.stderr, /^the search in .*001 was interrupted and goes on\n/);
    const result = JSON.parse(again.stdout) as { floors: number; over: string; corpus: { floors: number } };
    assert.deepEqual([result.floors, result.over], [20, 'done']);
    const index = JSON.parse(readFileSync(join(out, '001/corpus/index.json'), 'utf8')) as {
      entries: { file: string }[];
    };
    assert.equal(index.entries.length, result.corpus.floors);
    assert.equal(twin(['run', join(out, '001/corpus', index.entries[0]?.file ?? ''), '--out', out]).code, EXIT.pass);
  });
});
