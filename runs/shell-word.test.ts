import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { shellWord } from './shell-word.ts';

describe('a word of a command that is shown', () => {
  it('comes through a shell as it is', () => {
    for (const word of ['runs-out/a-sim-1/001', 'my runs/Küche', "it's", '$HOME `x` "y" \\', '', '-x', 'a\nb'])
      assert.equal(execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' }), word);
    assert.equal(shellWord('runs-out/a-sim-1/001'), 'runs-out/a-sim-1/001');
  });
});
