// Where orders may come out at a moment of a run.
import assert from 'node:assert/strict';
import type { HistoryHeader } from '#history/events';
import { PlacePrinters } from './place-printers.ts';

const places = { bar: 'bar', kitchen: 'kitchen' };
function printers(timeScale = 1, slackMs = 0): PlacePrinters {
  const placesByTime = [{ from: '18:00', to: '02:00', places: { bar: 'counter' } }];
  const floor = { places, placesByTime, clock: '17:59' };
  return new PlacePrinters({ floor, limits: { slackMs }, timeScale } as unknown as HistoryHeader);
}

describe('the printers of a place', () => {
  it('are by the time of day, in which a run passes as fast as it is scaled', () => {
    assert.deepEqual(printers().at('bar', 59_999), ['bar']);
    assert.deepEqual(printers().at('bar', 60_000), ['counter']);
    assert.deepEqual(printers().at('kitchen', 60_000), ['kitchen']);
    assert.deepEqual(printers().at('bar', 8 * 3_600_000 + 60_000), ['bar']);
    assert.deepEqual(printers(20).at('bar', 3_000), ['counter']);
    assert.deepEqual(printers().at('cellar', 0), []);
  });

  it('are either around the change, as far as measuring goes', () => {
    assert.deepEqual(printers(20, 1_500).at('bar', 2_000), ['bar', 'counter']);
    assert.deepEqual(printers(20, 1_500).at('bar', 1_000), ['bar']);
    assert.deepEqual(printers(20, 1_500).at('bar', 5_000), ['counter']);
  });

  it('are the usual ones where nothing is said, as in older histories', () => {
    const older = { floor: { places }, limits: { slackMs: 0 }, timeScale: 1 } as unknown as HistoryHeader;
    assert.deepEqual(new PlacePrinters(older).at('bar', 60_000), ['bar']);
  });
});
