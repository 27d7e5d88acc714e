/** The camera of a device: somebody holds a card before it, and it takes its time to see that sharply, or never does. */
import type { PrintedCard } from '#protocols/codes/card-print';

export type DeviceCamera = {
  /** Somebody holds that card 15 cm before it, or none any more. Resolves when an app that opens the camera would see it. */
  hold(card: PrintedCard | null): Promise<void>;
  /** So long after it was opened its pictures are sharp, ms; Infinity for never. */
  focusMs: number;
  /** What an edge does for its apps to see that. */
  shows(card: PrintedCard | null, focusMs: number): Promise<void>;
};

/** One with nothing before it, whose pictures are sharp at once. */
export function createCamera(): DeviceCamera {
  const camera: DeviceCamera = {
    hold: (card) => camera.shows(card, camera.focusMs),
    focusMs: 0,
    shows: () => Promise.resolve(),
  };
  return camera;
}
