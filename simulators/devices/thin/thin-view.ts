/** The CAM view of a thin client, as its operator sees it: begun and ended by screens, between them pictures. */
import type { EventBody } from '#history/events';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import { numberInPicture } from '../camera/camera-picture.ts';

export class ThinView {
  private readonly record: (body: EventBody) => void;
  private camera = '';
  private view = 0;

  constructor(record: (body: EventBody) => void) {
    this.record = record;
  }

  /** Whether its operator looks through a camera. */
  get isOpen(): boolean {
    return this.view !== 0;
  }

  /** A screen is shown: of a view, or of something else; then the view is over, for the reason that stands there. */
  seen({ view }: ScreenMessage, camera: string, refusal: string | null): void {
    const number = view?.view ?? 0;
    if (number === this.view) return;
    this.over(refusal ?? 'left');
    this.view = number;
    this.camera = camera;
  }

  shows(view: number, picture: string): void {
    this.record({ kind: 'frame-shown', view, frame: numberInPicture(picture) });
  }

  over(why: string): void {
    if (this.view === 0) return;
    this.record({ kind: 'view-ended', camera: this.camera, view: this.view, why });
    this.view = 0;
  }
}
