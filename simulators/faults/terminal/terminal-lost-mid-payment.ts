import { z } from 'zod';
import { payposWith } from '../../paypos.ts';
import type { World } from '../../world.ts';
import { defineFault } from '../fault.ts';
import { loseCoverage } from '../air/out-of-range.ts';

export const terminalLostMidPayment = defineFault({
  name: 'terminal-lost-mid-payment',
  about: 'A payment terminal loses its WLAN in the middle of the next payment; it may take the money all the same.',
  symptoms: ['charged-or-not', 'payment-slow', 'tab-stays-locked'],
  target: 'terminal',
  forMs: 360_000,
  params: z.strictObject({
    stage: z
      .enum(['waitingForCard', 'askingHost', 'reporting', 'reversing'])
      .default('askingHost')
      .describe('state of the terminal; reversing is that of a reversal'),
  }),
  begin(world, target, params) {
    let heal: (() => void) | null = null;
    const stopWatching = world.watch({ kind: 'transition', node: target }, (event) => {
      if (heal !== null || event.kind !== 'transition' || event.to !== params.stage) return;
      heal = lose(world, target);
    });
    return () => {
      stopWatching();
      heal?.();
    };
  },
});

/** Its link is silent; of one that is in a PayPOS that of the whole device. */
function lose(world: World, terminal: string): () => void {
  const paypos = payposWith(world.floor, terminal);
  if (paypos !== undefined) return loseCoverage(world, paypos.name);
  const link = world.ground.link(terminal);
  link.block();
  return () => link.unblock();
}
