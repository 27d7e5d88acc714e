/** Signals as stations see them: each beacon counts for three sixteenths, as in Linux (mac80211). */

/** Beacons come every 102 ms; so many of them are one sample of the model. */
export const BEACONS_PER_SAMPLE = 5;
export const SAMPLE_MS = 500;
/** A smoothed signal is kept in sixteenths of a dB. */
export const SIXTEENTHS = 16;

/** The smoothed signal, in sixteenths of a dBm, after so many beacons of this strength (dBm). */
export function smoothed(sixteenths: number, dbm: number, beacons = BEACONS_PER_SAMPLE): number {
  let now = sixteenths;
  for (let left = beacons; left > 0; left -= 1) {
    const step = Math.trunc(((dbm * SIXTEENTHS - now) * 3) / 16);
    // The last few sixteenths are one step: it ends where the signal is.
    if (step === 0) return dbm * SIXTEENTHS;
    now += step;
  }
  return now;
}
