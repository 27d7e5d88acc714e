import assert from 'node:assert/strict';
import { expand, parseLine } from './parse.ts';

const variables: Record<string, string> = { '?': '7', HOME: '/sdcard' };

function told(line: string): unknown {
  const list = parseLine(line);
  if (typeof list === 'string') return list;
  return list.map(({ when, commands }) => [
    when,
    ...commands.map(({ words }) => words.map((word) => expand(word, (name) => variables[name] ?? ''))),
  ]);
}

describe('a line for the shell', () => {
  it('is commands one after the other, by what became of the one before', () => {
    assert.deepEqual(told('a 1; b && c || d\ne'), [
      ['always', ['a', '1']],
      ['always', ['b']],
      ['well', ['c']],
      ['ill', ['d']],
      ['always', ['e']],
    ]);
  });

  it('is commands that hand on what they write', () => {
    assert.deepEqual(told('dumpsys wifi | grep mWifiInfo'), [['always', ['dumpsys', 'wifi'], ['grep', 'mWifiInfo']]]);
  });

  it('keeps what is in quotes together, and fills variables in where they count', () => {
    assert.deepEqual(told(`echo "end $?" '$?' \\$? a"b c"d "\\"x\\"" \${HOME}/x ""`), [
      ['always', ['echo', 'end 7', '$?', '$?', 'ab cd', '"x"', '/sdcard/x', '']],
    ]);
  });

  it('may send output elsewhere', () => {
    const list = parseLine('a 2>/dev/null >x 2>&1 <y');
    assert.ok(Array.isArray(list));
    assert.deepEqual(
      list[0]?.commands[0]?.redirections.map(({ from, to }) => [from, typeof to === 'string' ? to : to[0]?.text]),
      [
        ['stderr', '/dev/null'],
        ['stdout', 'x'],
        ['stderr', 'stdout'],
        ['stdin', 'y'],
      ],
    );
  });

  it('is told as not understood where it is more than that', () => {
    assert.match(String(told('(a)')), /unexpected '\('/);
    assert.match(String(told('echo "a')), /no closing quote/);
    assert.match(String(told('echo >')), /unexpected '>'/);
  });
});
