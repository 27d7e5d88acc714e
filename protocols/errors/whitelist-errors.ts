/** The part of the error table by which the whitelist turns devices away. */
export const whitelistErrors = {
  'device-not-listed': {
    sentence: 'This device is not on the whitelist.',
    hint: 'Use a model of the whitelist, or have this one certified; a device that does not tell its model and Android version is unknown.',
  },
  'android-too-old': {
    sentence: 'The Android version of this device is too old.',
    hint: 'Update it to the version that the whitelist asks for, or use another device.',
  },
  'android-not-listed': {
    sentence: 'The whitelist does not know this device with its version of Android.',
    hint: 'After a major upgrade of Android a device has to be certified again; until then use another one.',
  },
  'device-refused': {
    sentence: 'The whitelist refuses this device.',
    hint: 'Why stands behind this sentence; use another model.',
  },
  'listing-expired': {
    sentence: 'The entry of this device in the whitelist has ended.',
    hint: 'Have the model certified again, and give the server the new whitelist.',
  },
  'display-too-small': {
    sentence: 'The display of this device is too small.',
    hint: 'Use a device with the display that the whitelist asks for, by default 684 × 384 pixels.',
  },
  'condition-not-met': {
    sentence: 'The whitelist admits this device under a condition that is not met.',
    hint: 'The condition stands behind this sentence; meet it, then try again.',
  },
} as const;

/** Those whose text is a sentence of the whitelist itself, and says what the table can't. */
export const SAID_BY_ROW: readonly string[] = ['condition-not-met', 'device-refused'];
