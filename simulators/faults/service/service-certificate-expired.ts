import { z } from 'zod';
import { defineFault } from '../fault.ts';
import { inMood } from './service-mood.ts';

export const serviceCertificateExpired = defineFault({
  name: 'service-certificate-expired',
  about:
    'The certificate of a signing unit, or of a cloud service, has expired: it answers 403 until there is a new one.',
  symptoms: ['receipt-missing', 'bill-with-note', 'payment-fails'],
  target: 'service',
  forMs: 120_000,
  params: z.strictObject({}),
  begin: (world, target) => inMood(world, target, 'expired'),
});
