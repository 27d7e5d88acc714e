/** `dumpsys battery`, which also pretends: unplugged, another level, another status, until `reset`. */
import { unreachable } from '#protocols/unreachable';
import { levelOf, sourceOf } from '../../device.ts';
import type { Call, Command } from '../command.ts';

const CHARGING = 2;
const DISCHARGING = 3;
const FULL = 5;

export const battery: Command = (call) => {
  const [verb, key, value] = call.args;
  const { battery: actor } = call.device;
  switch (verb) {
    case undefined:
      call.out(stateText(call));
      return 0;
    case 'unplug':
      actor.send({ type: 'PRETEND', source: 'none', status: DISCHARGING });
      return 0;
    case 'reset':
      actor.send({ type: 'RESET' });
      return 0;
    case 'set':
      return pretend(call, key, Number(value));
    default:
      call.err(`Unknown command: ${verb}\n`);
      return 255;
  }
};

function pretend({ device: { battery: actor }, err }: Call, key: string | undefined, value: number): number {
  if (!Number.isInteger(value)) {
    err('Bad value\n');
    return 255;
  }
  if (key === 'level') actor.send({ type: 'PRETEND', level: value });
  else if (key === 'status') actor.send({ type: 'PRETEND', status: value });
  else if (key === 'ac' || key === 'usb') actor.send({ type: 'PRETEND', source: value === 1 ? key : 'none' });
  else {
    err(`Unknown set option: ${key ?? ''}\n`);
    return 255;
  }
  return 0;
}

function stateText({ device }: Call): string {
  const { profile, battery: actor } = device;
  const { pretended } = actor.getSnapshot().context;
  const { api } = profile.android;
  const level = levelOf(actor);
  const source = sourceOf(actor);
  const status = pretended.status ?? statusOf(source, level);
  const rows: [string, string | number | boolean, fromApi?: number][] = [
    ['AC powered', source === 'ac'],
    ['USB powered', source === 'usb'],
    ['Wireless powered', false],
    ['Dock powered', false, 33],
    ['Max charging current', source === 'none' ? 0 : 500_000, 25],
    ['Max charging voltage', source === 'none' ? 0 : 5_000_000, 26],
    ['Charge counter', Math.round(profile.battery.capacityMah * 10 * level), 25],
    ['status', status],
    ['health', profile.battery.health],
    ['present', true],
    ['level', level],
    ['scale', 100],
    ['voltage', 3500 + 7 * level],
    ['temperature', profile.battery.temperature],
    ['technology', 'Li-ion'],
  ];
  const shown = rows.filter(([, , fromApi = 0]) => api >= fromApi).map(([name, value]) => `  ${name}: ${value}\n`);
  const mocked = Object.keys(pretended).length > 0 ? "  (UPDATES STOPPED -- use 'reset' to restart)\n" : '';
  const samsung = /samsung/i.test(profile.maker) ? SAMSUNG : '';
  return `Current Battery Service state:\n${mocked}${shown.join('')}${samsung}`;
}

function statusOf(source: 'none' | 'usb' | 'ac', level: number): number {
  switch (source) {
    case 'none':
      return DISCHARGING;
    case 'usb':
    case 'ac':
      return level >= 100 ? FULL : CHARGING;
    default:
      return unreachable(source);
  }
}

/** Samsung tells more, some of it under names that look like others. */
const SAMSUNG = `  batteryMiscEvent: 0
  batteryCurrentEvent: 0
  mSecPlugTypeSummary: 2
  LED Charging: true
  LED Low Battery: true
  current now: 431
  charge counter: 0
  Adaptive Fast Charging Settings: true
  Super Fast Charging Settings: true
FEATURE_WIRELESS_FAST_CHARGER_CONTROL: false
  mWasUsedWirelessFastChargerPreviously: false
  mWirelessFastChargingSettingsEnable: true
  LLB CAL: 20230105
  LLB MAN: 20230105
  LLB CURRENT: YEAR2026M11D26
  LLB DIFF: 202
FEATURE_SUPPORTED_DAILY_BOARD: false
SEC_FEATURE_USE_WIRELESS_POWER_SHARING: false
`;
