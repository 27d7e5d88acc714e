import { z } from 'zod';
import { defineFault } from './fault.ts';

export const terminalLostMidPayment = defineFault({
  name: 'terminal-lost-mid-payment',
  about: 'A payment terminal loses its WLAN in the middle of the next payment; it may take the money all the same.',
  symptoms: ['charged-or-not', 'payment-slow', 'tab-stays-locked'],
  target: 'terminal',
  forMs: 360_000,
  params: z.strictObject({
    stage: z
      .enum(['waitingForCard', 'askingHost', 'reporting'])
      .default('askingHost')
      .describe('state of the terminal'),
  }),
  begin(world, target, params) {
    const link = world.ground.link(target);
    let blocked = false;
    const stopWatching = world.watch({ kind: 'transition', node: target }, (event) => {
      if (blocked || event.kind !== 'transition' || event.to !== params.stage) return;
      blocked = true;
      link.block();
    });
    return () => {
      stopWatching();
      if (blocked) link.unblock();
    };
  },
});
