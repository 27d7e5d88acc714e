/**
 * Thin clients on a floor: their devices, and the way of a sign-up code from the till to a Freestyle device. A PayPOS and
 * its payment terminal are one device with one battery.
 */
import type { TimerHandle } from '#protocols/channel';
import type { ThinClientKind } from '#protocols/thin-client/messages';
import { setUpKey, type FloorDevice } from '#scenarios/format/floor';
import type { Durations } from '#server/core/config';
import type { Device } from './devices/standard-device.ts';
import { ThinClient } from './devices/thin/thin-client.ts';
import type { Ground } from './grounds/ground.ts';

/** Builds the device of a thin client. */
export function createThinClient(
  { name, kind, as, display, model, dials, browser }: FloorDevice & { kind: ThinClientKind },
  ground: Ground,
  durations: Durations,
): Device {
  return new ThinClient({
    name,
    kind,
    ground,
    durations,
    display,
    model,
    iis: dials,
    language: 'en',
    browser,
    setUp: kind === 'freestyle' ? null : setUpKey(as),
    client: as,
  });
}

/** From the till to the device: somebody carries it there, ms. */
const SCAN_MS = 1_500;

export type SignUps = {
  /** The device wants a code: the till is asked for one. */
  wanted(device: Device): void;
  /** The till shows a code: whoever has waited longest scans it. */
  shown(code: string): void;
};

/** Nobody waits for a code yet. */
export function createSignUps(
  till: () => Device | undefined,
  after: (ms: number, run: () => void) => TimerHandle,
): SignUps {
  const waiting: Device[] = [];
  return {
    wanted(device) {
      if (!waiting.includes(device)) waiting.push(device);
      till()?.ask({ type: 'freestyle-code' });
    },
    shown(code) {
      const device = waiting.shift();
      if (device !== undefined) after(SCAN_MS, () => device.place?.signUp(code));
    },
  };
}
