/**
 * The server's side of one camera of the till. While it is watched there is a connection to its driver, on which pictures
 * come; one that ends, or on which none comes for too long, is told once, and then the camera is not watched any more.
 */
import { toBase64 } from '#protocols/base64';
import { cameraFrameReader } from '#protocols/camera/frames';
import type { Channel, Dial, TimerHandle, Timers } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import type { Durations } from '#server/core/config';

const silentCamera = sometimes('camera-silent', 'a camera that is watched gives no picture in its time');

export type CameraSession = { watch(): void; leave(): void; close(): void };

type Options = {
  dial: Dial<Uint8Array>;
  timers: Timers;
  durations: Pick<Durations, 'cameraFrameMs'>;
  /** A picture in base64, and its number. */
  frame(frame: number, picture: string): void;
  gone(): void;
};

/** A session with one camera, which is not watched yet. */
export function createCameraSession({ dial, timers, durations, frame, gone }: Options): CameraSession {
  let channel: Channel<Uint8Array> | null = null;
  let patience: TimerHandle | null = null;

  function awaitFrame(): void {
    if (patience !== null) timers.cancel(patience);
    patience = timers.after(durations.cameraFrameMs, () => {
      silentCamera();
      lost();
    });
  }

  function leave(): void {
    const was = channel;
    channel = null;
    if (patience !== null) timers.cancel(patience);
    patience = null;
    was?.close();
  }

  function lost(): void {
    leave();
    gone();
  }

  return {
    watch() {
      leave();
      const read = cameraFrameReader();
      const mine = dial({
        onOpen() {},
        onData(bytes) {
          for (const one of read(bytes)) {
            if (mine !== channel) return;
            if (one === null) {
              lost();
              return;
            }
            awaitFrame();
            frame(one.frame, toBase64(one.picture));
          }
        },
        onClose() {
          if (mine === channel) lost();
        },
      });
      channel = mine;
      awaitFrame();
    },
    leave,
    close: leave,
  };
}
