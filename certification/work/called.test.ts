import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { written } from '../probes/sample-answers.ts';
import { goesOnAfterCalls } from './called.ts';
import { AT_WORK, type AskedAtWork, type Played } from './evening.ts';
import { CALLS, FRONT } from './looks.ts';

type Told = { node?: string } & EventBody;

const CHROME = 'mCurrentFocus=Window{5f3ba21 u0 com.android.chrome/com.google.android.apps.chrome.Main}';
const DIALER = 'mCurrentFocus=Window{1c2 u0 com.android.dialer/com.android.incallui.InCallActivity}';

/** A look at the device while it was called for the nth time. */
const look = (round: number, calls: string, front: string): AskedAtWork[] => [
  { command: CALLS, at: 0, output: written(calls), round },
  { command: FRONT, at: 0, output: written(front), round },
];
const silent = (round: number, front = CHROME) => look(round, '    mCallState=0', `  ${front}`);
const rings = (round: number, front = CHROME) => look(round, '    mCallState=0\n    mCallState=1', `  ${front}`);
const calls = [...silent(1), ...rings(1), ...rings(1), ...silent(1), ...rings(2), ...silent(2)];

const fact = (kind: string, cause = ''): Told => ({
  ...{ node: 'server', kind: 'fact', n: 1, at: 1 },
  fact: { kind, cause },
});
const booked = (count: number): Told[] => Array.from({ length: count }, () => fact('booked'));
const tab = (bookings: number): Told[] => [
  fact('tab-locked'),
  ...booked(bookings),
  fact('tab-released', 'new-balance'),
];
const whole = [...tab(4), ...tab(4)];

function says(told: readonly Told[], asked: readonly AskedAtWork[] = calls): string {
  const events = told.map((event, t) => ({ t, node: AT_WORK, ...event }) as HistoryEvent);
  const more = { timeScale: 1, heartbeatMs: 4_000, failed: [], spoiled: null, undone: null } as const;
  const reading = goesOnAfterCalls({ events, asked, verdict: 'pass', ...more } satisfies Played);
  return reading.kind === 'unknown' ? `unknown: ${reading.reason}` : JSON.stringify(reading.value);
}
const wordOf = (word: string): string => JSON.stringify({ kind: 'word', word });

describe('a device that is called with a tab open', () => {
  it('goes on with its booking, and is covered only by what is in front while it rings', () => {
    assert.equal(says(whole), wordOf('booking goes on'));
    assert.equal(says(whole, [...calls, ...silent(2, DIALER)]), wordOf('booking goes on'));
    assert.equal(says(whole, [...calls, ...rings(2, DIALER)]), wordOf('covered, then goes on'));
    // Another display has no window that is in front.
    assert.equal(says(whole, [...calls, ...rings(2, `mCurrentFocus=null\n  ${CHROME}`)]), wordOf('booking goes on'));
    assert.equal(says(whole, [...calls, ...rings(1, 'mCurrentFocus=null')]), wordOf('covered, then goes on'));
  });

  it('has lost a booking where one is missing, or the tab has gone', () => {
    assert.equal(says([...tab(4), ...tab(3)]), wordOf('booking lost'));
    const gone = [...tab(4), fact('tab-locked'), ...booked(3), fact('tab-released', 'lease-ended')];
    assert.equal(says(gone), wordOf('booking lost'));
  });

  it('has lost its app where its browser has ended', () => {
    const ended: Told = { kind: 'transition', machine: 'thin-client', from: 'showing.shown', to: 'off' };
    assert.equal(says([...tab(4), fact('tab-locked'), ended]), wordOf('app ended'));
    const stall: Told = { node: 'run', kind: 'stall', who: 'harness', fromMs: 50, toMs: 2_051 };
    assert.equal(says([...tab(4), fact('tab-locked'), ended, stall]), wordOf('app ended'));
    assert.match(says([...tab(4), fact('tab-locked'), stall]), /^unknown: The machine of the test stood still/);
  });

  it('is not known to do so where it did not ring each time, or does not say', () => {
    assert.match(says(whole, [...rings(1), ...silent(2)]), /did not ring when it was called the second time/);
    assert.match(says(whole, rings(2)), /was not asked/);
    assert.match(says(whole, [...calls, ...look(2, 'mCallState=7', CHROME)]), /does not say whether it rings/);
    assert.match(says(whole, [...calls, ...look(1, 'mCallState=1', '')]), /which window is in front/);
    const cutOff = { command: CALLS, at: 0, output: 'mCallState=1', round: 1 };
    assert.match(says(whole, [...calls, cutOff]), /cut off/);
  });
});
