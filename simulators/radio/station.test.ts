// When a station changes its access point, and when it has none: by the thresholds of its kind.
import assert from 'node:assert/strict';
import { CLIENT_KINDS } from './clients.ts';
import { smoothed, SIXTEENTHS } from './smoothing.ts';
import { NOBODY, Station, type HeardOrDown } from './station.ts';

const low = (dbm: number): HeardOrDown => ({ '2.4GHz': dbm });

/** A station of the first access point that has heard so for long. */
function settledAt(client: keyof typeof CLIENT_KINDS, first: HeardOrDown, second: HeardOrDown): Station {
  const station = new Station(CLIENT_KINDS[client]);
  station.hear([low(-40), null]);
  station.join(station.finds());
  for (let i = 0; i < 20; i += 1) station.hear([first, second]);
  return station;
}

describe('a station', () => {
  it('joins the strongest it hears, and none that is too weak', () => {
    const station = new Station(CLIENT_KINDS.windows);
    station.hear([low(-70), low(-50), null]);
    assert.equal(station.finds(), 1);
    station.hear([null, null, null]);
    assert.equal(station.finds(), NOBODY);
    const edge = new Station(CLIENT_KINDS.windows);
    edge.hear([low(-89)]);
    assert.equal(edge.finds(), NOBODY);
  });

  it('stays while its signal is above its threshold, however strong another is', () => {
    assert.equal(settledAt('windows', low(-75), low(-40)).wantsTo(), NOBODY);
    assert.equal(settledAt('windows', low(-76), low(-40)).wantsTo(), 1);
    assert.equal(settledAt('ios', low(-71), low(-40)).wantsTo(), 1);
    assert.equal(settledAt('samsung', low(-75), low(-40)).wantsTo(), NOBODY);
  });

  it('wants the other to be better by its margin', () => {
    assert.equal(settledAt('samsung', low(-80), low(-71)).wantsTo(), NOBODY);
    assert.equal(settledAt('samsung', low(-80), low(-70)).wantsTo(), 1);
    assert.equal(settledAt('windows', low(-80), low(-72)).wantsTo(), 1);
  });

  it('that is an old terminal clings to a signal that is as good as none', () => {
    assert.equal(settledAt('old-terminal', low(-86), low(-40)).wantsTo(), NOBODY);
    assert.equal(settledAt('old-terminal', low(-87), low(-40)).wantsTo(), 1);
  });

  it('has no link below −92 dBm, and has it back a little above', () => {
    const station = settledAt('windows', low(-92), null);
    assert.equal(station.covered, true);
    for (let i = 0; i < 20; i += 1) station.hear([low(-93)]);
    assert.equal(station.covered, false);
    for (let i = 0; i < 20; i += 1) station.hear([low(-91)]);
    assert.equal(station.covered, false);
    for (let i = 0; i < 20; i += 1) station.hear([low(-90)]);
    assert.equal(station.covered, true);
  });

  it('uses 5 GHz where that is strong enough, and does not flap at the limit', () => {
    const both = (dbm: number): HeardOrDown => ({ '2.4GHz': dbm + 7, '5GHz': dbm });
    const station = new Station(CLIENT_KINDS.windows);
    const bands = [-71, -70, -74, -75, -76, -71, -70].map((dbm) => {
      station.hear([both(dbm)]);
      return station.bandOf(0);
    });
    assert.deepEqual(bands, ['2.4GHz', '5GHz', '5GHz', '5GHz', '2.4GHz', '2.4GHz', '5GHz']);
  });

  it('sees a change of signal come bit by bit, and rests when it has come', () => {
    const station = settledAt('windows', low(-60), null);
    station.hear([low(-80)]);
    const [seen] = [station.dbmOf(0) ?? 0];
    assert.ok(seen < -70 && seen > -80, `${seen}`);
    assert.ok(!station.isSettled([low(-80)]));
    let samples = 0;
    while (!station.isSettled([low(-80)])) {
      station.hear([low(-80)]);
      samples += 1;
    }
    assert.ok(samples > 1 && samples < 10, `${samples}`);
  });
});

describe('smoothing', () => {
  it('goes towards the signal with every beacon, and never beyond it', () => {
    for (const [from, to] of [
      [-40, -90],
      [-90, -40],
    ] as const) {
      let before = from * SIXTEENTHS;
      for (let i = 0; i < 60; i += 1) {
        const now = smoothed(before, to, 1);
        assert.ok(Math.abs(now - to * SIXTEENTHS) <= Math.abs(before - to * SIXTEENTHS));
        assert.ok((now - to * SIXTEENTHS) * (from - to) >= 0);
        before = now;
      }
      assert.equal(before, to * SIXTEENTHS);
    }
  });
});
