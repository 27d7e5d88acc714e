import assert from 'node:assert/strict';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { portOpens } from './connects.ts';
import type { Connects, Played } from './evening.ts';

const said = (connects?: Connects, timeScale = 1): unknown => {
  const reading = portOpens({ timeScale, ...(connects && { connects }) } as unknown as Played);
  return reading.kind === 'known' ? reading.value : reading.reason;
};
/** A hundred connections, of which so many are late. */
const hundred = (late: number, lateMs: number | null): Connects => ({
  tookMs: Array.from({ length: 100 }, (_, i) => (i < late ? lateMs : 4)),
  arrived: 100,
});
/** The class of such a device. */
function classOf(connects: Connects): string {
  const criterion = catalogue.criteria.find(({ id }) => id === 'NET-2');
  const reading = portOpens({ timeScale: 1, connects } as unknown as Played);
  assert.ok(criterion && reading.kind === 'known');
  return judgeRun(criterion, reading.value).class;
}

describe('connections of a device', () => {
  it('are as soon open as all but five of a hundred, in the time of the device', () => {
    assert.deepEqual(said(hundred(5, 900)), { kind: 'number', value: 4, uncertainty: 1 });
    assert.deepEqual(said(hundred(6, 900)), { kind: 'number', value: 900, uncertainty: 1 });
    assert.deepEqual(said(hundred(6, 100), 4), { kind: 'number', value: 400, uncertainty: 1 });
  });

  it('pass, pass on a condition, or fail', () => {
    const classes = [20, 200, 900, null].map((lateMs) => classOf(hundred(6, lateMs)));
    assert.deepEqual(classes, ['pass', 'conditional', 'fail', 'fail']);
  });

  it('are closed if one of them is', () => {
    assert.deepEqual(said(hundred(1, null)), { kind: 'word', word: 'closed' });
  });

  it('are not known where few were tried, some were used again, or nobody asked', () => {
    assert.match(String(said({ tookMs: [4, 5], arrived: 2 })), /Only 2/);
    assert.match(String(said({ ...hundred(0, 0), arrived: 99 })), /again/);
    assert.equal(said({ why: 'Its browser did not open the page.' }), 'Its browser did not open the page.');
    assert.match(String(said()), /was not asked/);
  });
});
