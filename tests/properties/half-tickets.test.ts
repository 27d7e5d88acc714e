// A printer that loses its power within a ticket: at whatever line, the ticket comes again as a copy only, and a server
// that forgets the mark is found out.
import assert from 'node:assert/strict';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { runOnSim } from '#runs/run-on-sim';
import { scenarioSchema } from '#scenarios/format/scenario';

const LINE_MS = 50;
const LINES = 5;

/** One ticket of five lines, and the power gone `afterMs` after its first line has begun. */
const powerLost = (afterMs: number) =>
  scenarioSchema.parse({
    format: 1,
    name: 'half-ticket',
    about: 'The kitchen printer loses power within a ticket.',
    duration: '2min',
    floor: {
      operators: ['Anna'],
      devices: [{ name: 'H01' }],
      printers: [{ name: 'kitchen', line: `${LINE_MS}ms` }],
      places: { kitchen: 'kitchen' },
      fallbackPrinter: 'kitchen',
    },
    work: {
      steps: [
        { at: '1s', device: 'H01', do: 'sign-on' },
        { at: '3s', device: 'H01', do: 'open', tab: 12 },
        { at: '5s', device: 'H01', do: 'book', article: 'Soup' },
        { at: '6s', device: 'H01', do: 'new-balance' },
      ],
    },
    faults: [{ fault: 'printer-off-mid-job', target: 'kitchen', for: '30s', afterMs }],
  });

describe('a ticket whose printer loses power', () => {
  const forgetful = mutantCatalogue.find(({ name }) => name === 'reprint-without-copy-mark');
  assert.ok(forgetful !== undefined);

  for (let lines = 0; lines < LINES; lines += 1) {
    it(`after ${lines} lines comes again as a copy, and not without the mark`, () => {
      const scenario = powerLost(lines * LINE_MS + LINE_MS / 2);
      const halves: unknown[] = [];
      const right = runOnSim(scenario, {
        hash: false,
        event: (event) => event.kind === 'half-printed' && halves.push(event.lines),
      });
      assert.equal(right.verdict, 'pass');
      assert.deepEqual(halves, lines === 0 ? [] : [lines]);

      const wrong = runOnSim(scenario, { step: forgetful.plant(), hash: false });
      const failing = wrong.checkers.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name);
      assert.deepEqual(failing, lines === 0 ? [] : ['tickets-once']);
    });
  }
});
