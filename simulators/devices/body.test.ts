// What people and faults do to a device at once; the chart of the handheld itself says what comes of it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { handheld } from '#machines/handheld';
import { Actor } from '#machines/actor';
import { createScheduler } from '../grounds/sim/scheduler.ts';
import { Body, type BodyCondition } from './body.ts';
import { appStateOf } from '#machines/device-state';

const INPUT = {
  offlineBooking: true,
  scans: true,
  network: true,
  delays: { waitSymbol: 1_000, tolerance: 3_000, startRetry: 5_000, reconnect: 1_000, reconnectMost: 8_000 },
};

function deviceWithBody(): { body: Body; state(): string } {
  const actor = new Actor(handheld, createScheduler(), INPUT, {});
  actor.start();
  return {
    body: new Body((event) => actor.send(event)),
    state() {
      const app = appStateOf(actor.getSnapshot().value);
      return ['off', 'putAway', 'frozen'].includes(app) ? app : 'on';
    },
  };
}

describe('the body of a device', () => {
  it('is not switched on by a charged battery when its operator has switched it off', () => {
    const { body, state } = deviceWithBody();
    body.start();
    assert.equal(state(), 'on');
    const charged = body.hold('no-power');
    body.switchOff();
    charged();
    assert.equal(state(), 'off');
    body.switchOn();
    assert.equal(state(), 'on');
  });

  it('is not switched on while the battery is empty, whoever wants it', () => {
    const { body, state } = deviceWithBody();
    const charged = body.hold('no-power');
    body.start();
    assert.equal(state(), 'off');
    body.switchOn();
    assert.equal(state(), 'off');
    charged();
    assert.equal(state(), 'on');
  });

  it('thaws by a swipe, by which the freeze is over', () => {
    const { body, state } = deviceWithBody();
    let over = 0;
    body.start();
    const thaw = body.hold('frozen', () => (over += 1));
    assert.equal(state(), 'frozen');
    body.swipe();
    assert.deepEqual([state(), over], ['on', 1]);
    thaw();
    assert.deepEqual([state(), over], ['on', 1]);
  });

  it('is as all that is done to it says, in any order', () => {
    const conditions: BodyCondition[] = ['switched-off', 'no-power', 'put-away', 'frozen'];
    fc.assert(
      fc.property(fc.array(fc.record({ holder: fc.nat(5), condition: fc.constantFrom(...conditions) })), (steps) => {
        const { body, state } = deviceWithBody();
        body.start();
        const held = new Map<string, { condition: BodyCondition; release: () => void }>();
        const has = (condition: BodyCondition) => [...held.values()].some((one) => one.condition === condition);
        for (const { holder, condition } of steps) {
          const key = `${holder} ${condition}`;
          const before = held.get(key);
          held.delete(key);
          if (before !== undefined) before.release();
          else {
            let over = false;
            const release = body.hold(condition, () => {
              over = true;
              held.delete(key);
            });
            if (!over) held.set(key, { condition, release });
          }
          const off = has('switched-off') || has('no-power');
          assert.ok(!(off && has('frozen')), 'without power nothing is frozen');
          assert.equal(state(), off ? 'off' : has('frozen') ? 'frozen' : has('put-away') ? 'putAway' : 'on');
        }
      }),
    );
  });
});
