/**
 * What kind of Android device is simulated: data only, from public specifications. Where a figure was recalled or
 * inferred, and not read in the source that is named, its field stands in `assumed`. What a kind of device does wrong
 * are its quirks (quirks/catalogue.ts).
 */
import { z } from 'zod';

const words = z.array(z.string().min(1));
const mac = z.string().regex(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/);

const displaySchema = z.strictObject({
  /** Physical, in rotation 0. */
  widthPx: z.int().min(100),
  heightPx: z.int().min(100),
  dpi: z.int().min(100).max(640),
  screenTimeoutMs: z.int().min(1).default(600_000),
  fontScale: z.number().default(1),
});

const touchSchema = z.strictObject({
  /** B tracks contacts in slots; A sends them without identity, as old panels do. */
  protocol: z.enum(['A', 'B']),
  /** Fingers it tells apart. */
  fingers: z.int().min(1).max(16),
  /** Names of its keys, as the kernel has them. */
  keys: words,
});

const wlanSchema = z.strictObject({
  /** MHz of the channel it is on; of a device for 2.4 GHz only, below 2500. */
  frequencyMhz: z.int().min(2400).max(7200),
  /** Frequencies of networks it sees. */
  seesMhz: z.array(z.int()).min(1),
  linkMbps: z.int(),
  signalDbm: z.int().max(0),
  mac,
  /** One way to the till, ms, least and most. */
  delayMs: z.tuple([z.int(), z.int()]).default([1, 6]),
  lossPerMille: z.int().min(0).default(0),
  retriedPercent: z.int().min(0).max(100).default(4),
});

const bluetoothSchema = z.strictObject({
  name: z.string(),
  address: mac,
  bonded: z
    .array(z.strictObject({ address: mac, name: z.string(), type: z.enum(['BR/EDR', 'LE', 'DUAL']) }))
    .default([]),
});

const cameraSchema = z.strictObject({
  rear: z.int().min(0),
  front: z.int().min(0),
  megapixels: z.number(),
  autofocus: z.boolean(),
});

const batterySchema = z.strictObject({
  capacityMah: z.int(),
  level: z.int().min(0).max(100).default(84),
  /** Code of BatteryManager: 2 good, 3 overheat, 4 dead, 7 cold. */
  health: z.int().min(1).max(7).default(2),
  /** Tenths of a degree Celsius. */
  temperature: z.int().default(291),
  /** Percent an hour with the screen on at half brightness; a tenth of it with the screen off. */
  drainPerHour: z.number().min(0).default(8),
  swappable: z.boolean().default(false),
});

const androidSchema = z.strictObject({
  release: z.string(),
  api: z.int().min(21).max(40),
  /** Missing before Android 6. */
  securityPatch: z.string().nullable(),
  buildId: z.string(),
  incremental: z.string(),
  type: z.enum(['user', 'userdebug', 'eng']).default('user'),
  tags: z.enum(['release-keys', 'test-keys', 'dev-keys']).default('release-keys'),
  /** Missing before Android 7. */
  verifiedBoot: z.enum(['green', 'yellow', 'orange', 'red']).nullable().default('green'),
  encrypted: z.boolean().default(true),
  /** Properties of the maker's own system, by their keys. */
  skin: z.record(z.string(), z.string()).default({}),
});

export const profileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string(),
  source: z.string().min(3),
  /** Paths of fields that were recalled or inferred. */
  assumed: words.default([]),
  maker: z.string(),
  brand: z.string(),
  model: z.string(),
  device: z.string(),
  product: z.string(),
  serial: z.string().default('TWIN0001'),
  characteristics: z.enum(['default', 'nosdcard', 'tablet', 'watch']).default('default'),
  android: androidSchema,
  abis: words,
  display: displaySchema,
  touch: touchSchema,
  /** As the maker names it, MiB; the kernel keeps some of it. */
  memoryMib: z.int(),
  lowRam: z.boolean().default(false),
  storageMib: z.int(),
  freeMib: z.int(),
  battery: batterySchema,
  wlan: wlanSchema,
  bluetooth: bluetoothSchema.nullable(),
  camera: cameraSchema.nullable(),
  /** Which package is the WebView, and its version; null where none is installed. */
  webView: z.strictObject({ package: z.string(), version: z.string() }).nullable(),
  /** Packages besides those of every device. */
  packages: words.default([]),
  features: words.default([]),
  rooted: z.boolean().default(false),
  /** Whether it lets only computers in that somebody has allowed on its display, as devices of the market do. */
  asksForKey: z.boolean().default(false),
  /** What goes wrong on such a device, by name and parameters. */
  quirks: z
    .array(z.strictObject({ quirk: z.string(), with: z.record(z.string(), z.unknown()).default({}) }))
    .default([]),
});
export type Profile = z.output<typeof profileSchema>;
export type ProfileData = z.input<typeof profileSchema>;
