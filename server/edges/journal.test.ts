import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEntry } from '#server/core/facts';
import { unguarded } from './guard.ts';
import { openJournal } from './journal.ts';

describe('the journal on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-journal-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const entry = (n: number): JournalEntry => ({ n, at: n, fact: { kind: 'started' } });
  const open = (name: string) => openJournal(join(folder, name), unguarded, assert.fail);

  it('commits once for all that is appended in a turn of the event loop, and calls back in order, never at once', async () => {
    const journal = open('group');
    const told: number[] = [];
    const seen: number[] = [];
    for (const n of [1, 2, 3]) {
      journal.append([entry(n)], () => {
        told.push(n);
        seen.push(journal.read().length);
      });
    }
    assert.equal(told.length + journal.read().length, 0);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(told, [1, 2, 3]);
    assert.deepEqual(seen, [3, 3, 3], 'all of them were durable when the first was told');
    journal.close();
  });

  it('writes what was appended when it is closed, and reads it again by the page', () => {
    const journal = open('close');
    journal.append([entry(1), entry(2)], () => {});
    journal.append([entry(3)], () => {});
    journal.close();
    const again = open('close');
    assert.deepEqual(
      [again.read(), again.read(1, 1)].map((entries) => entries.map(({ n }) => n)),
      [[1, 2, 3], [2]],
    );
    again.close();
  });
});
