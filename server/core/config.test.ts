import assert from 'node:assert/strict';
import { scaleTimes, serverConfigSchema } from './config.ts';

const floor = { operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' as const }] };

/** What is wrong with a configuration: `path: message`, each. */
function wrongWith(more: object): string[] {
  const { error } = serverConfigSchema.safeParse({ ...floor, ...more });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the configuration of the server', () => {
  it('is content with printers that name each other', () => {
    const printers = [{ name: 'kitchen', alternatives: ['bar'] }, { name: 'bar' }];
    const more = { places: { kitchen: 'kitchen' }, fallbackPrinter: 'bar', noticePrinter: 'kitchen' };
    assert.deepEqual(wrongWith({ printers, ...more }), []);
  });

  it('names every printer that is not there, and where it is wanted', () => {
    const printers = [{ name: 'kitchen' }, { name: 'bar', alternatives: ['kitchen', 'attic'] }];
    const more = { places: { soup: 'cellar' }, fallbackPrinter: 'loft', noticePrinter: 'roof' };
    assert.deepEqual(wrongWith({ printers, ...more }), [
      'fallbackPrinter: fallback printer "loft" is not among the printers',
      'noticePrinter: notice printer "roof" is not among the printers',
      'places.soup: printer of soup "cellar" is not among the printers',
      'printers.1.alternatives.1: alternative of bar "attic" is not among the printers',
    ]);
  });

  it('names whatever occurs twice', () => {
    const twice = [{ name: 'a' }, { name: 'b' }, { name: 'a' }];
    assert.deepEqual(wrongWith({ printers: twice, terminals: twice }), [
      'printers.2.name: "a" occurs twice',
      'terminals.2.name: "a" occurs twice',
    ]);
    const devices = [...floor.devices, ...floor.devices];
    assert.deepEqual(wrongWith({ devices }), ['devices.1.name: "H01" occurs twice']);
  });

  it('names operators, IIS, places, stations and wearers that are not there, and where they are wanted', () => {
    const device = { name: 'H02', family: 'handheld', iis: 'garden' };
    const clients = [{ name: 'C01', setUp: 'key 1', iis: 'terrace' }];
    assert.deepEqual(wrongWith({ rights: { Anna: [], Ben: ['split'] } }), [
      'rights.Ben: "Ben" is not among the operators',
    ]);
    assert.deepEqual(wrongWith({ devices: [device], clients, iis: [{ name: 'terrace' }] }), [
      'devices.0.iis: "garden" is not among the IIS',
    ]);
    assert.deepEqual(wrongWith({ clients }), ['clients.0.iis: "terrace" is not among the IIS']);
    const evening = { from: '18:00', to: '23:00', places: { bar: 'kitchen' } };
    assert.deepEqual(wrongWith({ printers: [{ name: 'kitchen' }], placesByTime: [evening] }), [
      'placesByTime.0.places.bar: there is no place "bar"',
    ]);
    const belts = [
      { name: 'H01', family: 'handheld', beltPrinter: true },
      { name: 'H02', family: 'handheld', beltPrinter: true, beltOf: 'H01' },
    ];
    const articles = [{ name: 'Soup', cents: 690, place: 'none' }];
    const stations = ['H01', 'H02'].map((belt) => ({ name: `station of ${belt}`, articles, belt }));
    const areas = [{ from: 1, to: 9, station: 'bar' }];
    assert.deepEqual(wrongWith({ devices: belts, smartSwap: { stations, areas } }), [
      'smartSwap.stations.1.belt: there is no device "H02" with a belt printer of its own',
      'smartSwap.areas.0.station: "bar" is not among the stations',
    ]);
  });

  it('takes addresses of a host and a port, IPv6 in brackets', () => {
    const wrongAddress = (address: string): string[] => wrongWith({ printers: [{ name: 'kitchen', address }] });
    for (const address of ['10.0.0.1:9100', 'kitchen.local:1', '[::1]:65535', 'a:0'])
      assert.deepEqual(wrongAddress(address), [], address);
    assert.deepEqual(wrongAddress('kitchen:65536'), ['printers.0.address: a port is at most 65535']);
    assert.ok(wrongAddress('kitchen').includes('printers.0.address: host:port'));
  });

  it('is scaled duration by duration, to a millisecond at least', () => {
    const durations = { leaseMs: 180_000, busyMs: 7, graceMs: 29 };
    const printers = [{ name: 'kitchen', failAfterMs: 60_000 }, { name: 'bar', failAfterMs: 9 }, { name: 'counter' }];
    const config = serverConfigSchema.parse({ ...floor, durations, printers });
    const scaled = scaleTimes(config, 20);
    assert.deepEqual([scaled.durations.leaseMs, scaled.durations.busyMs, scaled.durations.graceMs], [9_000, 1, 1]);
    assert.deepEqual(Object.keys(scaled.durations), Object.keys(config.durations));
    assert.deepEqual(
      scaled.printers.map(({ failAfterMs }) => failAfterMs),
      [3_000, 1, undefined],
    );
    assert.deepEqual(scaleTimes(config, 1), config);
  });
});
