/**
 * A PayPOS: a thin client and a payment terminal in one device. One battery feeds both and one radio carries both, so what
 * switches off the one, or takes it out of coverage, takes the other along. What freezes the app leaves the terminal alone.
 */
import type { DeviceEvent } from '#machines/holder';
import type { Floor, FloorDevice } from '#scenarios/format/floor';
import type { Device } from './devices/standard-device.ts';
import type { Terminal } from './devices/terminal/terminal.ts';

/** The PayPOS a payment terminal is in; undefined for one that stands by itself. */
export function payposWith(floor: Floor, terminal: string): FloorDevice | undefined {
  return floor.devices.find(({ ownTerminal }) => ownTerminal === terminal);
}

/** Nodes whose links are one radio: a device, and the payment terminal that is in it. */
export function onOneRadio(floor: Floor, device: string): string[] {
  const own = floor.devices.find(({ name }) => name === device)?.ownTerminal ?? null;
  return own === null ? [device] : [device, own];
}

/** What the body of a PayPOS tells: its terminal goes off and on with it. It is off, as the device is at first. */
export function oneBattery(device: Device, terminal: Terminal): (event: DeviceEvent) => void {
  terminal.tell({ type: 'POWER_OFF' });
  return (event) => {
    if (event.type === 'SWITCH_OFF') terminal.tell({ type: 'POWER_OFF' });
    if (event.type === 'SWITCH_ON') terminal.tell({ type: 'POWER_ON' });
    device.tell(event);
  };
}
