import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pack } from '#reports/node-html';
import { carriedHistory, unpacked, type CarriedHistory } from './carried-history.ts';

const line = (t: number, node: string, kind: string, more: object = {}): string =>
  JSON.stringify({ t, node, kind, ...more });

function carried(pieces: string[][], first = 1, timeScale = 1): CarriedHistory {
  const history = carriedHistory(first, first + pieces.flat().length - 1, timeScale);
  for (const piece of pieces) history.add(piece.join('\n'), () => undefined);
  return history;
}

describe('the history in the page', () => {
  const pieces = [
    [line(0, 'server', 'condition', { state: 'up' }), line(10, 'server', 'heard', { from: 'H01' })],
    [line(20, 'H01', 'act', { act: 'open', tab: 12 }), line(30, 'Küche', 'printed', { ticket: 4 })],
    [line(40, 'H01', 'act', { act: 'close', tab: 12 })],
  ];
  const history = carried(pieces);

  it('gives every event by its number, whatever piece it came in, and none that is not there', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((n) => history.line(n)),
      pieces.flat(),
    );
    assert.deepEqual(
      [0, 6].map((n) => [history.line(n), history.event(n), history.timeOf(n)]),
      [Array(3).fill(undefined), Array(3).fill(undefined)],
    );
  });

  it('gives times in the seconds of the scenario', () => {
    assert.equal(carried(pieces, 1, 20).timeOf(3), 400);
  });

  it('counts from where it begins', () => {
    const part = carried(pieces, 1_000);
    assert.equal(part.line(1_000), pieces[0]?.[0]);
    assert.equal(part.line(999), undefined);
    assert.deepEqual([...part.search(['act'], false)], [1_002, 1_004]);
  });

  it('finds events by all words, whatever their case, and heartbeats only if wanted', () => {
    assert.deepEqual([...history.search([], false)], [1, 3, 4, 5]);
    assert.deepEqual([...history.search([], true)], [1, 2, 3, 4, 5]);
    assert.deepEqual([...history.search(['h01', 'OPEN'], false)], [3]);
    assert.deepEqual([...history.search(['H01'], true)], [2, 3, 5]);
    assert.deepEqual([...history.search(['küche'], false)], [4]);
    assert.deepEqual([...history.search(['H01', 'printed'], true)], []);
  });

  it('takes the words as they are, not as a pattern', () => {
    const odd = carried([[line(0, 'a.b', 'act', { act: '(x' }), line(0, 'axb', 'act', { act: '[y' })]]);
    assert.deepEqual([...odd.search(['a.b'], false)], [1]);
    assert.deepEqual([...odd.search(['(x'], false)], [1]);
    assert.deepEqual([...odd.search(['[y'], false)], [2]);
  });

  it('finds what looking at each line finds', () => {
    const words = fc.constantFrom('H01', 'H02', 'act', 'tab', '1', 'ü', '"');
    const events = fc.array(
      fc.record({ node: fc.constantFrom('H01', 'H02', 'Tür'), kind: fc.constantFrom('act', 'heard'), tab: fc.nat(20) }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.array(events, { minLength: 1, maxLength: 4 }),
        fc.array(words, { maxLength: 3 }),
        (all, wanted) => {
          const texts = all.map((some) => some.map(({ node, kind, tab }) => line(0, node, kind, { tab })));
          const found = [...carried(texts).search(wanted, true)];
          const byHand = texts
            .flat()
            .flatMap((text, i) =>
              wanted.every((word) => text.toLowerCase().includes(word.toLowerCase())) ? [i + 1] : [],
            );
          assert.deepEqual(found, byHand);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is unpacked as it was packed', async () => {
    const text = pieces.flat().join('\n').repeat(50);
    assert.equal(await unpacked(pack(text)), text);
    assert.ok(pack(text).length < text.length / 4);
  });
});
