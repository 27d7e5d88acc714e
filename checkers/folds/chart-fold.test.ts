import assert from 'node:assert/strict';
import { createMachine } from 'xstate';
import { ChartFold, chartTable } from './chart-fold.ts';

const lamp = createMachine({
  id: 'lamp',
  type: 'parallel',
  states: {
    light: { initial: 'off', states: { off: { on: { ON: 'on' } }, on: { on: { ON: 'on', OFF: 'off' } } } },
    bulb: { initial: 'fine', states: { fine: { on: { BREAK: 'broken' } }, broken: {} } },
  },
});

describe('a fold of a chart', () => {
  it('follows each thing by itself', () => {
    const fold = new ChartFold<number>(lamp);
    assert.ok(fold.take(1, 'ON'));
    assert.ok(fold.take(1, 'BREAK'));
    assert.equal(fold.stateOf(1), 'light=on bulb=broken');
    assert.equal(fold.stateOf(2), 'light=off bulb=fine');
    fold.forget(1);
    assert.equal(fold.stateOf(1), 'light=off bulb=fine');
  });

  it('tells what the chart does not allow from what changes nothing', () => {
    const fold = new ChartFold<string>(lamp);
    assert.equal(fold.take('desk', 'OFF'), false);
    assert.ok(fold.take('desk', 'ON'));
    assert.ok(fold.take('desk', 'ON'), 'on it stays on');
    assert.equal(fold.take('desk', 'DIM'), false, 'an event the chart does not know');
    assert.equal(fold.stateOf('desk'), 'light=on bulb=fine');
  });

  it('looks a chart up once', () => {
    assert.equal(chartTable(lamp), chartTable(lamp));
    assert.equal(chartTable(lamp).next('light=off bulb=fine', 'ON'), 'light=on bulb=fine');
    const [first] = chartTable(lamp).seen();
    assert.deepEqual([first?.event, first?.to], ['ON', 'light=on bulb=fine']);
    assert.ok((first?.often ?? 0) > 0);
    assert.throws(() => chartTable(lamp).next('light=off', 'ON'), /lamp has not been in light=off/);
  });
});
