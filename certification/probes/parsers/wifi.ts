/**
 * WLAN in both ways of asking: `cmd wifi status` and `cmd wifi list-scan-results` from Android 11 on, `dumpsys wifi`
 * before. What a network calls itself is taken out first: it may say anything.
 */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';
import { valuesOf, wholeOf } from '../answer.ts';

/** A signal that drivers say when they do not know it, dBm. */
const NO_SIGNAL_DBM = -127;

/** First frequency that is not of the band at 2.4 GHz, MHz. */
export const FIVE_GHZ_FROM_MHZ = 4_900;

export type Association = { bssid: string; signalDbm: number; frequencyMhz: number };

/** The access point that the device is with. */
export function association(lines: readonly string[]): Reading<Association> {
  const infos = lines.map(withoutName).filter((line) => /^\s*(WifiInfo:|mWifiInfo\b)/.test(line));
  if (infos.length === 0) return unknown('The device does not say which WLAN it is with.');
  const field = (form: RegExp): string[] => infos.flatMap((line) => form.exec(line)?.[1] ?? []);
  return andThen(single(field(/\bBSSID: ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?=,|$)/i), 'access point'), (bssid) =>
    andThen(single(field(/\bRSSI: (-?\d{1,3})(?=,|$)/).flatMap(wholeOf), 'signal'), (signalDbm) =>
      andThen(single(field(/\bFrequency: (\d{4,5})MHz(?=,|$)/).flatMap(wholeOf), 'frequency'), (frequencyMhz) => {
        if (signalDbm <= NO_SIGNAL_DBM || signalDbm >= 0) return unknown(`${signalDbm} dBm is no signal.`);
        return known({ bssid: bssid.toLowerCase(), signalDbm, frequencyMhz });
      }),
    ),
  );
}

/** Without the name of the network, which may hold commas and colons. */
function withoutName(line: string): string {
  const quoted = line.replace(/\bSSID: ".*"(?=, BSSID: )/, 'SSID: x');
  return quoted.replace(/^(\s*mWifiInfo\W+SSID: ).*(?=, BSSID: )/, '$1x');
}

/** Frequencies of the networks in range, MHz; unknown where none is listed. */
export function scannedFrequencies(lines: readonly string[]): Reading<readonly number[]> {
  const rows = lines.flatMap((line) => /^\s*(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\s+(\d{4,5})\s/i.exec(line)?.[1] ?? []);
  return rows.length === 0 ? unknown('No network is listed.') : known(rows.map(Number));
}

export type Sending = { successful: number; retried: number };

/** Packets since the device joined; from Android 11 on. */
export function sending(lines: readonly string[]): Reading<Sending> {
  const count = (key: string): Reading<number> => single(valuesOf(lines, key).flatMap(wholeOf), key);
  return andThen(count('successfulTxPackets'), (successful) =>
    andThen(count('retriedTxPackets'), (retried) =>
      successful < 0 || retried < 0
        ? unknown('The device counts fewer than no packets.')
        : known({ successful, retried }),
    ),
  );
}
