import assert from 'node:assert/strict';
import { TwinError } from './errors.ts';
import { fileError } from './file-errors.ts';

const thrown = (code: string): Error => Object.assign(new Error(`${code}: as Node says it`), { code });
const codeOf = (doing: 'read' | 'written', code: string): string => fileError(doing, 'a.yaml', thrown(code)).code;

describe('what the operating system says of a file', () => {
  it('has a code of its own for each cause a user can mend', () => {
    const causes = ['EACCES', 'EISDIR', 'ENOTDIR', 'ENXIO', 'ENOSPC', 'EROFS', 'ENAMETOOLONG', 'EMFILE', 'EFBIG'];
    const codes = causes.map((cause) => codeOf('written', cause));
    assert.equal(new Set(codes).size, causes.length);
    assert.ok(!codes.includes('file-not-written'));
    assert.deepEqual(
      codes,
      causes.map((cause) => codeOf('read', cause)),
    );
  });

  it('tells a file that is missing from a folder that is', () => {
    assert.equal(codeOf('read', 'ENOENT'), 'file-not-found');
    assert.equal(codeOf('written', 'ENOENT'), 'folder-not-found');
  });

  it('keeps the words of the system where it has none of its own', () => {
    assert.equal(fileError('read', 'a.yaml', thrown('EIO')).message.split('. ')[1], 'a.yaml: EIO: as Node says it');
    assert.equal(codeOf('written', 'EIO'), 'file-not-written');
  });

  it('hands on what is an error of the table already', () => {
    const known = new TwinError('history-damaged', 'h.ndjson');
    assert.equal(fileError('read', 'a', known), known);
  });
});
