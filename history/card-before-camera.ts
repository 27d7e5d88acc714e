/** What a page says of a card that was held before the camera of its device. */

/** Why a browser opens no camera: its page's address is not secure, there is none, it may not, or it does not start. */
export type NoCameraWhy = 'insecure' | 'none' | 'refused' | 'failed';

export type CardBeforeCameraEvent = {
  kind: 'card-before-camera';
  /** The card that was to be held there. */
  code: string;
  /** `other-read`: the code that was read is another one. */
  outcome: 'read' | 'other-read' | 'not-read' | 'no-camera';
  why?: NoCameraWhy;
  /** From the first picture of the camera to the code being read, ms by the clock of the page. */
  tookMs?: number;
  /** So many pictures were looked at. */
  pictures?: number;
};
