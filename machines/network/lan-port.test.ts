// A port whose cable is out is down at once, and up when both ends have agreed again.
import assert from 'node:assert/strict';
import { createActor, SimulatedClock } from 'xstate';
import { lanPort } from './lan-port.ts';

describe('a LAN port', () => {
  const clock = new SimulatedClock();
  const told: string[] = [];
  const port = createActor(lanPort, { input: { negotiationMs: 2_500 }, clock });
  port.on('*', ({ type }) => told.push(type));
  port.start();

  it('is down in the moment in which its cable is out', () => {
    port.send({ type: 'CABLE_OUT' });
    assert.deepEqual(told, ['down']);
  });

  it('is not up before both ends have agreed', () => {
    port.send({ type: 'CABLE_IN' });
    clock.increment(2_499);
    assert.deepEqual([port.getSnapshot().value, told], ['negotiating', ['down']]);
    clock.increment(1);
    assert.deepEqual([port.getSnapshot().value, told], ['up', ['down', 'up']]);
  });

  it('stays down while its cable flaps faster than that, and says so once', () => {
    for (let i = 0; i < 5; i += 1) {
      port.send({ type: 'CABLE_OUT' });
      port.send({ type: 'CABLE_IN' });
      clock.increment(1_000);
    }
    assert.deepEqual(told, ['down', 'up', 'down']);
  });
});
