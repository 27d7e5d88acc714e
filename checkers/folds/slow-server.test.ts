// By how much a slow server may come late.
import assert from 'node:assert/strict';
import type { EventOf } from '#history/events';
import { SlowServer } from './slow-server.ts';

const slow = (t: number, id: number, phase: 'begun' | 'ended', commitMs = 800): EventOf<'fault'> =>
  ({ t, node: 'server', kind: 'fault', phase, fault: 'server-slow', id, params: { commitMs } }) as EventOf<'fault'>;

const after = (timeScale: number, ...faults: EventOf<'fault'>[]): SlowServer => {
  const server = new SlowServer(timeScale);
  for (const fault of faults) server.fault(fault);
  return server;
};

describe('a slow server', () => {
  it('comes late by a standstill before and one after it has decided', () => {
    assert.equal(after(1, slow(1_000, 1, 'begun')).lateMs(2_000, 3_000), 1_600);
    assert.equal(after(20, slow(1_000, 1, 'begun')).lateMs(2_000, 3_000), 80);
  });
  it('stands still for as long as all such faults in force say together', () => {
    const twice = after(1, slow(1_000, 1, 'begun'), slow(5_000, 2, 'begun', 200), slow(9_000, 1, 'ended'));
    assert.equal(twice.lateMs(2_000, 4_000), 1_600);
    assert.equal(twice.lateMs(2_000, 5_000), 2_000);
    assert.equal(twice.lateMs(11_000, 12_000), 400);
  });
  it('is none before the fault, and none once the last standstill is over', () => {
    const once = after(1, slow(1_000, 1, 'begun'), slow(5_000, 1, 'ended'));
    assert.equal(once.lateMs(0, 999), 0);
    assert.equal(once.lateMs(5_700, 9_000), 1_600);
    assert.equal(once.lateMs(5_801, 9_000), 0);
  });
  it('is not made by other faults', () => {
    const other = { ...slow(1_000, 1, 'begun'), fault: 'link-latency' };
    assert.equal(after(1, other).lateMs(0, 9_000), 0);
  });
});
