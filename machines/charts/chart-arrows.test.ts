// What a search counts of a chart: its innermost states and its arrows, and how often actors have been there.
import assert from 'node:assert/strict';
import { arrowTexts, innermostStates } from './chart-arrows.ts';
import { machineCatalogue } from '../catalogue.ts';
import { compiled } from './compiled-chart.ts';
import { wlanLink } from '../network/wlan-link.ts';

describe('the states and transitions of a chart', () => {
  it('are each told from all others', () => {
    for (const { name, machine } of machineCatalogue) {
      const texts = [...innermostStates(machine), ...arrowTexts(machine)];
      assert.equal(
        new Set(texts).size,
        texts.length,
        `${name}: ${texts.filter((t, i) => texts.indexOf(t) !== i).join()}`,
      );
    }
  });

  it('name delays, guards and targets as the chart does', () => {
    const texts = machineCatalogue.flatMap(({ machine }) => arrowTexts(machine));
    for (const text of [
      'running.app.opening after tolerance',
      'running.app.open.booking BOOK [mayStore]',
      'running.connection.problems.yellow always [networkGone] to running.connection.problems.red',
    ])
      assert.ok(texts.includes(text), text);
  });

  it('count what actors go through', () => {
    const chart = compiled(wlanLink);
    const often = (seen = chart.seen()) => [
      seen.states.get('silent') ?? 0,
      seen.arrows.get('connected COVERAGE_LOST to silent') ?? 0,
    ];
    const [silent = 0, lost = 0] = often();
    const position = chart.begin({ beaconLossMs: 10, rejoinMs: 10 });
    chart.play(position, { type: 'COVERAGE_LOST' });
    assert.deepEqual(often(), [silent + 1, lost + 1]);
  });
});
