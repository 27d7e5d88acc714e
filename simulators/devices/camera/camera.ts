/**
 * A camera of the till with its driver: while somebody has a connection to that, it takes a picture every so often and hands
 * it over. Unplugged, its connection ends, and none is taken.
 */
import { Actor } from '#machines/actor';
import { camera } from '#machines/camera';
import { encodeCameraFrame } from '#protocols/camera/frames';
import type { Channel } from '#protocols/channel';
import type { Ground } from '../../grounds/ground.ts';
import { drawPicture } from './camera-picture.ts';

export type Camera = { name: string; tell(event: { type: 'UNPLUG'; hangs: boolean } | { type: 'PLUG_IN' }): void };

/** So many pictures no camera takes in a run: the numbers of several are apart. */
const MOST_PICTURES = 10_000_000;

/** Builds a camera, the `nth` of the floor from 0, plugged in, that takes a picture every so many ms of the run. */
export function createCamera(name: string, nth: number, ground: Ground, frameMs: number): Camera {
  let watching: Channel<Uint8Array> | null = null;
  let plugged = true;
  let hangs = false;
  let frame = nth * MOST_PICTURES;

  function take(channel: Channel<Uint8Array>): void {
    if (watching !== channel) return;
    frame += 1;
    ground.record(name, { kind: 'frame-taken', frame });
    channel.send(encodeCameraFrame({ frame, picture: drawPicture(frame) }));
    ground.timers.after(frameMs, () => take(channel));
  }

  const actor = new Actor(camera, ground.timers, undefined, {
    effect(effect) {
      const { type: state } = effect;
      plugged = effect.type === 'plugged';
      hangs = effect.type === 'unplugged' && effect.hangs;
      const was = watching;
      if (!plugged) watching = null;
      ground.record(name, { kind: 'condition', of: 'camera', state });
      if (!plugged && !hangs) was?.close();
    },
  });
  actor.start();
  ground.listen(name, (channel) => {
    watching?.close();
    watching = plugged ? channel : null;
    if (plugged) ground.timers.after(frameMs, () => take(channel));
    else if (!hangs) channel.close();
    return {
      onData() {},
      onClose() {
        if (watching === channel) watching = null;
      },
    };
  });
  return { name, tell: (event) => actor.send(event) };
}
