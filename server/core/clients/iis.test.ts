// Which IIS a device belongs to, and what is set there.
import assert from 'node:assert/strict';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import { emptyState } from '../state.ts';
import { iisOf, rightIis, settingsOf } from './iis.ts';

const floor = {
  operators: ['Anna'],
  offlineBooking: false,
  devices: [
    { name: 'till', family: 'till' },
    { name: 'H01', family: 'handheld' },
    { name: 'H02', family: 'handheld', iis: 'terrace' },
  ],
  clients: [
    { name: 'C01', setUp: 'key-1' },
    { name: 'C02', setUp: 'key-2', iis: 'terrace' },
  ],
  iis: [{ name: 'hall' }, { name: 'terrace', offlineBooking: true, offers: ['bar'] }],
} satisfies ServerConfigInput;
const withIis = emptyState(serverConfigSchema.parse(floor));
const without = emptyState(
  serverConfigSchema.parse({ ...floor, devices: floor.devices.slice(0, 2), clients: [], iis: [] }),
);

describe('the IIS a device belongs to', () => {
  it('is the one it is set up for, else the first; the till belongs to none', () => {
    for (const [device, iis] of [
      ['till', null],
      ['H01', 'hall'],
      ['H02', 'terrace'],
      ['C01', 'hall'],
      ['C02', 'terrace'],
    ] as const) {
      assert.equal(iisOf(withIis, device), iis, device);
      assert.equal(iisOf(withIis, device, 'terrace'), iis, `${device}, wherever it comes to`);
    }
    assert.deepEqual([iisOf(without, 'H01'), iisOf(without, 'F01', 'hall')], [null, null]);
  });

  it('is where it comes to, for a device that nobody has set up, if there is such an IIS', () => {
    assert.equal(iisOf(withIis, 'F01', 'terrace'), 'terrace');
    assert.equal(iisOf(withIis, 'F01', 'cellar'), 'hall');
    assert.equal(iisOf(withIis, 'F01'), 'hall');
  });

  it('is told to a device that comes to another one, and to no other', () => {
    for (const [device, said, right] of [
      ['H01', 'terrace', 'hall'],
      ['H01', 'hall', null],
      ['H01', undefined, null],
      ['H02', 'hall', 'terrace'],
      ['F01', 'terrace', null],
      ['F01', 'cellar', 'hall'],
    ] as const)
      assert.equal(rightIis(withIis, device, said), right, `${device} at ${said}`);
    assert.equal(rightIis(without, 'H01', 'hall'), null);
  });
});

describe('what an IIS is set to', () => {
  it('is as it says, and as the subsystem where it says nothing', () => {
    const { config } = withIis;
    const subsystem = serverConfigSchema.parse({ ...floor, offlineBooking: true, offers: ['kitchen'] });
    assert.deepEqual(settingsOf(config, 'terrace'), { offlineBooking: true, offers: ['bar'] });
    assert.deepEqual(settingsOf(config, 'hall'), { offlineBooking: false, offers: null });
    assert.deepEqual(settingsOf(config, null), { offlineBooking: false, offers: null });
    assert.deepEqual(settingsOf(subsystem, 'hall'), { offlineBooking: true, offers: ['kitchen'] });
    assert.deepEqual(settingsOf(subsystem, 'terrace'), { offlineBooking: true, offers: ['bar'] });
  });
});
