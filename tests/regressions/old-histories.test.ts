// What was played and saved by the first version is read and judged by the checkers of today.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { startJudging, type Judge } from '#checkers/judge';
import { readHistory } from '#history/reading';

const lines = readFileSync(new URL('history-of-version-1.ndjson', import.meta.url), 'utf8').split('\n');

function judged(history: Iterable<string>) {
  let judge: Judge | undefined;
  const { damage } = readHistory(history, {
    header: (header) => (judge = startJudging(header)),
    event: (event) => judge?.event(event),
  });
  assert.equal(damage, null);
  return judge!.end(true);
}

describe('a history of version 1', () => {
  it('passes today as it did', () => {
    const results = judged(lines);
    assert.deepEqual(
      results.filter(({ verdict }) => verdict !== 'pass'),
      [],
    );
    const of = (name: string) => results.find((result) => result.name === name)?.judged ?? 0;
    for (const name of ['money', 'tickets-once', 'acknowledged-bookings', 'lock-recovery'])
      assert.ok(of(name) > 0, name);
  });
});
