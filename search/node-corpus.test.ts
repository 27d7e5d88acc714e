import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TwinError } from '#protocols/errors/errors';
import type { Scenario } from '#scenarios/format/scenario';
import { drawFloor } from '#scenarios/generate/floors';
import { floorText, readCorpus, readFloor, tidyCorpus, writeFloor } from './node-corpus.ts';

describe('a corpus on disk', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mpos-twin-corpus-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives every floor back as it was, under a name of its own', () => {
    const floors = Array.from({ length: 15 }, (_, seed) => drawFloor(seed));
    const files = floors.map((floor) => writeFloor(folder, floor));
    writeFileSync(join(folder, 'as-yaml.yaml'), floorText(floors[0] as Scenario));
    assert.deepEqual(readFloor(folder, 'as-yaml.yaml').scenario, floors[0]);
    assert.equal(new Set(files).size, floors.length);
    for (const [i, file] of files.entries()) assert.deepEqual(readFloor(folder, file).scenario, floors[i]);
    assert.deepEqual(
      readCorpus(folder, assert.fail).map(({ file }) => file),
      [...files, 'as-yaml.yaml'].toSorted(),
    );
  });

  it('names what cannot be read, leaves it where it is and goes on', () => {
    const whole = writeFloor(folder, drawFloor(1));
    const text = floorText(drawFloor(1));
    writeFileSync(join(folder, 'cut-off.yaml'), text.slice(0, text.indexOf('devices:') + 4));
    writeFileSync(join(folder, 'no-text.yaml'), new Uint8Array([0xff, 0x00, 0xc3]));
    writeFileSync(join(folder, 'of-later.yaml'), text.replace('format: 1', 'format: 9'));
    writeFileSync(join(folder, 'notes.txt'), 'Friday');
    const errors: TwinError[] = [];
    assert.deepEqual(
      readCorpus(folder, (error) => errors.push(error)).map(({ file }) => file),
      [whole],
    );
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['corpus-entry-damaged', 'corpus-entry-damaged', 'corpus-entry-damaged'],
    );
    for (const [i, name] of ['cut-off', 'no-text', 'of-later'].entries()) {
      assert.ok(errors[i]?.detail.includes(`${name}.yaml`), errors[i]?.detail);
    }
    assert.ok(readFileSync(join(folder, 'cut-off.yaml')).length > 0);
  });

  it('is empty where there is none, and no file', () => {
    assert.deepEqual(readCorpus(join(folder, 'none'), assert.fail), []);
    writeFileSync(join(folder, 'file'), '');
    assert.throws(() => readCorpus(join(folder, 'file'), assert.fail), { code: 'not-a-folder' });
  });

  it('lets go of floors that are worth nothing any more, and never of those people put there', () => {
    const [worth, worthless] = [1, 2].map((seed) => writeFloor(folder, drawFloor(seed))) as [string, string];
    writeFileSync(join(folder, 'by-hand.yaml'), floorText(drawFloor(2)));
    const entries = [{ file: worth, cost: 10, fails: false, points: ['a'] }];
    tidyCorpus(folder, { program: 'v1', entries }, [worth, worthless, 'by-hand.yaml']);
    assert.deepEqual(
      readCorpus(folder, assert.fail).map(({ file }) => file),
      [worth, 'by-hand.yaml'].toSorted(),
    );
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')), { program: 'v1', entries });
  });
});
