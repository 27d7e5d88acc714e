/** What the history tells of cameras of the till and of who looks through them. */

export type CameraEvent =
  /** A camera of the till takes a picture; it does so while it is watched. */
  | { kind: 'frame-taken'; frame: number }
  /** A device shows the picture that says of itself it is that one, in the view of that number: that of its request. */
  | { kind: 'frame-shown'; view: number; frame: number }
  /** A view is over: `left`, `disconnected`, `app-ended`, or what the server said. */
  | { kind: 'view-ended'; camera: string; view: number; why: string };

/** A camera of the till; one on IP is refused. */
export type CameraSummary = { name: string; kind: 'integrated' | 'usb' | 'ip' };
