import { z } from 'zod';
import { BROWSER } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

const DIALER = 'com.android.dialer/com.android.incallui.InCallActivity';

export const calls = defineQuirk({
  name: 'calls',
  about: 'A call that comes in lies over the whole display, or its system ends the browser to make room for it.',
  params: z.strictObject({
    does: z.enum(['cover', 'end']).default('cover').describe('what it does to the browser: covers it, or ends it'),
  }),
  begin(device, { does }) {
    const browser = device.apps.find(BROWSER);
    return device.watch((event) => {
      if (event === 'rings' && does === 'end') browser?.actor.send({ type: 'END', reason: 'LOW_MEMORY' });
      else if (event === 'rings') device.over = DIALER;
      if (event === 'rings-no-more') device.over = null;
    });
  },
});
