import { z } from 'zod';
import type { SystemEvent } from '#machines/android/android-system';
import type { AndroidDevice } from '../device.ts';
import { A_SECOND, defineQuirk } from './quirk.ts';

const afterS = z.int().min(0).default(30).describe('after so long, s');
const forS = z.int().min(1).default(20).describe('for so long, s');

/** At a time something happens to the device, and a while later it is over. */
function happens(
  device: AndroidDevice,
  fromS: number,
  lastsS: number,
  [begin, end]: readonly SystemEvent[],
): () => void {
  const { timers, system } = device;
  const send = (event: SystemEvent | undefined): void => {
    if (event !== undefined) system.send(event);
  };
  const planned = [
    timers.after(fromS * A_SECOND, () => send(begin)),
    timers.after((fromS + lastsS) * A_SECOND, () => send(end)),
  ];
  return () => {
    for (const handle of planned) timers.cancel(handle);
    send(end);
  };
}

export const goesOff = defineQuirk({
  name: 'goes-off',
  about: 'The device switches itself off, and somebody switches it on again.',
  params: z.strictObject({ afterS, forS }),
  begin: (device, params) => happens(device, params.afterS, params.forS, [{ type: 'POWER_OFF' }, { type: 'POWER_ON' }]),
});

export const hangs = defineQuirk({
  name: 'hangs',
  about: 'The device keeps its connections and does not answer any more, for a while.',
  params: z.strictObject({ afterS, forS }),
  begin: (device, params) => happens(device, params.afterS, params.forS, [{ type: 'HANG' }, { type: 'THAW' }]),
});

export const reboots = defineQuirk({
  name: 'reboots',
  about: 'The device starts anew by itself.',
  params: z.strictObject({ afterS }),
  begin: (device, params) => happens(device, params.afterS, 1, [{ type: 'REBOOT' }]),
});
