/** `dumpsys wifi` and `dumpsys bluetooth_manager`, in the shapes of their versions. */
import type { Command } from '../command.ts';

export const wifi: Command = ({ device: { network, profile }, out }) => {
  const { wlan, android } = profile;
  out(
    `Wi-Fi is ${network.isOn() ? 'enabled' : 'disabled'}\nVerbose logging is off\nStay-awake conditions: 0\nmInIdleMode false\nmScanPending false\n`,
  );
  const state = network.isConnected() ? 'COMPLETED' : 'DISCONNECTED';
  const ssid = network.isConnected() ? (android.api >= 30 ? '"floor"' : 'floor') : '<unknown ssid>';
  const bssid = network.isConnected() ? network.bssid() : '<none>';
  const rssi = network.isConnected() ? wlan.signalDbm : -127;
  const speed = network.isConnected()
    ? `${wlan.linkMbps}Mbps, Frequency: ${wlan.frequencyMhz}MHz`
    : '-1Mbps, Frequency: -1MHz';
  out(
    `mWifiInfo SSID: ${ssid}, BSSID: ${bssid}, MAC: ${wlan.mac.toLowerCase()}, Supplicant state: ${state}, RSSI: ${rssi}, Link speed: ${speed}, Net ID: 0, Metered hint: false, score: 60\n`,
  );
  if (!network.isOn()) return 0;
  out('Latest scan results:\n  BSSID              Frequency  RSSI  Age      SSID                 Flags\n');
  wlan.seesMhz.forEach((mhz, i) =>
    out(
      `  02:00:5e:00:00:0${i + 1}       ${mhz}   ${wlan.signalDbm - i}  ${(1.2 + i).toFixed(3)}  floor  [WPA2-PSK-CCMP][ESS]\n`,
    ),
  );
  return 0;
};

/** States had numbers before Android 9. */
const FROM_NAMED_STATES = 28;
const ON = 12;
const OFF = 10;

export const bluetooth: Command = ({ device: { profile, settings }, out }) => {
  const { bluetooth: radio, android } = profile;
  const on = settings.get('global/bluetooth_on') === '1';
  out('Bluetooth Status\n');
  if (radio === null) {
    out('  enabled: false\n  state: OFF\n  name: null\n');
    return 0;
  }
  const named = android.api >= FROM_NAMED_STATES;
  out(
    `  enabled: ${on}\n  state: ${named ? (on ? 'ON' : 'OFF') : on ? ON : OFF}\n  address: ${radio.address}\n  name: ${radio.name}\n`,
  );
  if (!on) return 0;
  out(`\nAdapterProperties\n  Name: ${radio.name}\n\n  Bonded devices:\n`);
  for (const { address, type, name } of radio.bonded) out(`    ${address} [${type}] ${name}\n`);
  out('\n');
  return 0;
};
