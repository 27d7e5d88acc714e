import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFigures, writeFigures } from '#benchmarks/power/figures';

const budget = { seconds: 12, floors: 100, seed: 1 };
const wrong = { code: 'figures-invalid' };

describe('figures of power on disk', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'power-figures-'));
    path = join(folder, 'power.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('begin with none, and come back as they were written', () => {
    const figures = readFigures(path, budget);
    assert.deepEqual(figures.rows, []);
    writeFigures(path, figures);
    assert.deepEqual(readFigures(path, budget), figures);
    assert.deepEqual(readdirSync(folder), ['power.json']);
  });

  it('of another budget are not gone on with', () => {
    writeFigures(path, readFigures(path, budget));
    for (const other of [{ seconds: 13 }, { floors: 99 }, { seed: 2 }])
      assert.throws(() => readFigures(path, { ...budget, ...other }), wrong);
  });

  it('that are none are named, and stay as they are', () => {
    for (const text of ['', '{"rows":', '[]', '{"rows":[{}]}']) {
      writeFileSync(path, text);
      assert.throws(() => readFigures(path, budget), wrong);
    }
    assert.throws(() => readFigures(folder, budget), { code: 'is-a-folder' });
    assert.throws(() => writeFigures(join(folder, 'no', 'power.json'), readFigures(undefined, budget)), {
      code: 'folder-not-found',
    });
  });
});
