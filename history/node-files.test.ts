import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TwinError } from '#protocols/errors/errors';
import { readText } from './node-disk.ts';
import { createLineFile, linesOfFile } from './node-files.ts';

const never = (): never => assert.fail('nothing was to fail');

describe('files', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'mpos-twin-files-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('give back the lines that were written, in a folder that is made', () => {
    const path = join(folder, 'a', 'b', 'lines');
    const written = Array.from({ length: 20_000 }, (_, i) => `line ${i} ü`);
    const file = createLineFile(path, never);
    for (const line of written) file.line(line);
    assert.equal(file.close(), true);
    assert.deepEqual([...linesOfFile(path)], written);
  });

  it('are read with CRLF, with the mark of UTF-8, and in UTF-16 with its mark', () => {
    const path = join(folder, 'marked');
    const text = '\ufeff{"a":"ü"}\r\n{"b":1}\r\n';
    const swapped = Buffer.from(text, 'utf16le').swap16();
    for (const bytes of [Buffer.from(text), Buffer.from(text, 'utf16le'), swapped]) {
      writeFileSync(path, bytes);
      assert.deepEqual([...linesOfFile(path)], ['{"a":"ü"}', '{"b":1}']);
      assert.equal(readText(path), text.slice(1));
    }
  });

  it('of any size are read piece by piece', () => {
    const path = join(folder, 'three gigabytes');
    const file = openSync(path, 'w');
    writeSync(file, 'first\nsecond\n');
    ftruncateSync(file, 3 * 2 ** 30);
    closeSync(file);
    const before = process.memoryUsage().rss;
    const lines: string[] = [];
    for (const line of linesOfFile(path)) lines.push(line.slice(0, 10));
    assert.deepEqual(lines, ['first', 'second', '\0'.repeat(10)]);
    assert.ok(process.memoryUsage().rss - before < 300 * 2 ** 20);
  });

  it('that cannot be written end nothing: the first error is told, once, and the rest is dropped', () => {
    const errors: TwinError[] = [];
    const file = createLineFile('/dev/full', (error) => errors.push(error));
    for (let i = 0; i < 10; i += 1) file.line('x'.repeat(70_000));
    assert.equal(file.close(), false);
    assert.deepEqual(
      errors.map(({ code, detail }) => [code, detail]),
      [['disk-full', '/dev/full']],
    );
  });
});
