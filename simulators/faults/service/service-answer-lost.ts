import { z } from 'zod';
import { defineFault } from '../fault.ts';
import { inMood } from './service-mood.ts';

export const serviceAnswerLost = defineFault({
  name: 'service-answer-lost',
  about: 'A cloud service does what it is asked, and its answer is lost.',
  symptoms: ['receipt-missing', 'bill-with-note', 'payment-fails'],
  target: 'service',
  forMs: 120_000,
  params: z.strictObject({}),
  begin: (world, target) => inMood(world, target, 'losesAnswers'),
});
