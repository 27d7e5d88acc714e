/** `dumpsys telephony.registry`: whether it rings, with whose number. The shape is recalled. */
import type { Command } from '../command.ts';

const RINGING = 1;

export const telephony: Command = ({ device, out }) => {
  const rings = device.phone.getSnapshot().value === 'ringing';
  out(
    `last known state:\n  Phone Id=0\n    mCallState=${rings ? RINGING : 0}\n    mCallIncomingNumber=${rings ? '+49301234567' : ''}\n    mServiceState={mVoiceRegState=0(IN_SERVICE)}\n    mVoiceActivationState= 0\n`,
  );
  return 0;
};
