import assert from 'node:assert/strict';
import type { HistoryEvent } from '#history/events';
import { scenarioSchema } from '#scenarios/format/scenario';
import { runOnSim } from './run-on-sim.ts';

const floor = scenarioSchema.parse({
  format: 1,
  name: 'two-at-work',
  about: 'Two devices at work.',
  duration: '5min',
  work: { waiters: { pause: '1s', think: '1s' } },
  floor: {
    operators: ['Anna', 'Ben'],
    devices: [{ name: 'H1' }, { name: 'H2', beltPrinter: true }],
    printers: [{ name: 'kitchen' }],
    places: { kitchen: 'kitchen' },
    fallbackPrinter: 'kitchen',
    accessPoints: ['inside'],
  },
});

describe('a run on sim that is only judged', () => {
  it('comes to the same events and verdicts, without text and hash', () => {
    const played = [{}, { hash: false }].map((options) => {
      const events: HistoryEvent[] = [];
      const result = runOnSim(floor, { ...options, event: (event) => events.push(event) });
      return { result, events };
    });
    assert.ok(played.every(({ events }) => events.length > 100));
    const [whole, judged] = played as [(typeof played)[0], (typeof played)[0]];
    assert.equal(judged.result.historyHash, '');
    assert.match(whole.result.historyHash, /^[0-9a-f]{16}$/);
    assert.deepEqual(judged.events, whole.events);
    assert.deepEqual({ ...judged.result, historyHash: '' }, { ...whole.result, historyHash: '' });
  });

  it('has its hash all the same where its lines are wanted', () => {
    const lines: string[] = [];
    const { historyHash } = runOnSim(floor, { hash: false, line: (line) => lines.push(line) });
    assert.equal(historyHash, runOnSim(floor).historyHash);
    assert.equal(JSON.parse(lines.at(-1) as string).hash, historyHash);
  });
});
