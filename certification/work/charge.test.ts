import assert from 'node:assert/strict';
import type { HistoryEvent } from '#history/events';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { written } from '../probes/sample-answers.ts';
import { isCharged, lastsFor } from './charge.ts';
import { AT_WORK, type Played } from './evening.ts';
import { CABLE, SCREEN } from './looks.ts';

const HOUR_MS = 3_600_000;
const battery = (at: number, level: number, usb = false) => ({
  command: CABLE,
  at,
  output: written(
    `AC powered: false\n  USB powered: ${usb}\n  Wireless powered: false\n  present: true\n  level: ${level}`,
  ),
});
const screen = (state: string) => ({ command: SCREEN, at: 0, output: written(`mWakefulness=${state}`) });
const given = (count: number): HistoryEvent[] =>
  Array.from(
    { length: count },
    (_, i) =>
      ({
        t: i,
        node: 'server',
        kind: 'fact',
        n: i,
        at: i,
        fact: { kind: 'tab-released', cause: 'new-balance' },
      }) as never,
  );
const GAVE_UP = { t: 1, node: AT_WORK, kind: 'gave-up' } as unknown as HistoryEvent;

/** An evening of an hour and a half in which its level fell from there to there. */
function evening(from: number, to: number, more: Partial<Played> = {}): Played {
  const asked = [battery(0, from), battery(HOUR_MS / 20, to), screen('Awake')];
  return { events: given(18), asked, timeScale: 30, heartbeatMs: 4_000, ...more } as unknown as Played;
}
const said = (played: Played): string => {
  const reading = lastsFor(played);
  return reading.kind === 'known' ? JSON.stringify(reading.value) : reading.reason;
};
function classOf(played: Played): string {
  const criterion = catalogue.criteria.find(({ id }) => id === 'PWR-7');
  const reading = lastsFor(played);
  assert.ok(criterion && reading.kind === 'known');
  return judgeRun(criterion, reading.value).class;
}

describe('an evening on the battery', () => {
  it('tells how many hours a charge lasts, in the time of the device', () => {
    const reading = lastsFor(evening(80, 65));
    assert.ok(reading.kind === 'known' && reading.value.kind === 'number');
    assert.equal(reading.value.value, 10);
    assert.ok(Math.abs(reading.value.uncertainty - (10 - 150 / 17)) < 1e-9);
  });

  it('passes, passes on a condition, or fails; the two percent it may be wrong by are against it', () => {
    const classes = [70, 64, 59, 55, 50].map((to) => classOf(evening(80, to)));
    assert.deepEqual(classes, ['pass', 'pass', 'conditional', 'conditional', 'fail']);
  });

  it('says nothing where it got power, its screen went off, it did not work, or little was used', () => {
    assert.match(said(evening(80, 76)), /Only 4 %/);
    assert.match(said(evening(80, 84)), /Only -4 %/);
    assert.match(said(evening(80, 60, { events: given(17) })), /Only 17 of 18/);
    assert.match(said(evening(80, 60, { events: [...given(18), GAVE_UP] })), /not work all the time/);
    const asked = [battery(0, 80), battery(HOUR_MS / 20, 60, true), screen('Awake')];
    assert.match(said(evening(80, 60, { asked })), /got power/);
    const dark = [battery(0, 80), battery(HOUR_MS / 20, 60), screen('Asleep')];
    assert.match(said(evening(80, 60, { asked: dark })), /did not stay on: Asleep/);
    assert.match(said(evening(80, 60, { asked: [] })), /not asked/);
  });

  it('is not worth playing with the cable in', () => {
    assert.equal(isCharged([battery(0, 80)]), null);
    assert.match(String(isCharged([battery(0, 80, true)])), /its cable was in/);
    assert.match(String(isCharged([])), /not asked/);
  });
});
