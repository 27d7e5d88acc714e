/** `cmd`: asks a service of the system. Which services answer depends on the version of Android. */
import type { Call, Command, Running } from '../command.ts';
import { deviceidle } from '../dumps/deviceidle.ts';
import { pm } from './packages.ts';

/** The services that are asked here, and since which API level they answer. */
const SERVICES: Readonly<Record<string, { fromApi: number; run: Command }>> = {
  appops: { fromApi: 24, run: appops },
  deviceidle: { fromApi: 26, run: deviceidle },
  package: { fromApi: 24, run: pm },
  wifi: { fromApi: 30, run: wifi },
};

export const cmd: Command = (call) => {
  const [name = '', ...args] = call.args;
  const service = SERVICES[name];
  if (service === undefined || call.device.missingServices.has(name)) {
    call.err(`cmd: Can't find service: ${name}\n`);
    return 20;
  }
  if (call.device.profile.android.api < service.fromApi) {
    call.err('No shell command implementation.\n');
    return 255;
  }
  return service.run({ ...call, args });
};

function appops({ device, args: [verb, name = '', op, mode], out, err }: Call): number {
  const app = device.apps.find(name);
  if (app === null) {
    err(`Error: No UID for ${name} in user 0\n`);
    return 255;
  }
  if (verb === 'set' && (mode === 'allow' || mode === 'ignore')) app.background = mode;
  else if (verb === 'get')
    out(
      op === undefined || op === 'RUN_ANY_IN_BACKGROUND'
        ? `RUN_ANY_IN_BACKGROUND: ${app.background}\n`
        : 'No operations.\n',
    );
  else {
    err(`Error: Unknown command: ${verb ?? ''}\n`);
    return 255;
  }
  return 0;
}

function wifi(call: Call): Running | number {
  const { device, args, out, err } = call;
  const { network, profile } = device;
  switch (args[0]) {
    case 'status':
      out(statusText(call));
      return 0;
    case 'list-scan-results':
      if (!network.isOn()) return 0;
      out(
        '    BSSID              Frequency      RSSI           Age(sec)     SSID                                 Flags\n',
      );
      profile.wlan.seesMhz.forEach((mhz, i) => {
        out(
          `02:00:5e:00:00:0${i + 1}        ${mhz}         ${profile.wlan.signalDbm - i}           ${(1.2 + i).toFixed(3)}    floor                             [WPA2-PSK-CCMP][ESS]\n`,
        );
      });
      return 0;
    case 'set-wifi-enabled':
      network.setOn(args[1] === 'enabled');
      device.settings.set('global/wifi_on', args[1] === 'enabled' ? '1' : '0');
      return 0;
    case 'send-link-probe':
      return linkProbe(call);
    default:
      err(`Unknown command: ${args[0] ?? ''}\n`);
      return 255;
  }
}

function* linkProbe({ device, out }: Call): Running {
  const ms = device.network.roundTripMs();
  yield ms ?? 1000;
  out(ms === null ? 'Link probe failed with reason 4\n' : `Link probe succeeded after ${ms} ms\n`);
  return 0;
}

function statusText({ device: { network, profile } }: Call): string {
  const head = `Wifi is ${network.isOn() ? 'enabled' : 'disabled'}\nWifi scanning is always available\n`;
  if (!network.isConnected()) return `${head}Wifi is not connected\n`;
  const { sent, retried, lost, received } = network.counters;
  return (
    `${head}==== Primary ClientModeManager instance ====\nWifi is connected to "floor"\n` +
    `WifiInfo: SSID: "floor", BSSID: ${network.bssid()}, MAC: ${profile.wlan.mac.toLowerCase()}, IP: /${network.address}, Security type: 2, Supplicant state: COMPLETED, Wi-Fi standard: 5, RSSI: ${profile.wlan.signalDbm}, Link speed: ${profile.wlan.linkMbps}Mbps, Tx Link speed: ${profile.wlan.linkMbps}Mbps, Frequency: ${profile.wlan.frequencyMhz}MHz, Net ID: 0, Metered hint: false, score: 60\n` +
    `successfulTxPackets: ${sent}\nsuccessfulTxPacketsPerSecond: 4.2\nretriedTxPackets: ${retried}\nretriedTxPacketsPerSecond: 0.2\nlostTxPackets: ${lost}\nlostTxPacketsPerSecond: 0.0\nsuccessfulRxPackets: ${received}\n`
  );
}
