/** `dumpsys`: services tell how they are. One that is not there is told on standard error, with exit code 0. */
import { battery } from '../dumps/battery.ts';
import { connectivity } from '../dumps/connectivity.ts';
import { deviceidle } from '../dumps/deviceidle.ts';
import { camera, display, input, power } from '../dumps/hardware.ts';
import { activity, dropbox, packageInfo, webviewupdate } from '../dumps/software.ts';
import { telephony } from '../dumps/telephony.ts';
import { window } from '../dumps/window.ts';
import { bluetooth, wifi } from '../dumps/wireless.ts';
import type { Command } from '../command.ts';

const SERVICES: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['activity', activity],
  ['battery', battery],
  ['bluetooth_manager', bluetooth],
  ['connectivity', connectivity],
  ['deviceidle', deviceidle],
  ['display', display],
  ['dropbox', dropbox],
  ['input', input],
  ['media.camera', camera],
  ['package', packageInfo],
  ['power', power],
  ['telephony.registry', telephony],
  ['webviewupdate', webviewupdate],
  ['wifi', wifi],
  ['window', window],
]);

export const dumpsys: Command = (call) => {
  const args = call.args[0] === '-t' ? call.args.slice(2) : call.args;
  const [name = '-l', ...rest] = args;
  const there = [...SERVICES.keys()].filter((one) => !call.device.missingServices.has(one));
  if (name === '-l') {
    call.out(`Currently running services:\n${there.map((one) => `  ${one}\n`).join('')}`);
    return 0;
  }
  const service = there.includes(name) ? SERVICES.get(name) : undefined;
  if (service === undefined) {
    call.err(`Can't find service: ${name}\n`);
    return 0;
  }
  return service({ ...call, args: rest });
};
