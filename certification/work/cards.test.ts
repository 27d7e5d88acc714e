import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { HistoryEvent } from '#history/events';
import type { CardBeforeCameraEvent } from '#history/card-before-camera';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { codeIsRead, TEST_CARDS } from './cards.ts';
import { AT_WORK, type Played } from './evening.ts';

const BETWEEN_MS = 50_000;
type Came = Omit<CardBeforeCameraEvent, 'kind' | 'code'>;
const read = (tookMs: number): Came => ({ outcome: 'read', tookMs, pictures: 9 });

/** Ten looks, all of them like this but for those that are named by the number of their card. */
function evening(came: Came, others: Record<number, Came> = {}, more: HistoryEvent[] = [], timeScale = 1): Played {
  const events = TEST_CARDS.map(({ code }, i) => ({
    ...{ n: i, t: (i + 1) * BETWEEN_MS, node: AT_WORK, kind: 'card-before-camera', code },
    ...(others[i + 1] ?? came),
  })) as HistoryEvent[];
  return { timeScale, events: [...events, ...more] } as unknown as Played;
}
function said(played: Played): unknown {
  const reading = codeIsRead(played);
  return reading.kind === 'known' ? reading.value : reading.reason;
}
function classOf(played: Played): string {
  const criterion = catalogue.criteria.find(({ id }) => id === 'CAM-2');
  const reading = codeIsRead(played);
  assert.ok(criterion && reading.kind === 'known');
  return judgeRun(criterion, reading.value).class;
}
const stall = (fromMs: number, toMs: number): HistoryEvent =>
  ({ n: 99, t: toMs, node: 'run', kind: 'stall', who: 'run', fromMs, toMs }) as HistoryEvent;

describe('cards before the camera of a device', () => {
  it('are read in the median of the ten, in the time of the device', () => {
    assert.deepEqual(said(evening(read(300), { 1: read(9_000), 2: read(9_000) })), {
      ...{ kind: 'number', value: 300, uncertainty: 33 },
    });
    const half = { 1: read(400), 2: read(400), 3: read(400), 4: read(400), 5: read(400) };
    assert.deepEqual(said(evening(read(300), half)), { kind: 'number', value: 350, uncertainty: 33 });
    assert.deepEqual(said(evening(read(300), {}, [], 2)), { kind: 'number', value: 600, uncertainty: 33 });
  });

  it('pass, pass on a condition, or fail', () => {
    const none: Came = { outcome: 'no-camera', why: 'none' };
    const came = [read(400), read(2_000), read(4_000), none];
    const classes = came.map((one) => classOf(evening(one)));
    assert.deepEqual(classes, ['pass', 'conditional', 'fail', 'conditional']);
    assert.equal(classOf(evening(read(400), { 7: { outcome: 'not-read', pictures: 90 } })), 'fail');
  });

  it('are not known where the browser may not use its camera, or another card lay there', () => {
    assert.match(String(said(evening({ outcome: 'no-camera', why: 'refused' }))), /may not use it/);
    assert.equal(
      said(evening(read(300), { 4: { outcome: 'other-read', tookMs: 10 } })),
      'Only 9 of 10 cards were shown.',
    );
  });

  it('are not known where the machine of the test stood still while one was shown; between two it may', () => {
    const at = 3 * BETWEEN_MS;
    assert.match(String(said(evening(read(300), {}, [stall(at - 300, at)]))), /stood still/);
    const moments = [1, 2, 3].map((n) => stall(at - 100 * n, at - 100 * n + 90));
    assert.notEqual(typeof said(evening(read(300), {}, moments)), 'string');
    assert.deepEqual(said(evening(read(300), {}, [stall(at - 20_000, at - 10_000)])), {
      ...{ kind: 'number', value: 300, uncertainty: 33 },
    });
  });

  it('are those that the scenario scans, in their order', () => {
    const text = readFileSync(new URL('../../scenarios/library/devices/device-cards.yaml', import.meta.url), 'utf8');
    const scanned = [...text.matchAll(/do: scan, .*code: '?([\w-]+)/g)].map(([, code]) => code);
    assert.deepEqual(
      scanned,
      TEST_CARDS.map(({ code }) => code),
    );
  });
});
