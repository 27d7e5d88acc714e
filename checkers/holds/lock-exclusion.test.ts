// One holder at a time, by what the server wrote down and by what devices were granted.
import assert from 'node:assert/strict';
import type { Fact } from '#server/core/facts';
import { Story } from '../story.ts';
import { lockExclusion } from './lock-exclusion.ts';

const locked = (tab: number, token: number, device = 'H01'): Fact => ({
  ...{ kind: 'tab-locked', tab, token, device, operator: 'Anna' },
});
const released = (tab: number, token: number): Fact => ({
  ...{ kind: 'tab-released', tab, token, device: 'H01', cause: 'new-balance' },
});
const found = (tell: (story: Story) => Story): string => tell(new Story().at(2_000)).verdict(lockExclusion);

describe('lock-exclusion', () => {
  it('passes holds that follow each other, and writes under them', () => {
    const turns = (story: Story): Story =>
      story
        .fact(locked(5, 1))
        .books('H01', 'Anna', 5, 1, 1, 500)
        .fact(released(5, 1), locked(5, 2, 'H02'));
    assert.equal(found(turns), 'pass');
    assert.equal(
      found((story) => turns(story).books('H02', 'Ben', 5, 2, 1, 500).begins(1, 5, 2, 'H02', 'Ben')),
      'pass',
    );
    assert.equal(turns(new Story()).judged(lockExclusion).judged, 2);
  });

  it('finds a tab that is opened while it is held', () => {
    const double = new Story().fact(locked(5, 1), locked(6, 2), locked(5, 3, 'H02'));
    assert.match(double.verdict(lockExclusion), /the first hold had not ended/);
    assert.deepEqual(double.judged(lockExclusion).evidence[0]?.events, [1, 3]);
    assert.match(
      found((story) => story.fact(locked(5, 2), released(5, 1), locked(5, 3))),
      /had not ended/,
      'an older hold has',
    );
  });

  it('finds tokens that do not rise, by tab', () => {
    assert.match(
      found((story) => story.fact(locked(5, 4), released(5, 4), locked(5, 4))),
      /token 4 is not higher/,
    );
    assert.match(
      found((story) => story.fact(locked(5, 4), released(5, 4), locked(5, 3))),
      /token 3 is not higher/,
    );
    assert.equal(
      found((story) => story.fact(locked(5, 4), locked(6, 3))),
      'pass',
    );
    const back = found((story) => story.fact(locked(5, 4), released(5, 4), locked(5, 2), released(5, 2), locked(5, 3)));
    assert.match(back, /token 2/, 'and goes by the highest');
  });

  it('finds what is written without the hold, whatever it is', () => {
    const hold = (story: Story): Story => story.fact(locked(5, 1), released(5, 1), locked(5, 2, 'H02'));
    for (const [token, device] of [
      [1, 'H01'],
      [2, 'H01'],
      [1, 'H02'],
    ] as const) {
      const wrong = found((story) => hold(story).books(device, 'Anna', 5, token, 1, 500));
      assert.equal(wrong, 'the booking was taken', `${device} with ${token}`);
    }
    assert.equal(
      found((story) => hold(story).begins(1, 5, 1)),
      'the payment was taken',
    );
    const cancelled: Fact = {
      ...{ kind: 'lines-cancelled', tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40' },
      ...{ lines: [{ quantity: 1, article: 'Soup', cents: 500 }], cents: 500, seqs: [1] },
    } as unknown as Fact;
    assert.equal(
      found((story) => hold(story).fact(cancelled)),
      'the change was taken',
    );
    assert.match(
      new Story().books('H01', 'Anna', 5, 1, 1, 500).judged(lockExclusion).evidence[0]?.sentence ?? '',
      /where nobody held it; then H01 wrote with token 1/,
    );
    assert.deepEqual(new Story().books('H01', 'Anna', 5, 1, 1, 500).judged(lockExclusion).evidence[0]?.events, [1]);
    assert.match(
      hold(new Story()).books('H01', 'Anna', 5, 1, 1, 500).judged(lockExclusion).evidence[0]?.sentence ?? '',
      /where H02 held it with token 2; then/,
    );
  });

  it('finds a token that two devices were granted', () => {
    const granted = (...devices: string[]): string =>
      found((story) => devices.reduce((so, device) => so.event(device, { kind: 'hold', tab: 5, token: 1 }), story));
    assert.equal(granted('H01', 'H01'), 'pass');
    assert.equal(granted('H01', 'H02'), 'tokens are unique');
  });
});
