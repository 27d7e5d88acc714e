import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLocked, lockFolder, type LockKind } from './node-lock.ts';

const kind: LockKind = { file: 'certify.lock', inUse: 'certification-in-use' };

describe('a folder that is one process’s at a time', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mpos-twin-lock-'));
    path = join(folder, kind.file);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const refuses = () => assert.throws(() => lockFolder(folder, kind), { code: 'certification-in-use', detail: folder });

  it('refuses the second until the first is done', () => {
    const unlock = lockFolder(folder, kind);
    assert.ok(isLocked(folder, kind));
    refuses();
    unlock();
    assert.ok(!isLocked(folder, kind) && !existsSync(path));
    lockFolder(folder, kind)();
  });

  it('is taken from a process that was killed, and from one that has not been heard of for a minute', () => {
    writeFileSync(path, `${spawnSync(process.execPath, ['--version']).pid}\n`);
    lockFolder(folder, kind)();
    writeFileSync(path, `${process.pid}\n`);
    utimesSync(path, Date.now() / 1_000 - 61, Date.now() / 1_000 - 61);
    assert.ok(!isLocked(folder, kind));
    lockFolder(folder, kind)();
  });

  it('is held by whoever has not written yet who he is', () => {
    writeFileSync(path, '');
    refuses();
  });

  it('stays with whoever has taken it from one that stood still', () => {
    const unlock = lockFolder(folder, kind);
    writeFileSync(path, `${process.ppid}\n`);
    unlock();
    refuses();
  });
});
