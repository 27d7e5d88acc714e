// Where orders come out, by the time of day.
import assert from 'node:assert/strict';
import { timeOfDayMs } from '#protocols/places-by-time';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import { placePrinter, timeOfDayAt } from './places.ts';

const floor = {
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
  printers: [{ name: 'kitchen' }, { name: 'bar' }, { name: 'counter' }],
  places: { kitchen: 'kitchen', bar: 'bar' },
} satisfies ServerConfigInput;

const config = serverConfigSchema.parse({
  ...floor,
  placesByTime: [
    { from: '11:30', to: '14:00:30', places: { bar: 'counter' } },
    { from: '22:00', to: '02:00', places: { bar: 'kitchen', kitchen: 'counter' } },
    { from: '12:00', to: '23:00', places: { bar: 'kitchen' } },
  ],
});
const at = (place: string, time: string): string | undefined => placePrinter(config, place, timeOfDayMs(time));

describe('the printer of a production place', () => {
  it('is another within hours, from their first moment until they are over, also over midnight', () => {
    assert.deepEqual(
      ['11:29:59.999', '11:30', '14:00:29.999', '14:00:30', '23:59', '00:00', '01:59:59.999', '02:00'].map((time) =>
        at('bar', time),
      ),
      ['bar', 'counter', 'counter', 'kitchen', 'kitchen', 'kitchen', 'kitchen', 'bar'],
    );
  });

  it('is that of the first hours that are on and say something of the place', () => {
    assert.equal(at('bar', '13:00'), 'counter');
    assert.equal(at('kitchen', '13:00'), 'kitchen');
    assert.equal(at('kitchen', '22:30'), 'counter');
    assert.equal(at('cellar', '22:30'), undefined);
  });

  it('is decided by the clock on the wall where the server stands', () => {
    const hourMs = 3_600_000;
    assert.equal(timeOfDayAt({ wallMs: 30 * hourMs, zoneMs: 2 * hourMs }), 8 * hourMs);
    assert.equal(timeOfDayAt({ wallMs: hourMs, zoneMs: -5 * hourMs }), 20 * hourMs);
  });

  it('is one of the floor, for a place of the floor, in hours that last', () => {
    for (const wrong of [
      { from: '11:00', to: '12:00', places: { cellar: 'bar' } },
      { from: '11:00', to: '12:00', places: { bar: 'attic' } },
      { from: '11:00', to: '11:00:00', places: { bar: 'counter' } },
      { from: '24:00', to: '11:00', places: { bar: 'counter' } },
    ])
      assert.equal(serverConfigSchema.safeParse({ ...floor, placesByTime: [wrong] }).success, false);
  });
});
