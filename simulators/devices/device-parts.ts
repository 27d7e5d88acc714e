/** What the parts of a device know of one another. */
import type { DeviceContext, DeviceEvent } from '#machines/holder';
import type { Receipt } from '#protocols/mpos/messages';
import type { ToldStation } from '#protocols/smart-swap';
import type { Recorder } from '#history/events';
import type { CameraView } from './camera/camera-view.ts';
import type { RequestLine } from './link/request-line.ts';
import type { ServerLink } from './link/server-link.ts';
import type { DeviceStorage } from './store/storage.ts';

export type DeviceParts = {
  /** The app's state, e.g. `idle`, `open.booking`, `off`, `putAway`. */
  readonly state: string;
  readonly storage: DeviceStorage;
  readonly link: ServerLink;
  readonly line: RequestLine;
  readonly view: CameraView;
  /** The station of SmartSwap in force on the tab that is open here; null for the device's own settings. */
  station: ToldStation | null;
  context(): DeviceContext;
  record(body: Parameters<Recorder>[1]): void;
  /** Tells the chart. */
  tell(event: DeviceEvent): void;
  /** The till shows a sign-up code. */
  showCode(code: string): void;
  /** Prints a receipt on the belt printer, if there is one. */
  print(receipt: Receipt): void;
};
