/**
 * Card payments that are reversed as soon as they are made, and the day of a terminal that is ended: cards that are declined
 * just then, terminals that are lost, devices that are cut off, servers that die before the outcome is known.
 */
import { formatDuration } from '../../format/duration.ts';
import type { Draw } from '../draw.ts';
import type { FaultInput } from '../faults.ts';
import type { When } from '../moments.ts';
import { HASTY, OPERATORS, drawTerminal, inTheMidst, lasting, several, sometime, type Drill } from './drill.ts';

const TERMINALS = ['pt1', 'pt2'];
const REVERSING: readonly When[] = [{ kind: 'fact', fact: 'reversal-begun' }];
const CLOSING: readonly When[] = [{ kind: 'fact', fact: 'day-closing' }];

export function drawReversing(draw: Draw, workMs: number): Drill {
  const devices = ['A1', 'A2'].slice(0, draw.pick([1, 2]));
  const clients = devices.filter(() => draw.chance(35));
  const terminals = TERMINALS.slice(0, draw.pick([1, 2]));
  return {
    floor: {
      operators: OPERATORS,
      tables: { from: 1, to: draw.pick([1, 2]) },
      devices: devices.map((name) => ({ name, ...(clients.includes(name) ? { kind: 'client' as const } : {}) })),
      till: { operator: 'Anna' },
      terminals: terminals.map((name) => ({
        ...drawTerminal(draw, name, '300ms', formatDuration(draw.pick([300, 1_500]))),
        tipPercent: draw.pick([0, 50]),
      })),
    },
    durations: {
      ...{ heartbeatMs: 1_000, leaseMs: 8_000, toleranceMs: 1_000, paymentHoldMs: 10_000 },
      ...{ enquiryRetryMs: draw.pick([200, 1_000]), enquiryLimitMs: draw.pick([1_000, 5_000]) },
    },
    habits: {
      ...{ ...HASTY, returnPercent: 100, think: '300ms', bookings: { from: 1, to: 1 }, confirmPercent: 100 },
      ...{ cardPercent: 80, billPercent: 0, reversePercent: draw.pick([60, 100]), takingsPercent: 20 },
    },
    steps: terminals.flatMap((terminal) =>
      several(draw, [1, 2, 4], () => ({ device: 'till', do: 'end-of-day', terminal, ...sometime(draw, workMs) })),
    ),
    faults: [
      ...several(draw, [1, 2, 3], () => interrupted(draw, draw.pick(terminals), draw.pick(devices))),
      ...several(draw, [0, 1, 2], () => ({
        ...{ fault: 'server-killed', ...inTheMidst(draw, CLOSING), ...lasting(draw, [300, 1_500]) },
      })),
    ],
  };
}

function interrupted(draw: Draw, terminal: string, device: string): FaultInput {
  const midst = inTheMidst(draw, REVERSING);
  return draw.pick([
    { fault: 'card-declined', target: terminal, ...midst, ...lasting(draw, [500, 3_000]) },
    { fault: 'customer-aborts', target: terminal, ...midst, ...lasting(draw, [500, 3_000]) },
    {
      fault: 'terminal-lost-mid-payment',
      target: terminal,
      ...midst,
      stage: 'reversing',
      ...lasting(draw, [2_000, 8_000]),
    },
    { fault: 'server-killed', ...midst, ...lasting(draw, [300, 1_500]) },
    { fault: 'server-killed', ...midst, ...lasting(draw, [300, 1_500]) },
    { fault: 'link-drop', target: device, ...midst, ...lasting(draw, [1, 2_000]) },
  ]);
}
