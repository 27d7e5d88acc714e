import { z } from 'zod';
import { defineFault } from '../fault.ts';
import { inMood } from './service-mood.ts';

export const serviceWrong = defineFault({
  name: 'service-wrong',
  about: 'A cloud service does what it is asked, and answers something that belongs to somebody else.',
  symptoms: ['receipt-missing', 'bill-with-note', 'payment-fails'],
  target: 'service',
  forMs: 120_000,
  params: z.strictObject({}),
  begin: (world, target) => inMood(world, target, 'wrong'),
});
