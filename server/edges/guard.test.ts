import assert from 'node:assert/strict';
import { marksSeen } from '#protocols/marks';
import { createGuard } from './guard.ts';

describe('the guard of listeners and timers', () => {
  it('writes an error down and ends what the listener serves', () => {
    const logged: unknown[] = [];
    const guard = createGuard({ error: (error: unknown) => logged.push(error) } as never);
    const failure = new Error('a bug');
    const ended: string[] = [];
    const listener = guard(
      (peer: string) => {
        if (peer === 'bad') throw failure;
      },
      (peer) => ended.push(peer),
    );
    const broken = (): number => marksSeen()['no-error-of-its-own']?.not ?? 0;
    const before = broken();
    listener('good');
    assert.equal(broken(), before);
    listener('bad');
    assert.equal(broken(), before + 1, 'the harness is to see that');
    assert.deepEqual([logged, ended], [[failure], ['bad']]);
  });
});
