import assert from 'node:assert/strict';
import { scenarioSchema, type Scenario } from '../format/scenario.ts';
import { shrink } from './shrink.ts';

const device = (i: number): string => `H${i}`;

/** Twenty devices, each of which opens a tab and is carried out of range. */
function crowd(): Scenario {
  const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
  return scenarioSchema.parse({
    format: 1,
    name: 'crowd',
    about: 'Twenty devices.',
    duration: '1h',
    floor: {
      operators: numbers.map((i) => `Op${i}`),
      devices: numbers.map((i) => ({ name: device(i), beltPrinter: true })),
      till: { operator: 'Op1' },
      printers: [{ name: 'kitchen', alternatives: ['bar'] }, { name: 'bar' }],
      places: { kitchen: 'kitchen', bar: 'bar' },
      fallbackPrinter: 'bar',
      terminals: [{ name: 'pt1', tipPercent: 30 }],
      accessPoints: ['inside', 'garden'],
    },
    work: { steps: numbers.map((i) => ({ at: `${i}123ms`, device: device(i), do: 'open', tab: i })) },
    faults: numbers.map((i) => ({ fault: 'out-of-range', at: `${i}min`, target: device(i), for: '90s' })),
  });
}

/** Fails while H13 opens its tab and H7 is carried out of range. */
function guilty({ work, faults }: Scenario): boolean {
  return work.steps.some((step) => step.device === 'H13') && faults.some(({ target }) => target === 'H7');
}

describe('shrinking', () => {
  it('keeps what makes the scenario fail, and nothing else', () => {
    const { floor, work, faults, duration, settle } = shrink(crowd(), { stillFails: guilty, isOver: () => false });
    assert.deepEqual(
      floor.devices.map(({ name }) => name),
      ['H7', 'H13'],
    );
    assert.deepEqual(work.steps, [{ at: 1_000, device: 'H13', do: 'open', tab: 1 }]);
    assert.deepEqual(faults, [{ fault: 'out-of-range', at: 2_000, target: 'H7', for: 1_000 }]);
    assert.deepEqual([floor.printers, floor.terminals, floor.accessPoints, floor.till], [[], [], [], undefined]);
    assert.equal(duration, 2_000);
    assert.equal(settle, crowd().settle, 'a server that does everything right needs its time');
  });

  it('leaves single nodes out of the targets of a fault', () => {
    const together = { ...crowd(), faults: [{ fault: 'put-away', at: 60_000, target: ['H2', 'H7', 'H9'] }] };
    const stillFails = ({ faults }: Scenario) => faults.some(({ target }) => target?.includes('H7') === true);
    const { faults, floor } = shrink(together, { stillFails, isOver: () => false });
    assert.deepEqual(
      faults.map(({ target }) => target),
      [['H7']],
    );
    assert.deepEqual(
      floor.devices.map(({ name }) => name),
      ['H7'],
    );
  });

  it('comes to an end, and the same scenario shrinks the same way', () => {
    const tried: string[] = [];
    const all = [0, 1].map(() =>
      shrink(crowd(), {
        stillFails(candidate) {
          tried.push(JSON.stringify(candidate));
          return guilty(candidate);
        },
        isOver: () => false,
      }),
    );
    assert.deepEqual(all[0], all[1]);
    assert.deepEqual(tried.slice(0, tried.length / 2), tried.slice(tried.length / 2));
    assert.ok(tried.length / 2 < 300, `${tried.length / 2} candidates`);
  });

  it('stops when told to, with what it has', () => {
    let left = 5;
    const smallest = shrink(crowd(), { stillFails: guilty, isOver: () => (left -= 1) < 0 });
    assert.ok(guilty(smallest));
  });
});
