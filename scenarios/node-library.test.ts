// Scenarios by name and by path.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import { listLibrary, loadScenario } from './node-library.ts';

const good =
  'format: 1\nname: quiet\nabout: Nothing happens.\nduration: 1min\nfloor: { operators: [A], devices: [{}] }\n';

describe('the scenario library', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mpos-twin-library-'));
    writeFileSync(join(folder, 'quiet.yaml'), good);
    writeFileSync(join(folder, 'broken.yaml'), good.replace('[{}]', '[{ nme: a, signal: 5 }]'));
    writeFileSync(join(folder, 'latin1.yaml'), Uint8Array.of(0x61, 0x3a, 0xe4));
  });
  after(() => rmSync(folder, { recursive: true }));

  function refusal(nameOrPath: string): { code: ErrorCode; detail: string } {
    try {
      loadScenario(nameOrPath, { faults: [] }, folder);
    } catch (error) {
      assert.ok(error instanceof TwinError);
      return { code: error.code, detail: error.detail };
    }
    return assert.fail('it loaded');
  }

  it('lists what is there, with a sentence each, broken files too', () => {
    const entries = listLibrary(folder);
    assert.deepEqual(
      entries.map(({ name, about }) => [name, about]),
      [
        ['broken', 'Nothing happens.'],
        ['latin1', ''],
        ['quiet', 'Nothing happens.'],
      ],
    );
  });

  it('loads by name and by path', () => {
    assert.equal(loadScenario('quiet', { faults: [] }, folder).name, 'quiet');
    assert.equal(loadScenario(join(folder, 'quiet.yaml'), { faults: [] }).duration, 60_000);
  });

  it('knows what was meant', () => {
    assert.deepEqual(refusal('quite'), { code: 'scenario-not-found', detail: '"quite" (did you mean "quiet"?)' });
    assert.deepEqual(refusal('nothing-like-it'), { code: 'scenario-not-found', detail: '"nothing-like-it"' });
  });

  it('says where a file is broken, with all errors, one a line', () => {
    const path = join(folder, 'broken.yaml');
    assert.deepEqual(refusal(path), {
      code: 'scenario-invalid',
      detail: [
        '',
        `${path}:5:38 floor.devices[0].nme: there is no such field here (did you mean "name"?)`,
        `${path}:5:54 floor.devices[0].signal: must be at most -30`,
      ].join('\n'),
    });
    const latin = join(folder, 'latin1.yaml');
    assert.deepEqual(refusal(latin), { code: 'not-text', detail: latin });
  });

  it('says when a file is not there', () => {
    assert.deepEqual(refusal('no/such.yaml'), { code: 'file-not-found', detail: 'no/such.yaml' });
    assert.equal(refusal(`${folder}/`).code, 'is-a-folder');
  });
});
