/** The edge of a device's CAM view: asks for it, shows its pictures, says which one is shown, and why it has ended. */
import { Actor } from '#machines/actor';
import { cameraView, type ViewEffect, type ViewEvent } from '#machines/camera-view';
import type { Timers } from '#protocols/channel';
import type { Recorder } from '#history/events';
import { numberInPicture } from './camera-picture.ts';
import type { Unnumbered } from '../link/request-line.ts';

export class CameraView {
  private readonly device: ViewOwner;
  private readonly actor: Actor<typeof cameraView>;

  constructor(device: ViewOwner, timers: Timers) {
    this.device = device;
    this.actor = new Actor(cameraView, timers, undefined, { effect: (effect) => this.perform(effect) });
    this.actor.start();
  }

  /** `closed`, `asking`, `leaving` or `open`. */
  get state(): string {
    return this.actor.getSnapshot().value;
  }

  tell(event: ViewEvent): void {
    this.actor.send(event);
  }

  private perform(effect: ViewEffect): void {
    const { device } = this;
    switch (effect.type) {
      case 'ask':
        device.ask({ type: 'camera', camera: effect.camera });
        return;
      case 'show': {
        const frame = numberInPicture(effect.picture);
        device.record({ kind: 'frame-shown', view: effect.view, frame });
        device.say({ type: 'frame-seen', view: effect.view, frame });
        return;
      }
      case 'leave':
        device.say({ type: 'leave-camera', view: effect.view });
        return;
      case 'end': {
        const { camera, view, why } = effect;
        device.record({ kind: 'view-ended', camera, view, why });
      }
    }
  }
}

/** Whose view it is. */
type ViewOwner = {
  ask(request: Unnumbered): void;
  /** Says something that is not answered, if the device is connected. */
  say(message: object): void;
  record(body: Parameters<Recorder>[1]): void;
};
