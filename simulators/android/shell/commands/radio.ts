/** The network of the device: `svc`, `ip`, `ping`. */
import type { AndroidDevice } from '../../device.ts';
import { reachesOutside } from '../../network.ts';
import type { Call, Command, Running } from '../command.ts';

export const svc: Command = ({ device, args: [what, verb], err }) => {
  const on = verb === 'enable';
  if (verb !== 'enable' && verb !== 'disable') {
    err(`svc: unknown verb ${verb ?? ''}\n`);
    return 1;
  }
  if (what === 'wifi') {
    device.network.setOn(on);
    device.settings.set('global/wifi_on', on ? '1' : '0');
  } else if (what === 'bluetooth') device.settings.set('global/bluetooth_on', on ? '1' : '0');
  return 0;
};

export const ip: Command = (call) => {
  const words = call.args.filter((arg) => !arg.startsWith('-'));
  if (words[0]?.startsWith('a') === true) return addresses(call);
  if (words[0]?.startsWith('r') === true) return route(call, words[1] === 'get' ? words[2] : undefined);
  call.err(`Object "${words[0] ?? ''}" is unknown, try "ip help".\n`);
  return 255;
};

function addresses({ device: { network, profile }, args, out, err }: Call): number {
  const wanted = args.find((arg) => /^(wlan|lo|rmnet)/.test(arg));
  if (wanted !== undefined && wanted !== 'wlan0' && wanted !== 'lo') {
    err(`Device "${wanted}" does not exist.\n`);
    return 1;
  }
  const v4only = args.includes('-4');
  if (wanted !== 'wlan0')
    out(
      '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n',
    );
  if (wanted === 'lo' || (v4only && !network.isConnected())) return 0;
  const flags = network.isConnected()
    ? '<BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP'
    : '<NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc mq state DOWN';
  out(`21: wlan0: ${flags} group default qlen 3000\n`);
  if (!v4only) out(`    link/ether ${profile.wlan.mac.toLowerCase()} brd ff:ff:ff:ff:ff:ff\n`);
  if (!network.isConnected()) return 0;
  out(
    `    inet ${network.address}/24 brd 192.168.7.255 scope global wlan0\n       valid_lft forever preferred_lft forever\n`,
  );
  return 0;
}

function route({ device: { network }, out, err }: Call, to: string | undefined): number {
  if (!network.isConnected()) {
    if (to === undefined) return 0;
    if (network.onMobileData) {
      out(`${to} dev rmnet_data0 src ${MOBILE_ADDRESS} uid 2000\n    cache\n`);
      return 0;
    }
    err('RTNETLINK answers: Network is unreachable\n');
    return 2;
  }
  if (to === undefined) out(`192.168.7.0/24 dev wlan0 proto kernel scope link src ${network.address}\n`);
  else if (to.startsWith('127.')) out(`local ${to} dev lo src 127.0.0.1 uid 2000\n    cache\n`);
  else out(`${to}${isNear(to) ? '' : ' via 192.168.7.1'} dev wlan0 src ${network.address} uid 2000\n    cache\n`);
  return 0;
}

/** Of the documentation (RFC 5737): whatever is asked for by a name lies there, outside. */
const OUTSIDE_ADDRESS = '203.0.113.4';
const MOBILE_ADDRESS = '198.51.100.7';
/** There and back by mobile data, ms. */
const MOBILE_MS = 60;

/** In the network of its WLAN. */
const isNear = (address: string): boolean => address.startsWith('192.168.7.');

/** Names are asked for outside; null for one that is not found. */
function addressOf(device: AndroidDevice, host: string): string | null {
  if (/^\d+(\.\d+){3}$/.test(host)) return host;
  return /^[\w-]+(\.[\w-]+)+$/.test(host) && reachesOutside(device) ? OUTSIDE_ADDRESS : null;
}

/** ms; null if no answer comes. */
function roundTripTo(device: AndroidDevice, address: string): number | null {
  if (!device.network.isConnected()) return isNear(address) ? null : MOBILE_MS;
  const ms = device.network.roundTripMs();
  return isNear(address) || reachesOutside(device) ? ms : null;
}

/** Least pause between packets that somebody who is not root may ask for, s. */
const LEAST_PAUSE_S = 0.2;
const WAIT_MS = 1000;

type Pinged = { sent: number; times: number[]; beganMs: number };

export function* ping({ device, args, out, err }: Call): Running {
  const numbers = new Map<string, string>();
  const words: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (/^-[ciWws]$/.test(arg)) numbers.set(arg, args[(i += 1)] ?? '');
    else if (!arg.startsWith('-')) words.push(arg);
  }
  const [host = ''] = words;
  const address = addressOf(device, host);
  const count = Number(numbers.get('-c') ?? 4);
  const pauseS = Number(numbers.get('-i') ?? 1);
  if (pauseS < LEAST_PAUSE_S) {
    err('ping: cannot flood; minimal interval allowed for user is 200ms\n');
    return 2;
  }
  if (address === null) {
    err(`ping: unknown host ${host}\n`);
    return 2;
  }
  if (!device.network.isConnected() && !device.network.onMobileData) {
    err('connect: Network is unreachable\n');
    return 2;
  }
  out(`PING ${host} (${address}) 56(84) bytes of data.\n`);
  const stamped = args.includes('-D');
  const pinged: Pinged = { sent: 0, times: [], beganMs: device.clock.upMs() };
  while (pinged.sent < count) {
    pinged.sent += 1;
    const ms = roundTripTo(device, address);
    const last = pinged.sent === count;
    if (ms !== null) {
      yield ms;
      const stamp = stamped ? `[${(device.clock.nowMs() / 1000).toFixed(6)}] ` : '';
      out(`${stamp}64 bytes from ${address}: icmp_seq=${pinged.sent} ttl=64 time=${ms.toFixed(2)} ms\n`);
      pinged.times.push(ms);
    }
    if (!last) yield Math.max(0, Math.round(pauseS * 1000) - (ms ?? 0));
    else if (ms === null) yield WAIT_MS;
  }
  out(summary(host, pinged, device.clock.upMs()));
  return pinged.times.length > 0 ? 0 : 1;
}

function summary(host: string, { sent, times, beganMs }: Pinged, nowMs: number): string {
  const lost = Math.round((100 * (sent - times.length)) / sent);
  const head = `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${times.length} received, ${lost}% packet loss, time ${nowMs - beganMs}ms\n`;
  if (times.length === 0) return `${head}\n`;
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const deviation = Math.sqrt(times.reduce((sum, ms) => sum + (ms - mean) * (ms - mean), 0) / times.length);
  const figures = [Math.min(...times), mean, Math.max(...times), deviation].map((ms) => ms.toFixed(3));
  return `${head}rtt min/avg/max/mdev = ${figures.join('/')} ms\n`;
}
