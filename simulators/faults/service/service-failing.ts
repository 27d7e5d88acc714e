import { z } from 'zod';
import { defineFault } from '../fault.ts';
import { inMood } from './service-mood.ts';

export const serviceFailing = defineFault({
  name: 'service-failing',
  about: 'A cloud service answers every request with 503 and does nothing.',
  symptoms: ['receipt-missing', 'bill-with-note', 'payment-fails'],
  target: 'service',
  forMs: 120_000,
  params: z.strictObject({}),
  begin: (world, target) => inMood(world, target, 'failing'),
});
