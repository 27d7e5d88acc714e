// A broadcast reaches the network it is made in, and no other.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { openDiscovery } from './discovery.ts';

describe('a broadcast on the wire', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  const linkInto = (network: 'house' | 'guests', loses = false) => ({
    isAway: () => network === 'guests',
    datagram: (arrive: () => void) => void (loses || setImmediate(arrive)),
  });

  it('is answered in the network of the house only, and if it is not lost', async () => {
    const discovery = await openDiscovery(closers);
    const answered: string[] = [];
    discovery.ask(linkInto('house'), () => answered.push('house'));
    discovery.ask(linkInto('guests'), () => answered.push('guests'));
    discovery.ask(linkInto('house', true), () => answered.push('lost'));
    await wait(200);
    assert.deepEqual(answered, ['house']);
  });
});
