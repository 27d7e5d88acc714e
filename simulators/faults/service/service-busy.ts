import { z } from 'zod';
import { defineFault } from '../fault.ts';
import { inMood } from './service-mood.ts';

export const serviceBusy = defineFault({
  name: 'service-busy',
  about: 'A cloud service or signing unit is busy: it answers every request with 429 and does nothing.',
  symptoms: ['receipt-missing', 'bill-with-note', 'payment-fails'],
  target: 'service',
  forMs: 30_000,
  params: z.strictObject({}),
  begin: (world, target) => inMood(world, target, 'busy'),
});
