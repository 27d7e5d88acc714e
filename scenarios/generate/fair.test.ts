// What makes a floor fair to the server.
import assert from 'node:assert/strict';
import { scenarioSchema } from '../format/scenario.ts';
import { fair } from './fair.ts';

describe('a fair floor', () => {
  const settleOf = (kind: 'handheld' | 'freestyle'): number => {
    const scenario = scenarioSchema.parse({
      format: 1,
      name: 'visits',
      about: 'People who book a lot in one go.',
      duration: '1min',
      floor: {
        operators: ['Anna'],
        devices: [{ name: 'D01', kind, operator: 'Anna' }],
        till: { operator: 'Anna' },
        accessPoints: ['inside'],
      },
      work: { waiters: { bookings: { from: 250, to: 250 }, atOnce: 100, think: '2s', pause: '0s' } },
    });
    return fair(scenario).settle;
  };

  it('has time for the visits that are under way, line by line where each is a tap', () => {
    const atOnceMs = settleOf('handheld');
    const tapByTapMs = settleOf('freestyle');
    assert.ok(tapByTapMs - atOnceMs > 250 * 2 * 2_000, `${atOnceMs} ms and ${tapByTapMs} ms`);
  });

  it('lets nobody tap for a night at one tab, however much is to be printed', () => {
    const waiters = { bookings: { from: 500, to: 500 }, atOnce: 500, think: '2s', pause: '0s', cardPercent: 80 };
    const settleWith = (kind: 'handheld' | 'client'): number => {
      const devices = [{ name: 'D', count: 4, kind }];
      const floor = { operators: ['Anna'], devices, printers: [{ name: 'kitchen' }], fallbackPrinter: 'kitchen' };
      const told = { format: 1, name: 'taps', about: 'People who book a lot.', duration: '8min', floor };
      return fair(scenarioSchema.parse({ ...told, work: { waiters } })).settle;
    };
    assert.ok(settleWith('client') < 8 * 3_600_000, `${settleWith('client')} ms`);
    assert.ok(settleWith('handheld') < settleWith('client'));
  });

  it('has time for what terminals still have to say to their payment host', () => {
    const settleOfHost = (paymentHost: object): number => {
      const floor = { operators: ['Anna'], devices: [{}], terminals: [{ name: 'pt1' }], services: { paymentHost } };
      return fair(scenarioSchema.parse({ format: 1, name: 'host', about: 'A host.', duration: '1min', floor })).settle;
    };
    assert.equal(settleOfHost({ wait: '2min', answer: '20s' }) - settleOfHost({}), 95_000 + 2 * 12_000);
  });

  it('has time for what slow terminals have begun, one slow fault beside the other', () => {
    const settleOfSlow = (faults: object[]): number => {
      const floor = { operators: ['Anna'], devices: [{}], terminals: [{ name: 'pt1' }] };
      const told = { format: 1, name: 'slow', about: 'Slow terminals.', duration: '1min', floor };
      return fair(scenarioSchema.parse({ ...told, faults })).settle;
    };
    const slow = { fault: 'terminal-slow', at: '1s', target: 'pt1' };
    const addedMs = settleOfSlow([{ ...slow, slowMs: 600_000 }, slow, { ...slow, slowMs: 1_000, times: 3 }]);
    assert.equal(addedMs - settleOfSlow([]), 623_000);
  });

  it('lets long tickets be waited for no longer than people order, at a printer that never answers', () => {
    const printed = (profile: string, lines: number) => {
      const waiters = { bookings: { from: lines, to: lines }, atOnce: lines, pause: '1s' };
      const printers = [{ name: 'kitchen', line: '1ms', profile }];
      const floor = { operators: ['Anna'], devices: [{}], printers, fallbackPrinter: 'kitchen' };
      const told = { format: 1, name: 'mute', about: 'A mute printer.', duration: '8min', floor };
      const { server, work } = fair(scenarioSchema.parse({ ...told, work: { waiters } }));
      return { lineMs: server.durations?.printLineMs ?? 2_000, pauseMs: work.waiters?.pause ?? 0 };
    };
    const [long, short, told] = [printed('write-only', 250), printed('write-only', 2), printed('epson', 250)];
    assert.deepEqual([long.lineMs, short.lineMs, told.lineMs], [100, 2_000, 2_000]);
    assert.ok(long.pauseMs > 3 * 250 * 100 && told.pauseMs < 20_000, `${long.pauseMs} ms and ${told.pauseMs} ms`);
  });
});
