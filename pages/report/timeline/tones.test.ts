import assert from 'node:assert/strict';
import { CONDITIONS } from '#history/events';
import { machineCatalogue } from '#machines/catalogue';
import { conditionTone, deviceTone, terminalTone } from './tones.ts';

/** The states of a chart by their names from below `running.app`, or from the top. */
function statesOf(name: string): string[] {
  type Node = { states?: Record<string, Node> };
  const below = (node: Node, path: string): string[] =>
    Object.entries(node.states ?? {}).flatMap(([key, child]) => [`${path}${key}`, ...below(child, `${path}${key}.`)]);
  const machine = machineCatalogue.find((one) => one.name === name)?.machine;
  return below(machine?.config as Node, '')
    .filter((path) => !/^running\.connection|hist$/.test(path))
    .map((path) => path.replace(/^running\.app\.?/, ''))
    .filter((path) => path !== '');
}

describe('the tones of states', () => {
  it('are known for every state of a device and a terminal', () => {
    const devices = ['handheld', 'tablet', 'till'].flatMap(statesOf);
    assert.ok(devices.includes('open.booking') && devices.length > 40);
    assert.deepEqual(
      devices.filter((state) => deviceTone(state) === 'other'),
      [],
    );
    assert.deepEqual(
      statesOf('payment-terminal').filter((state) => terminalTone(state) === 'other'),
      [],
    );
  });

  it('tell what works from what does not', () => {
    assert.deepEqual(Object.fromEntries(CONDITIONS.server.map((state) => [state, conditionTone(state)])), {
      up: 'up',
      killed: 'down',
      stopped: 'down',
      ended: 'down',
      paused: 'trouble',
      resumed: 'up',
    });
    assert.equal(conditionTone('not started: no port'), 'down');
    assert.equal(conditionTone('paper-out'), 'trouble');
  });
});
