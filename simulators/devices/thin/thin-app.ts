/**
 * The app of a thin client, as its operator and the harness know it: something that is switched on, shows screens, and is
 * tapped. Simulated apps play the chart of thin clients themselves; on the wire one may be a page in a real browser.
 */
import type { ScreenMessage, ThinClientHello, ThinClientKind } from '#protocols/thin-client/messages';
import type { EventBody } from '#history/events';
import type { BodyEvent, StartCheck } from '#machines/holder';
import type { Durations } from '#server/core/config';
import type { Traffic } from '../link/traffic.ts';

export type ThinAppOptions = {
  name: string;
  kind: ThinClientKind;
  durations: Pick<Durations, 'heartbeatMs' | 'toleranceMs'>;
  display: { width: number; height: number };
  /** What it says it is; null for nothing. */
  model: ThinClientHello['model'] | null;
  /** The IIS it is set up to talk to; null where there is one for all. */
  iis: string | null;
  /** The set-up key of a client for fixed use; null for Freestyle. */
  setUp: string | null;
  /** Under which name it introduces itself: that of the client it was set up as. */
  client: string;
};

/** A finger on a screen, pixels: it comes down at the point, and up there as well unless it slips off. */
export type Touch = { screen: number; x: number; y: number; slips: boolean };

export type ThinApp = {
  /** The state of its chart, e.g. `showing.shown`, `problems.red`, `off`. */
  readonly state: string;
  /** What it has sent and got so far. */
  readonly traffic: Traffic;
  tell(event: BodyEvent): void;
  /** The carrier of its cable is gone: its connections are over at once. */
  unplugged(): void;
  /** The app is removed from the device, or is there again. */
  setInstalled(installed: boolean): void;
  /** Its operator turns the device by a quarter, or back. */
  turn(): void;
  /** Something lies over it, or not any more; it goes on under it. */
  cover(isCovered: boolean): void;
  /** The device takes so many ms more for whatever it does; a negative time takes that back. */
  slowDown(ms: number): void;
  /** Its operator scans a code from the till. */
  signUp(code: string): void;
  /** Its operator gives its place back. */
  leave(): void;
  touch(touch: Touch): void;
  /** A card is held before its camera while that screen is shown, and its code is read. */
  read(screen: number, code: string): void;
  /** Where that takes longer than a tap: so long at most, ms of the run. */
  readonly readsWithinMs: number;
};

/** Why it is turned away, with the sentence that stands there if that is known; and the IIS it belongs to, if that is another. */
export type Refusal = { code: string; sentence?: string; iis?: string };

/** What an app tells of itself. */
export type ThinAppTold = {
  changed(from: string, to: string): void;
  /** It has a place: its screens are numbered anew. */
  admitted(session: number): void;
  /** It has said at its start which of the three checks failed. */
  startFailed(check: StartCheck): void;
  turnedAway(refusal: Refusal): void;
  /** A screen is on its display. */
  shows(message: ScreenMessage): void;
  /** A picture of the camera view on the screen is shown. */
  frame(view: number, picture: string): void;
  /** Its operator has had time to see that screen. */
  seen(message: ScreenMessage): void;
  /** It has given up its place, and the hold with it. */
  forgotten(): void;
  /** What a touch on a screen asks for, to be recorded when the touch is made. */
  touched(touch: Touch): EventBody;
};
