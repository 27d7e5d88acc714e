/**
 * The protocol of the client-server family, version 1: what a thin client (mPOS Client, Freestyle, PayPOS) and the
 * server say to each other. Pictures go down, those of cameras as they are. Coordinates go up, and codes that the camera
 * of a device has read for a screen that asks for one. A client stores nothing, so nothing is ever repeated: what became
 * of a tap is seen on the next screen.
 *
 * A **screen** is numbered, and a tap names the number of the screen it was made on. Whatever meant an older screen is
 * forgotten by the server, which sends the present one again: nobody books what nobody saw.
 *
 * Coordinates are in pixels of the screen as the server has drawn it, times in milliseconds, money in texts only.
 */
import { z } from 'zod';
import { codeSchema } from '../cloud/vouchers.ts';
import { LONGEST_NAME, nameSchema as name } from '../names.ts';

/** Version of the protocol; a server answers any other one with `protocol-version`. */
export const THIN_CLIENT_VERSION = 1;

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** No display is larger than this, pixels. */
const pixels = z.int().min(0).max(8_192);

/** The kinds of client: set up for fixed use, signed up on the spot, or a client on a payment terminal. */
export const thinClientKind = z.enum(['client', 'freestyle', 'paypos']);
export type ThinClientKind = z.infer<typeof thinClientKind>;

const display = z.strictObject({ width: pixels, height: pixels });
const version = z.int().min(1).max(99);
/** What a device says of itself; one that does not is unknown to the whitelist. */
const model = z.strictObject({
  /** As its maker calls it, in whatever letters. */
  name: z.string().min(1).max(LONGEST_NAME),
  /** Main version of its system: one of the two. */
  android: version.optional(),
  ios: version.optional(),
  /** Of the device, where it is drawn for with other pixels. */
  display: display.optional(),
  /** Whether energy saving leaves the app alone; absent if the app cannot know. */
  batterySaverExempt: z.boolean().optional(),
});

export const fromThinClient = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    v: z.int(),
    client: name,
    kind: thinClientKind,
    /** Made by the app when it was installed: tells two devices with the same set-up apart. */
    install: z.string().min(1).max(64),
    /** How often the app has said hello since then: of two connections the one with the higher number is the later one. */
    dial: count.optional(),
    /** Freestyle: the one-time code from the till. */
    code: z.string().min(1).max(64).optional(),
    /** mPOS Client and PayPOS: the key it was set up with. */
    setUp: z.string().min(1).max(64).optional(),
    /** The session it comes back to; absent for a first hello. */
    session: count.optional(),
    /** The hold it was shown last, 0 for none: it claims that one. */
    token: count,
    display,
    model: model.optional(),
    /** The IIS it is set up to talk to, where there are several. */
    iis: name.optional(),
  }),
  z.strictObject({
    type: z.literal('pointer'),
    phase: z.enum(['down', 'up']),
    screen: count,
    x: pixels,
    y: pixels,
    token: count,
  }),
  /** What the camera has read off a card, while a screen is shown that `reads`. */
  z.strictObject({ type: z.literal('code'), screen: count, code: codeSchema, token: count }),
  z.strictObject({ type: z.literal('beat'), n: count, token: count }),
  /** The picture of that screen is on the display: the next one may come. */
  z.strictObject({ type: z.literal('shown'), screen: count }),
  /** That picture of a camera is on the display: the newest after it may come. */
  z.strictObject({ type: z.literal('frame-seen'), view: count, frame: count }),
  z.strictObject({ type: z.literal('leave') }),
]);
/** Anything a thin client may say. */
export type FromThinClient = z.infer<typeof fromThinClient>;
export type ThinClientHello = Extract<FromThinClient, { type: 'hello' }>;

const rect = z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels });
/** Where something is on a screen, pixels. */
export type Rect = z.infer<typeof rect>;

/** How a widget looks: a key can be tapped, the others are to be read. */
export const widgetLook = z.enum(['title', 'text', 'key', 'warning', 'parked']);
export const shownWidget = z.strictObject({ ...rect.shape, text: z.string(), look: widgetLook });
/** What a person sees of a widget. */
export type ShownWidget = z.infer<typeof shownWidget>;

export const toThinClient = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('admitted'),
    session: count,
    heartbeatMs: z.int(),
    toleranceMs: z.int(),
  }),
  /** `iis`: the one the device belongs to. */
  z.strictObject({ type: z.literal('turned-away'), code: z.string(), text: z.string(), iis: name.optional() }),
  /**
   * What is on the display from now on, in the order of reading: as a person, or a screen reader, gets it. So many
   * `pictures` of what has changed follow as binary frames (pictures.ts); without the number the server draws none, and
   * whoever wants to see it draws it from the widgets. `bytes` is what the pictures weigh.
   */
  z.strictObject({
    type: z.literal('screen'),
    screen: count,
    title: z.string(),
    display,
    widgets: z.array(shownWidget),
    /** The hold that it shows; token 0 for none. */
    tab: count,
    token: count,
    /** The app is to read the code of a card with the camera of its device, and to say it. */
    reads: z.literal(true).optional(),
    /** The camera view that it shows, and where its pictures are laid on. */
    view: z.strictObject({ view: count, ...rect.shape }).optional(),
    bytes: count,
    pictures: count.optional(),
  }),
  /** A picture of the camera of the view that the screen shows, in base64: the newest there is. */
  z.strictObject({ type: z.literal('frame'), view: count, frame: count, picture: z.base64().max(80_000) }),
  z.strictObject({ type: z.literal('alive'), n: count }),
]);
/** Anything the server may say to a thin client. */
export type ToThinClient = z.infer<typeof toThinClient>;
export type ScreenMessage = Extract<ToThinClient, { type: 'screen' }>;
