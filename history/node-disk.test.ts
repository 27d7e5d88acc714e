import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwinError } from '#protocols/errors/errors';
import { makeFolder, readText, replaceText, writeText } from './node-disk.ts';
import { linesOfFile } from './node-files.ts';

/** The code of the error that a step ends in. */
function codeOf(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    return error instanceof TwinError ? error.code : String(error);
  }
  return 'none';
}

describe('files and folders', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'mpos-twin-disk-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('that are none are refused, and nothing waits for what never ends', () => {
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    writeText(join(folder, 'file'), 'text');
    assert.equal(
      codeOf(() => readText(fifo)),
      'not-a-file',
    );
    assert.equal(
      codeOf(() => [...linesOfFile(fifo)]),
      'not-a-file',
    );
    assert.equal(
      codeOf(() => writeText(fifo, '')),
      'not-a-file',
    );
    assert.equal(
      codeOf(() => readText('/dev/zero')),
      'not-a-file',
    );
    assert.equal(
      codeOf(() => readText(folder)),
      'is-a-folder',
    );
    assert.equal(
      codeOf(() => writeText(folder, '')),
      'is-a-folder',
    );
    assert.equal(
      codeOf(() => readText(join(folder, 'missing'))),
      'file-not-found',
    );
    assert.equal(
      codeOf(() => makeFolder(join(folder, 'file', 'below'))),
      'not-a-folder',
    );
    assert.equal(
      codeOf(() => makeFolder('/proc/none/below')),
      'folder-not-found',
    );
    assert.equal(
      codeOf(() => makeFolder(join(folder, 'x'.repeat(300)))),
      'name-too-long',
    );
    assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'text');
  });

  it('are replaced whole by two processes at a time, and nothing else is left', async () => {
    const place = join(folder, 'replaced');
    const program = `import { replaceText } from ${JSON.stringify(import.meta.resolve('./node-disk.ts'))};
      for (let i = 0; i < 300; i += 1) replaceText(${JSON.stringify(join(place, 'file'))}, process.argv[1].repeat(5_000));`;
    const options = [...process.execArgv, '--conditions=source', '--input-type=module', '--eval', program];
    const both = ['a', 'b'].map((letter) => spawn(process.execPath, [...options, letter], { stdio: 'inherit' }));
    const codes = await Promise.all(both.map(async (one) => (await once(one, 'exit'))[0] as number));
    assert.deepEqual(codes, [0, 0]);
    assert.match(readFileSync(join(place, 'file'), 'utf8'), /^(a{5000}|b{5000})$/);
    assert.throws(() => replaceText(join(place, 'file'), { not: 'text' } as unknown as string), TwinError);
    assert.deepEqual(readdirSync(place), ['file']);
  });
});
