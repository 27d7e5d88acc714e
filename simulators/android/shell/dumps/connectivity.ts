/**
 * `dumpsys connectivity`: which networks there are, and by which of them apps go. A network is told in one way up to
 * Android 10, in another from 11 on (NetworkAgentInfo of AOSP; dumps and logs in public reports).
 */
import type { AndroidDevice } from '../../device.ts';
import { hasInternet } from '../../network.ts';
import type { Command } from '../command.ts';

/** Whose network is told with its number first. */
const FROM_NUMBER_FIRST = 30;
const MOBILE_ID = 99;

type Told = { id: number; type: string; transport: string; name: string; isValidated: boolean };

export const connectivity: Command = ({ device, out }) => {
  const told = networksOf(device);
  const tell = device.profile.android.api >= FROM_NUMBER_FIRST ? inOneLine : inOldWay;
  out(
    `NetworkFactories for:\n  PhoneSwitcherNetworkRequstListener\n\nActive default network: ${told[0]?.id ?? 'none'}\n\n`,
  );
  out(
    `Current Networks:\n${told.map((one) => `  ${tell(one)}\n    Requests: REQUEST:1 LISTEN:12 total=13\n`).join('')}\n`,
  );
  return 0;
};

/** The first is the one that apps use. */
function networksOf(device: AndroidDevice): Told[] {
  const { network } = device;
  if (network.isConnected())
    return [{ id: network.id(), type: 'WIFI', transport: 'WIFI', name: 'wlan0', isValidated: hasInternet(device) }];
  return network.onMobileData
    ? [{ id: MOBILE_ID, type: 'MOBILE[LTE]', transport: 'CELLULAR', name: 'rmnet_data0', isValidated: true }]
    : [];
}

const capabilities = ({ transport, isValidated }: Told): string =>
  `nc{[ Transports: ${transport} Capabilities: INTERNET&NOT_RESTRICTED&TRUSTED&NOT_VPN${isValidated ? '&VALIDATED' : ''}`;

const inOneLine = (told: Told): string =>
  `NetworkAgentInfo{network{${told.id}}  handle{${told.id}900}  ni{${told.type} CONNECTED extra: }  Score(60)  lp{{InterfaceName: ${told.name}}}  ${capabilities(told)}&NOT_ROAMING&FOREGROUND LinkUpBandwidth>=12000Kbps SignalStrength: -52]}}`;

const inOldWay = (told: Told): string =>
  `NetworkAgentInfo{ ni{[type: ${told.type}[], state: CONNECTED/CONNECTED, reason: (unspecified), extra: "floor", failover: false, available: true, roaming: false]}  network{${told.id}}  nethandle{${told.id}900}  lp{{InterfaceName: ${told.name}}}  ${capabilities(told)} LinkUpBandwidth>=1048576Kbps SignalStrength: -52]}  Score{60}  everValidated{true}  lastValidated{${told.isValidated}}  created{true} lingering{false} explicitlySelected{false} acceptUnvalidated{false} }`;
