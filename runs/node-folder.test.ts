import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyIn, makeRunFolder } from './node-folder.ts';

describe('the folders of runs', () => {
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'mpos-twin-runs-'))));
  afterEach(() => rmSync(out, { recursive: true }));

  it('are numbered, one for each run', () => {
    assert.equal(makeRunFolder(out, 'quiet-sim-1'), join(out, 'quiet-sim-1', '001'));
    assert.equal(makeRunFolder(out, 'quiet-sim-1'), join(out, 'quiet-sim-1', '002'));
    assert.equal(makeRunFolder(out, 'quiet-sim-2'), join(out, 'quiet-sim-2', '001'));
  });

  it('go on behind the highest number, whatever else lies there', () => {
    mkdirSync(join(out, 'quiet-sim-1', '999'), { recursive: true });
    writeFileSync(join(out, 'quiet-sim-1', '1000'), 'no folder, and in the way');
    mkdirSync(join(out, 'quiet-sim-1', 'notes'));
    assert.equal(makeRunFolder(out, 'quiet-sim-1'), join(out, 'quiet-sim-1', '1001'));
  });

  it('are led to by `latest`', () => {
    for (const name of ['a', 'b', 'a']) {
      const folder = makeRunFolder(out, name);
      writeFileSync(historyIn(folder), name);
      assert.equal(realpathSync(join(out, 'latest')), realpathSync(folder));
      assert.equal(readFileSync(historyIn(join(out, 'latest')), 'utf8'), name);
    }
  });

  it('are named in latest.txt where `latest` is something else', () => {
    mkdirSync(join(out, 'latest', 'mine'), { recursive: true });
    const folder = makeRunFolder(out, 'a');
    assert.equal(readFileSync(join(out, 'latest.txt'), 'utf8'), `${folder}\n`);
  });
});
