import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwinError } from '#protocols/errors/errors';
import { makeFolder, readText, writeText } from './node-disk.ts';
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
});
