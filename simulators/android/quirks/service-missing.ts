import { z } from 'zod';
import { defineQuirk } from './quirk.ts';

export const serviceMissing = defineQuirk({
  name: 'service-missing',
  about: 'A service of the system is not there, or does not answer dumpsys; whoever asks it learns nothing.',
  params: z.strictObject({ service: z.string().default('battery').describe('as dumpsys names it') }),
  begin: (device, { service }) =>
    device.conditions.hold(service, 'missing', () => {
      device.missingServices.add(service);
      return () => void device.missingServices.delete(service);
    }),
});
