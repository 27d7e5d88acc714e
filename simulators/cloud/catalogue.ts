/** All cloud services, with empty books. */
import type { ServiceName } from '#protocols/cloud/exchange';
import { createPaymentHost } from './payment-host.ts';
import { createNocoo } from './nocoo.ts';
import { createTse } from './tse.ts';
import type { Service } from './service.ts';
import { createVouchers } from './vouchers.ts';

export const cloudServices: Readonly<Record<ServiceName, () => Service>> = {
  nocoo: createNocoo,
  tse: createTse,
  vouchers: createVouchers,
  paymentHost: createPaymentHost,
};
