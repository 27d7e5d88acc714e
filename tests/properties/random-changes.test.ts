// Changes at random: each can be planted, changes the source where it says, and is no other one's.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { patchSource, sourceOf } from '#benchmarks/mutants/patches/plant-patches';
import { changesOf, randomChanges } from '#benchmarks/mutants/random-changes';

describe('small changes of the server, drawn at random', () => {
  const FILE = 'server/core/tabs/locks.ts';

  it('are each a patch that fits once, and says where it is and what becomes of it', async () => {
    const changes = await changesOf(FILE, 'core');
    assert.ok(changes.length > 100, `${changes.length} changes`);
    assert.equal(new Set(changes.map(({ name }) => name)).size, changes.length);
    const source = sourceOf(FILE);
    const lines = source.split('\n');
    for (const { name, about, patches } of changes) {
      const [patch] = patches;
      assert.ok(patch);
      const patched = patchSource(source, patch);
      assert.notEqual(patched, source, name);
      const [, line = 0, column = 0] = /:(\d+):(\d+)#/.exec(name)?.map(Number) ?? [];
      const [, was = ''] = /: `(.{1,12})/.exec(about) ?? [];
      const there = lines
        .slice(line - 1)
        .join(' ')
        .slice(column - 1)
        .replaceAll(/\s+/g, ' ');
      assert.doesNotMatch(
        lines[line - 1] ?? '',
        /= sometimes\(|^ +graceInPayment\(/,
        'a mark is for us, not for the server',
      );
      assert.ok(there.startsWith(was.replace(/`.*$/, '')), `${name}: ${about}`);
    }
  });

  it('are drawn of what the server shows and reads by as well, and of some files only where that is asked for', async () => {
    const drawn = async (under: string): Promise<string[]> =>
      (await randomChanges(10_000, 1, under)).map(({ name }) => name);
    for (const under of ['server/host/camera-session', 'server/station/plan', 'protocols/escpos/failing']) {
      const names = await drawn(under);
      assert.ok(names.length > 5, under);
      for (const name of names) assert.ok(name.startsWith(`${under}.ts:`), name);
    }
    for (const none of ['server/edges', 'server/station/words', 'protocols/marks'])
      assert.deepEqual(await drawn(none), [], none);
  });
});
