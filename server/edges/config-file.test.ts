// The configuration as a file, and the whitelist it names.
import assert from 'node:assert/strict';
import { TwinError } from '#protocols/errors/errors';
import { readConfig } from './config-file.ts';

const floor = 'operators: [Anna]\ndevices: []\n';

/** Reads `list` as the whitelist of /etc/mpos/server.yaml. */
function reading(list: string, path = 'whitelist.json'): ReturnType<typeof readConfig> {
  return readConfig(`${floor}whitelist: ${path}\n`, '/etc/mpos/server.yaml', (file) => {
    assert.equal(file, '/etc/mpos/whitelist.json');
    return list;
  });
}

const wrongWith = (list: string): string => {
  try {
    reading(list);
  } catch (error) {
    assert.ok(error instanceof TwinError);
    return `${error.code}: ${error.detail}`;
  }
  return '';
};

describe('the whitelist of a configuration', () => {
  const rows = [{ model: 'moto g(7)', leastAndroid: 9 }];

  it('is a file beside it, or anywhere', () => {
    const text = JSON.stringify({ format: 1, rows });
    const [row] = reading(text).whitelist ?? [];
    assert.deepEqual(row, { ...rows[0], leastDisplay: { width: 384, height: 684 }, conditions: [] });
    assert.equal(reading(text, '/etc/mpos/whitelist.json').whitelist?.length, 1);
  });

  it('may stand in the configuration itself, or be left out', () => {
    const none = (): never => assert.fail('no file is named');
    assert.equal(readConfig(`${floor}whitelist: [{ model: A }]`, 'a.yaml', none).whitelist?.[0]?.leastAndroid, 7);
    assert.equal(readConfig(floor, 'a.yaml', none).whitelist, undefined);
  });

  it('is answered by one clear error where it is wrong', () => {
    const path = 'whitelist-invalid: \n/etc/mpos/whitelist.json: ';
    assert.match(wrongWith('{'), /^whitelist-invalid: \/etc\/mpos\/whitelist.json: .*JSON/);
    assert.equal(wrongWith(JSON.stringify({ format: 2, rows })), `${path}format: Invalid input: expected 1`);
    assert.equal(
      wrongWith(JSON.stringify({ format: 1, rows: [...rows, ...rows] })),
      `${path}rows.1.model: "moto g(7)" occurs twice for the same Android`,
    );
    const back = JSON.stringify({ format: 1, rows: [{ model: 'A', leastAndroid: 9, mostAndroid: 8 }] });
    assert.equal(wrongWith(back), `${path}rows.0.mostAndroid: is less than leastAndroid, 9`);
    const typo = JSON.stringify({ format: 1, rows: [{ model: 'A', android: 9 }] });
    assert.equal(wrongWith(typo), `${path}rows.0: Unrecognized key: "android"`);
    const must = JSON.stringify({ format: 1, rows: [{ model: 'A', conditions: [{ must: 'shine' }] }] });
    assert.match(wrongWith(must), /rows\.0\.conditions\.0\.must: .*portrait.*\n.*rows\.0\.conditions\.0\.sentence/);
  });
});
