import { z } from 'zod';
import type { Release } from '../../conditions.ts';
import { defineQuirk } from './quirk.ts';

export const leavesWithoutInternet = defineQuirk({
  name: 'leaves-without-internet',
  about: 'When its system misses the internet it leaves its WLAN, and is back in it when the internet is.',
  params: z.strictObject({
    for: z.enum(['mobile', 'nothing']).default('mobile').describe('what it leaves it for: mobile data, or nothing'),
  }),
  begin(device, { for: other }) {
    let back: Release | null = null;
    const isBack = (): void => {
      back?.();
      back = null;
    };
    const unwatch = device.watch((event) => {
      if (event === 'internet-missed') back ??= device.network.leave(other === 'mobile');
      if (event === 'internet-found') isBack();
    });
    return () => {
      unwatch();
      isBack();
    };
  },
});
