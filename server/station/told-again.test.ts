// What a station shows of what came late of a payment, and of a reversal, also when it begins anew.
import assert from 'node:assert/strict';
import type { StationStart } from '#server/core/turn';
import { Station } from './station.ts';

const timers = { now: () => 0, after: () => ({}), cancel() {} };

/** A station that begins with tab 5 open, parked, and owing 5.00, or otherwise. */
function withTab(more: object = {}) {
  const hold = { tab: 5, token: 9, balanceCents: 500, parked: true, paying: false, ...more };
  const start: StationStart = { operator: 'Anna', lastReq: 0, lastSeq: 0, hold };
  const station = new Station({
    ...{ timers, display: { width: 384, height: 684 }, scans: true, start, standing: () => [] },
    menu: { language: 'en', operators: ['Anna'], articles: [], terminals: [], cameras: [] },
    ...{ ask() {}, say() {}, show() {}, frame() {} },
  });
  const lines = (): string[] => (station.shown().screen?.widgets ?? []).map(({ text }) => text);
  return { station, lines };
}

const late = { type: 'late-outcome', tab: 5, payment: 3 } as const;

describe('the outcome of a payment that comes late', () => {
  it('stands on the screen of its tab, which is parked no more, with what is owed now', () => {
    const { station, lines } = withTab();
    assert.ok(lines().includes('Balance 5.00 EUR') && lines().some((line) => /parked/i.test(line)));
    station.hear({ ...late, token: 8, outcome: 'paid', cents: 500, balanceCents: 0 });
    assert.ok(lines().includes('Balance 5.00 EUR'), 'that was another hold');
    station.hear({ ...late, token: 9, outcome: 'paid', cents: 500, balanceCents: 0 });
    assert.ok(lines().includes('Payment 3: 5.00 EUR paid after all') && lines().includes('Balance 0.00 EUR'));
    assert.ok(!lines().some((line) => /parked/i.test(line)));
  });

  it('says so where nothing was paid', () => {
    const { station, lines } = withTab();
    station.hear({ ...late, token: 9, outcome: 'not-paid', cents: 0, balanceCents: 500 });
    assert.ok(lines().includes('Payment 3: not paid after all') && lines().includes('Balance 5.00 EUR'));
    assert.ok(!lines().some((line) => /parked/i.test(line)));
  });

  it('stands there still when the station begins anew', () => {
    const told = { payment: 3, outcome: 'paid', cents: 500, balanceCents: 0 };
    const { lines } = withTab({ parked: false, balanceCents: 0, late: told });
    assert.ok(lines().includes('Payment 3: 5.00 EUR paid after all'));
  });
});

describe('what came of a reversal', () => {
  const told = { payment: 3, outcome: 'reversed', paidCents: 500, cents: 500, balanceCents: 500 } as const;

  it('stands on the screen of its tab, also when the station begins anew', () => {
    const { station, lines } = withTab({ parked: false, balanceCents: 0 });
    station.hear({ type: 'reversal-ended', tab: 5, ...told });
    const anew = withTab({ parked: false, reversal: told }).lines();
    const news = lines().filter((line) => /Payment 3/.test(line));
    assert.equal(news.length, 1);
    assert.deepEqual(
      anew.filter((line) => /Payment 3/.test(line)),
      news,
    );
    assert.ok(lines().includes('Balance 5.00 EUR') && anew.includes('Balance 5.00 EUR'));
  });
});
