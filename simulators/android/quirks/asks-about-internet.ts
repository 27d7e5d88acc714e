import { z } from 'zod';
import { A_SECOND, defineQuirk } from './quirk.ts';

/** Of AOSP's settings; PROMPT_LOST_VALIDATION opens it. */
const QUESTION = 'com.android.settings/com.android.settings.wifi.WifiNoInternetDialog';

export const asksAboutInternet = defineQuirk({
  name: 'asks-about-internet',
  about: 'When its system misses the internet it asks, over the whole display, whether to stay in that WLAN.',
  params: z.strictObject({
    forS: z.int().min(1).default(20).describe('how long until somebody has answered, s'),
  }),
  begin(device, { forS }) {
    const isAnswered = (): void => {
      if (device.over === QUESTION) device.over = null;
    };
    const unwatch = device.watch((event) => {
      if (event !== 'internet-missed') return;
      device.over = QUESTION;
      device.timers.after(forS * A_SECOND, isAnswered);
    });
    return () => {
      unwatch();
      isAnswered();
    };
  },
});
