/**
 * The browser of a device: an app as any other, so that whatever ends, freezes or cuts off apps does so with it; what
 * it shows is drawn by an edge, which has a real one. Its devtools are behind `localabstract:chrome_devtools_remote`,
 * and dialling them starts it.
 */
import type { ChannelHandlers, Dial } from '#protocols/channel';
import type { PrintedCard } from '#protocols/codes/card-print';
import { BROWSER } from './apps.ts';
import type { AndroidDevice } from './device.ts';
import { firstFingerOnly } from './first-finger.ts';

/** What an edge does. Everything it is asked is done in that order. */
export type BrowserEdge = {
  start(): void;
  open(address: string): void;
  end(): void;
  freeze(): void;
  thaw(): void;
  /** The display has been turned, or not: the device says how large it is now. */
  turned(): void;
  /** Dials its devtools; waits until it has started. */
  devtools: Dial<Uint8Array>;
  /** A PNG of what it shows; null if it cannot tell. */
  picture(done: (png: Uint8Array | null) => void): void;
  /** What its camera sees from when it is opened next; sharp only after so many ms of the device. */
  shows(card: PrintedCard | null, focusMs: number): Promise<void>;
};

export const DEVTOOLS = 'localabstract:chrome_devtools_remote';

/** From now on the browser of the device is that of the edge. */
export function giveBrowser(device: AndroidDevice, edge: BrowserEdge): void {
  const app = device.apps.find(BROWSER);
  device.apps.watch(({ name }, what) => {
    if (name !== BROWSER) return;
    if (what === 'spawned') edge.start();
    if (what === 'shown' && device.browserAddress !== null) {
      edge.open(device.browserAddress);
      device.browserAddress = null;
    }
    if (what === 'ended') edge.end();
    if (what === 'frozen') edge.freeze();
    if (what === 'thawed') edge.thaw();
  });
  device.ports.set(DEVTOOLS, (handlers: ChannelHandlers<Uint8Array>) => {
    if (app?.pid === null) app.actor.send({ type: 'START' });
    const devtools = edge.devtools(handlers);
    return device.firstFingerOnly ? firstFingerOnly(devtools) : devtools;
  });
  device.watch((event) => void (event === 'turned' && edge.turned()));
  device.camera.shows = (card, focusMs) => edge.shows(card, focusMs);
  device.picture = (done) => (app?.pid === null ? done(null) : edge.picture(done));
}
