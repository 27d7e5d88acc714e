import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const otherNetwork = defineFault({
  name: 'other-network',
  about:
    'A device is in another network than the server, that of the guests, say: radio is fine, and no till is there.',
  symptoms: ['does-not-start', 'connection-dialog', 'tab-stays-locked', 'bookings-late'],
  target: 'device',
  forMs: 300_000,
  params: z.strictObject({}),
  begin({ conditions, ground }, target) {
    const moves = (away: boolean): void => {
      ground.record(target, { kind: 'condition', of: 'network', state: away ? 'other' : 'own' });
      ground.link(target).otherNetwork(away);
    };
    return conditions.hold(target, 'in another network', () => {
      moves(true);
      return () => moves(false);
    });
  },
});
