import assert from 'node:assert/strict';
import type { LinkControl } from '../ground.ts';
import { handsOfLent, linkOfLent, type LentDevice } from './lent-device.ts';

/** A device that notes what it is told to do. */
function lent(overWlan: boolean): { device: LentDevice; told: string[] } {
  const told: string[] = [];
  const device: LentDevice = {
    name: 'F01',
    host: '127.0.0.1',
    reach: (port) => Promise.resolve(`http://localhost:${port}`),
    devtools: () => Promise.resolve(9_222),
    shell: (command) => Promise.resolve(void told.push(command)),
    putAway: ['unplug', 'screen off'],
    takeUp: ['look', 'screen on'],
    turnedTo: (quarters) => [`turn ${quarters}`, 'look'],
    byPerson: () => () => {},
    overWlan,
    failed: () => {},
    lostBrowser: () => {},
    isSpoiled: () => false,
  };
  return { device, told };
}

/** A link that notes what becomes of it. */
function link(told: string[]): LinkControl {
  const note = (what: string) => () => void told.push(what);
  const [delay, lose, air, otherNetwork] = ['delay', 'lose', 'air', 'away'].map(note);
  assert.ok(delay && lose && air && otherNetwork);
  return {
    ...{ delay, lose, air, otherNetwork },
    block: note('block'),
    unblock: note('unblock'),
    halfOpen: note('half open'),
    reset: note('reset'),
  };
}

describe('a lent device', () => {
  it('is put away and taken up by its commands, once each time', async () => {
    const { device, told } = lent(false);
    const hands = handsOfLent(device);
    for (const act of ['takeOut', 'putAway', 'putAway', 'takeOut', 'takeOut', 'putAway'] as const) await hands[act]();
    assert.deepEqual(told, ['unplug', 'screen off', 'look', 'screen on', 'unplug', 'screen off']);
  });

  it('is touched where it is meant to be', () => {
    assert.equal(handsOfLent(lent(false).device).isSteady, true);
  });

  it('is turned once round, quarter by quarter', async () => {
    const { device, told } = lent(false);
    const hands = handsOfLent(device);
    for (let quarter = 0; quarter < 4; quarter += 1) await hands.turn();
    assert.deepEqual(told, ['turn 1', 'look', 'turn 2', 'look', 'turn 3', 'look', 'turn 0', 'look']);
  });

  it('notices by itself whether its network is there', async () => {
    const { device, told } = lent(true);
    await handsOfLent(device).network(false);
    assert.deepEqual(told, []);
  });

  it('loses its WLAN where that is its way to the server; else only the link is silent', () => {
    const air = lent(true);
    const overAir = linkOfLent(air.device, link(air.told));
    const cable = lent(false);
    const byCable = linkOfLent(cable.device, link(cable.told));
    for (const one of [overAir, byCable]) {
      one.block();
      one.unblock();
      one.reset();
    }
    assert.deepEqual(air.told, ['svc wifi disable', 'svc wifi enable', 'reset']);
    assert.deepEqual(cable.told, ['block', 'unblock', 'reset']);
  });
});
