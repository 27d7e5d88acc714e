import assert from 'node:assert/strict';
import type { HistoryEvent } from '#history/events';
import { written } from '../probes/sample-answers.ts';
import { AT_WORK, type Played } from './evening.ts';
import { worksForHours } from './hours.ts';
import { CRASHES, SCREEN } from './looks.ts';
import { measuresOfEvening } from './measures.ts';

const MINUTE_MS = 60_000;
const SCALE = 30;
const seen = (kind: 'tap' | 'screen', atMs: number): HistoryEvent =>
  ({ t: atMs / SCALE, node: AT_WORK, kind }) as unknown as HistoryEvent;
/** A tap every five minutes, each followed by a screen so much later. */
const worked = (minutes: number, followsMs = 200): HistoryEvent[] =>
  Array.from({ length: minutes / 5 + 1 }, (_, i) => i * 5 * MINUTE_MS).flatMap((at) => [
    seen('tap', at),
    seen('screen', at + followsMs),
  ]);
const crashed = (...processes: string[]): string =>
  processes
    .map((one) => `E AndroidRuntime: FATAL EXCEPTION: main\nE AndroidRuntime: Process: ${one}, PID: 4711`)
    .join('\n');
const asked = (log: string, state = 'Awake') => [
  { command: CRASHES, at: 0, output: written(log) },
  { command: SCREEN, at: 0, output: written(`mWakefulness=${state}`) },
];

function evening(events: HistoryEvent[], more: Partial<Played> = {}): Played {
  const whole = { asked: asked(''), timeScale: SCALE, heartbeatMs: 4_000, verdict: 'pass', failed: [], spoiled: null };
  return { ...whole, undone: null, events, ...more } as unknown as Played;
}
function said(played: Played): string {
  const reading = worksForHours(played);
  if (reading.kind === 'unknown') return reading.reason;
  return reading.value.kind === 'number' ? String(reading.value.value) : reading.value.word;
}

describe('eight hours of work', () => {
  it('are without a crash where its app is not in the log, and every screen follows', () => {
    assert.equal(said(evening(worked(480))), '0');
    assert.equal(said(evening(worked(480, 30_000))), '0');
    assert.equal(said(evening(worked(480), { asked: asked(crashed('com.example.mail')) })), '0');
  });

  it('have each crash of its browser, and each time in which its screen was frozen', () => {
    const log = crashed('com.android.chrome', 'com.example.mail', 'com.android.chrome');
    assert.equal(said(evening(worked(480), { asked: asked(log) })), '2');
    assert.equal(said(evening(worked(480, 31_000))), '97');
    const frozen = [seen('tap', MINUTE_MS), seen('tap', 2 * MINUTE_MS), seen('screen', 4 * MINUTE_MS)];
    assert.equal(said(evening([...frozen, ...worked(480).slice(2)])), '1', 'one screen ends it');
    assert.equal(said(evening(frozen, { verdict: 'fail', failed: ['settled'] })), '1', 'however the evening came out');
  });

  it('are not known where it did not work for them, its screen went off, or something else was wrong', () => {
    assert.match(said(evening(worked(445))), /worked for 7\.4 h only/);
    assert.match(said(evening([...worked(200), ...worked(480).slice(2 * 47)])), /not tapped for 0\.6 h/);
    assert.match(said(evening(worked(480), { asked: asked('', 'Asleep') })), /did not stay on: Asleep/);
    assert.match(said(evening(worked(480), { verdict: 'fail', failed: ['settled'] })), /not come out .*settled/);
    assert.match(said(evening(worked(480), { asked: asked('E AndroidRuntime: FATAL EXCEPTION: main') })), /whose/);
    assert.match(said(evening(worked(480), { asked: [] })), /was not asked/);
    const stall = { t: 100, node: 'run', kind: 'stall', fromMs: 0, toMs: 1_000 } as unknown as HistoryEvent;
    assert.match(said(evening([stall, ...worked(480, 31_000)])), /stood still/);
  });

  it('say a crash also where checkers failed', () => {
    const played = evening(worked(480), { verdict: 'fail', asked: asked(crashed('com.android.chrome')) });
    assert.deepEqual(measuresOfEvening('hours', played)['RUN-1'], { kind: 'number', value: 1, uncertainty: 0 });
  });
});
