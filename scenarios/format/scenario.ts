/**
 * The scenario format, version 1: the floor, the work, the faults, what must hold. People write it in YAML; a shrunk
 * reproduction is the same kind of file. The JSON Schema published in scenarios/scenario.schema.json is made from
 * here. Times are durations as people write them; they become milliseconds when the file is read.
 */
import { z } from 'zod';
import { articleSchema, LONGEST_NAME, nameSchema as name } from '#protocols/names';
import { placesByTimeSchema, timeOfDaySchema } from '#protocols/places-by-time';
import { smartSwapSchema } from '#protocols/smart-swap';
import { whitelistSchema } from '#protocols/whitelist';
import { afterCuts, terminalProfileNames } from '#protocols/zvt/profiles';
import { cardSchema } from '#protocols/mpos/cards';
import { percentOff, reasonSchema, rightSchema, sharesSchema } from '#protocols/mpos/tab-changes';
import { cameraKinds, durationsSchema, nocooFields, printAttemptsSchema } from '#server/core/config';
import { LAST_ROW } from '../rows.ts';
import { duration } from './duration-schema.ts';
import { expectationSchema } from './expectation.ts';
import { paymentHostFields } from './payment-host.ts';
import { planSchema } from './plan.ts';
import { printer } from './printer.ts';

export const SCENARIO_FORMAT = 1;

/** How long a run lasts: in no time nothing happens. */
const length = duration.refine((ms) => ms > 0, 'longer than 0s');

const percent = z.int().min(0).max(100);
/** What is taken back, a deposit or a voucher, costs less than nothing. */
const article = z.strictObject({
  name: articleSchema,
  cents: z.int().min(-1_000_00).max(1_000_00),
  place: name,
});

/** Lines on a tab in one go: a coach party that orders from one sheet. */
export const MOST_LINES = 500;

/** The standard family stores data in the device; thin clients show the server's. */
const deviceKind = z.enum(['handheld', 'tablet', 'client', 'freestyle', 'paypos']);
/** The smallest display a thin client may have, and the largest there is; pixels. */
const pixels = z.int().min(320).max(8_192);
export type DeviceKind = z.infer<typeof deviceKind>;

/** A belt printer that is paired otherwise than it should be, or is another device's. */
const beltPrinter = z.strictObject({
  driver: z.enum(['bixolon', 'generic']).default('bixolon').describe('the special driver of the printer, or another'),
  paired: z.boolean().default(true).describe('whether the device is paired with it'),
  of: name.optional().describe('the device whose belt printer it is; its own if absent'),
});

const device = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(LONGEST_NAME)
    .optional()
    .describe('name of the device; with count, the beginning of the names'),
  count: z.int().min(1).max(5_000).optional().describe('so many devices, numbered'),
  kind: deviceKind.default('handheld'),
  operator: name.optional().describe('who signs on; one after the other of the operators if absent'),
  beltPrinter: z
    .union([z.boolean(), beltPrinter])
    .default(false)
    .describe('whether it prints receipts itself; or how it is paired, and with whose printer'),
  accessPoint: name.optional(),
  signal: z.int().min(-92).max(-30).default(-60).describe('signal at the device in dBm'),
  lan: z.boolean().default(false).describe('wired instead of WLAN (tablets)'),
  terminal: name.optional().describe('the one payment terminal it pays at; a PayPOS has its own in it'),
  as: name.optional().describe('the client it was set up as, if that is another device (client, paypos)'),
  display: z
    .strictObject({ width: pixels, height: pixels })
    .optional()
    .describe('pixels of its display, for thin clients; those of a phone if absent'),
  iis: name.optional().describe('the IIS it belongs to; the first if absent'),
  dials: name.optional().describe('the IIS it is set up to talk to, if that is another'),
  model: z
    .strictObject({
      name,
      android: z.int().min(1).max(99).optional(),
      ios: z.int().min(1).max(99).optional(),
      batterySaverExempt: z.boolean().optional(),
    })
    .optional()
    .describe(
      'its model, which says whether it can scan cards; what a thin client says of itself, with the main version of its Android or iOS',
    ),
  browser: z
    .boolean()
    .default(false)
    .describe('on the wire its app is a page in a real Chromium, for thin clients; simulated elsewhere'),
  places: z.array(name).min(1).optional().describe('production places random waiters order from here; all if absent'),
});

const terminal = z.strictObject({
  name,
  profile: z.enum(terminalProfileNames).default('standard').describe('what kind of terminal it is'),
  afterCut: z
    .enum(afterCuts)
    .optional()
    .describe('what it does with a payment whose result was never acknowledged; as its profile does if absent'),
  card: duration.default(2_500).describe('time until the guest presents the card, a fifth more or less'),
  host: duration.default(1_500).describe('time the card network takes, a fifth more or less'),
  tipPercent: percent.default(0).describe('how often guests overpay by a tip of about 10 %'),
});

const monitor = z.strictObject({
  name,
  places: z.array(name).min(1).describe('production places whose orders it shows'),
  instead: z.boolean().default(false).describe('nothing is printed for these places'),
});

const camera = z.strictObject({
  name,
  kind: z.enum(cameraKinds).describe('built into the till, on USB, or on IP, which cannot be viewed'),
  frame: duration.default(1_000).describe('time between two pictures'),
});

const offers = z.array(name).min(1).optional();

const floor = z.strictObject({
  operators: z.array(name).min(1).max(5_000),
  rights: z
    .record(name, z.array(rightSchema))
    .optional()
    .describe('operator → what he or she may do with tabs besides booking and settling; everything if absent'),
  tables: z.strictObject({ from: z.int().min(1), to: z.int().max(99_999) }).default({ from: 1, to: 60 }),
  articles: z.array(article).min(1).optional(),
  devices: z.array(device).min(1),
  till: z
    .strictObject({ operator: name, cameras: z.array(camera).max(16).default([]).describe('cameras of the till') })
    .optional(),
  printers: z.array(printer).default([]),
  places: z.record(name, name).default({}).describe('production place → printer'),
  placesByTime: placesByTimeSchema
    .optional()
    .describe('printers of production places at some times of day; the first that it is the time of counts'),
  clock: timeOfDaySchema.default('18:00').describe('what the clock on the wall shows when the run begins'),
  fallbackPrinter: name.optional(),
  noticePrinter: name.optional(),
  monitors: z.array(monitor).default([]).describe('kitchen monitors, besides paper or instead of it'),
  terminals: z.array(terminal).default([]),
  accessPoints: z.array(name).default([]),
  services: z
    .strictObject({
      nocoo: z.strictObject(nocooFields).optional().describe('digital receipts'),
      tse: z.strictObject({}).optional().describe('the signing unit for hand-overs'),
      vouchers: z.strictObject({}).optional().describe('vouchers and customers, whose cards devices scan'),
      paymentHost: z
        .strictObject(paymentHostFields)
        .optional()
        .describe('the payment host, which the payment terminals ask'),
    })
    .prefault({})
    .describe('cloud services the till and its payment terminals talk to'),
  redundancy: z
    .enum(['off', 'stp', 'rstp', 'router'])
    .default('off')
    .describe('a second path to the server, and what changes to it: spanning tree, rapid spanning tree, or a router'),
  plan: planSchema.optional().describe('where everything is, so that the signal of a place can be worked out'),
  offlineBooking: z.boolean().default(true),
  offers: offers.describe('production places whose articles thin clients are shown; all if absent'),
  iis: z
    .array(
      z.strictObject({
        name,
        offlineBooking: z.boolean().optional().describe('as on the floor if absent'),
        offers: offers.describe('as on the floor if absent'),
      }),
    )
    .max(100)
    .default([])
    .describe('web services with settings of their own'),
  smartSwap: smartSwapSchema.optional().describe('ranges of tabs that are served as at other stations'),
  simpleOrder: z
    .strictObject({ tab: z.int().min(1).max(99_999), article: articleSchema })
    .optional()
    .describe('Simple Order: the table that one key books to and cashes out, and the article it books'),
  freestyle: z
    .strictObject({
      limit: z.int().min(0).max(5_000).default(22).describe('Freestyle devices signed up at once'),
      operators: z.array(name).optional().describe('who has a sign-up for Freestyle; everybody if absent'),
    })
    .optional(),
  licences: z
    .strictObject({
      freestyle: z.boolean().default(true).describe('the Freestyle package'),
      client: z.int().min(0).max(5_000).default(5_000).describe('mPOS Clients'),
      paypos: z.int().min(0).max(5_000).default(5_000).describe('clients on payment terminals'),
    })
    .optional(),
  whitelist: whitelistSchema.optional().describe('Android devices that are admitted; all if absent'),
});

const waiters = z.strictObject({
  pause: duration.default(90_000).describe('mean pause between two tabs'),
  think: duration.default(4_000).describe('mean time between two bookings'),
  bookings: z.strictObject({ from: z.int().min(1), to: z.int().max(MOST_LINES) }).default({ from: 1, to: 5 }),
  atOnce: z.int().min(1).max(MOST_LINES).default(1).describe('so many of the bookings of a visit are made in one go'),
  handOverPercent: percent.default(0).describe('how often the lines so far are handed over before the next booking'),
  billPercent: percent.default(40).describe('tabs closed by a bill in cash'),
  cardPercent: percent.default(20).describe('tabs closed by a card payment'),
  confirmPercent: percent
    .default(0)
    .describe('how often operators settle a tab all the same when that was refused because it is parked'),
  ownTablesPercent: percent.default(90).describe('how often operators stay at their own tables'),
  returnPercent: percent.default(0).describe('how often operators go back to the tab they had last, parked or not'),
  signOffPercent: percent
    .default(0)
    .describe('how often operators sign off between two tabs; whoever comes by signs on at the device next'),
  reprintPercent: percent.default(0).describe('how often a ticket is printed once more between two tabs'),
  forceFreePercent: percent.default(0).describe('how often a tab is freed by force between two tabs, at the till'),
  takingsPercent: percent.default(0).describe('how often an operator looks at the takings between two tabs'),
  reversePercent: percent
    .default(0)
    .describe('how often the last card payment of the own terminal is reversed when its tab is open again'),
  quickPercent: percent.default(0).describe('how often a tab is opened in Quick Mode, without its bookings'),
  partPercent: percent.default(0).describe('how often a part of a tab is settled, and the rest stays on it'),
  simpleOrderPercent: percent
    .default(0)
    .describe('how often the key of Simple Order is pressed between two tabs, where there is one'),
  scanPercent: percent.default(0).describe('how often a card of a guest is scanned before a tab is closed'),
  cameraPercent: percent
    .default(0)
    .describe('how often an operator opens or leaves the view of a camera between two tabs, where the till has one'),
  twicePercent: percent.default(0).describe('how often a key is pressed twice'),
  changePercent: percent
    .default(0)
    .describe(
      'how often something of a tab is changed before it is closed: split, moved, merged, cancelled, discounted, or settled in part',
    ),
  otherTerminalPercent: percent
    .default(0)
    .describe("how often a guest pays at whichever terminal is at hand, not at the operator's own"),
});

const at = { at: duration.optional().describe('time since the beginning of the run') };

export const STEP_ACTS = [
  'sign-on',
  'sign-off',
  'open',
  'book',
  'hand-over',
  'new-balance',
  'bill',
  'pay',
  'split',
  'move',
  'merge',
  'cancel',
  'discount',
  'bill-lines',
  'bill-share',
  'understood',
  'collect',
  'scan',
  'simple-order',
  'put-away',
  'take-out',
  'swipe',
  'turn',
  'switch-off',
  'switch-on',
  'reprint',
  'force-free',
  'takings',
  'reverse',
  'station-up',
  'station-down',
  'end-of-day',
  'camera',
  'leave-camera',
  'sign-up',
  'leave',
] as const;
export type StepAct = (typeof STEP_ACTS)[number];

const step = z.strictObject({
  ...at,
  device: name.describe('a device, or till'),
  do: z.enum(STEP_ACTS),
  tab: z.int().min(1).max(99_999).optional(),
  article: articleSchema.optional(),
  quantity: z.int().min(1).max(999).optional().describe('how many of the article; 1 if absent'),
  lines: z.int().min(1).max(MOST_LINES).optional().describe('for book: so many lines in one go; one if absent'),
  other: z.int().min(1).max(99_999).optional().describe('for split, move and merge: the other tab; 1 if absent'),
  what: z
    .record(articleSchema, z.int().min(1).max(999))
    .refine((what) => Object.keys(what).length > 0, 'at least one article')
    .optional()
    .describe('for split, cancel and bill-lines: article → how many; one of the first article if absent'),
  reason: reasonSchema.optional().describe('for cancel: why'),
  percent: percentOff.optional().describe('for discount: 10 if absent'),
  shares: sharesSchema.optional().describe('for bill-share: one of so many equal shares of what is owed; 2 if absent'),
  card: cardSchema.optional().describe('for scan: what is read off the card; a voucher over 5 euros if absent'),
  terminal: name.optional(),
  operator: name.optional(),
  station: name.optional().describe('for station-up, station-down: a station of SmartSwap'),
  camera: name.optional().describe('for camera: which one of the till; the first if absent'),
  job: z.int().min(1).optional(),
  cents: z.int().min(1).max(100_000_00).optional().describe('for bill and pay: at most so much of the tab'),
  confirmed: z.boolean().optional().describe('settle although the card may have been charged'),
  twice: z.boolean().optional().describe('a key of the app that is pressed twice'),
  quick: z
    .boolean()
    .optional()
    .describe('for open: in Quick Mode, by a long press on CAM; the bookings of the tab stay at the server'),
  when: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  after: duration.optional().describe('time between the event of `when` and the step'),
});

export const faultSchema = z
  .looseObject({
    fault: name.describe('name of the fault; mpos-twin machines and docs/faults.md list them'),
    ...at,
    target: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .describe('a node, or a list of them; or "any device", "all", and the like'),
    for: duration.optional().describe('how long it lasts'),
    every: duration.optional().describe('mean time between two occurrences'),
    until: duration.optional().describe('no occurrence of a rate after this'),
    when: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .optional()
      .describe('begins when an event with these fields is in the history'),
    after: duration.optional().describe('time between the event of `when` and the fault'),
    times: z.int().min(1).optional().describe('how often `when` may start it (once if absent)'),
  })
  .describe('a fault: at a time, when something happens, or at a rate');

const override = z.strictObject({
  duration: length.optional(),
  timeScale: z.int().min(1).max(100).optional().describe('durations are divided by this; clocks are never touched'),
  seed: z.int().min(0).optional(),
});

export const scenarioSchema = z.strictObject({
  format: z.literal(SCENARIO_FORMAT),
  name,
  about: z.string().min(1).describe('one sentence: what this scenario shows'),
  shows: z
    .array(z.int().min(1).max(LAST_ROW))
    .min(1)
    .optional()
    .describe('the rows it shows, by number; mpos-twin coverage --rows lists them'),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  duration: length,
  settle: duration
    .prefault('8min')
    .describe('time at the end without waiters and faults, for everything to settle; steps are still played'),
  floor,
  server: z
    .strictObject({
      durations: durationsSchema.optional(),
      printAttempts: printAttemptsSchema
        .optional()
        .describe('a ticket sent that often and never confirmed is given up; as the server has it if absent'),
    })
    .prefault({}),
  work: z.strictObject({ waiters: waiters.optional(), steps: z.array(step).default([]) }).prefault({}),
  faults: z.array(faultSchema).default([]),
  expect: expectationSchema.prefault({}),
  ground: z
    .strictObject({ sim: override.optional(), wire: override.optional(), lab: override.optional() })
    .prefault({}),
});

/** What a file says. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** A scenario as read: defaults filled in, durations in ms. */
export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioDevice = Scenario['floor']['devices'][number];
export type ScenarioFault = Scenario['faults'][number];
export type ScenarioPrinter = Scenario['floor']['printers'][number];
export type ScenarioStep = Scenario['work']['steps'][number];
export type WaiterStyle = z.output<typeof waiters>;
