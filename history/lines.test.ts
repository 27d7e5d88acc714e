import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesIn } from './lines.ts';

const line = fc.string().map((text) => text.replace(/[\r\n]/g, ''));

describe('text as lines', () => {
  it('is the same with either line end, however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(20)), (lines, end, cuts) => {
        let text = lines.map((one) => one + end).join('');
        const pieces = cuts.map((length) => {
          const piece = text.slice(0, length);
          text = text.slice(length);
          return piece;
        });
        assert.deepEqual([...linesIn([...pieces, text])], lines);
      }),
    );
  });

  it('may lack its last line end', () => {
    assert.deepEqual([...linesIn(['a\r\n', 'b'])], ['a', 'b']);
    assert.deepEqual([...linesIn(['a\n\n'])], ['a', '']);
    assert.deepEqual([...linesIn([])], []);
  });

  it('is not gathered for ever where no line ends', () => {
    let asked = 0;
    function* endless(): Generator<string> {
      for (;;) {
        asked += 1;
        yield 'xxxxx';
      }
    }
    assert.deepEqual([...linesIn(endless(), 12)], ['xxxxxxxxxxxx']);
    assert.equal(asked, 3);
  });
});
