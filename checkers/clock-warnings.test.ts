// How often an operator is warned of a wrong clock.
import assert from 'node:assert/strict';
import { clockWarnings } from './clock-warnings.ts';
import { evening, type Story } from './story.ts';

const TIMES = { hold: 'none', serverClockMs: 0, heartbeatMs: 10_000, toleranceMs: 3_000 } as const;
const welcomed = (story: Story, wrong: boolean): Story =>
  story.event('H01', { kind: 'welcome', ...TIMES, ...(wrong ? { skewWarning: true } : {}) });
const warned = (story: Story): Story => story.event('H01', { kind: 'clock-warning', skewMs: 60_000 });

describe('a wrong clock', () => {
  it('is told once, and again when it has been right in between', () => {
    const once = (): Story => welcomed(warned(welcomed(evening(), true)), true);
    assert.equal(once().verdict(clockWarnings), 'pass');
    assert.match(warned(once()).verdict(clockWarnings), /warned again/);
    assert.equal(warned(welcomed(welcomed(once(), false), true)).verdict(clockWarnings), 'pass');
  });

  it('is told at all', () => {
    assert.match(welcomed(evening(), true).verdict(clockWarnings), /was not told/);
    assert.match(warned(evening()).verdict(clockWarnings), /warned again/);
  });
});
