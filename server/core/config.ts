/**
 * The one configuration file of the server: every duration and limit, and the floor it serves. Durations are real
 * milliseconds; `scaleTimes` divides all of them for runs that are declared to be accelerated (docs/decisions),
 * so that no clock ever has to be tampered with.
 *
 * Defaults come from the mPOS documentation where it is explicit (180 s lock recovery, 22 Freestyle devices, the
 * ZVT timers T3 and T4) and are our choice elsewhere.
 */
import { z } from 'zod';
import { EXPORT_ENCODINGS } from '../export/encodings.ts';
import { failingConditions, USUALLY_FAILING } from '#protocols/escpos/failing';
import { confirmations, profileNames } from '#protocols/escpos/profiles';
import { deviceFamily } from '#protocols/mpos/messages';
import { rightSchema } from '#protocols/mpos/tab-changes';
import { articleSchema, nameSchema as name } from '#protocols/names';
import { placesByTimeErrors, placesByTimeSchema } from '#protocols/places-by-time';
import { smartSwapErrors, smartSwapSchema } from '#protocols/smart-swap';
import { datedWhitelistSchema } from '#protocols/whitelist';

/** From a millisecond to a day. */
export const someMs = z.int().min(1).max(86_400_000);
const ms = (value: number) => someMs.default(value);

export const durationsSchema = z
  .strictObject({
    heartbeatMs: ms(10_000).describe('a device with the app in the foreground says that often that it is alive'),
    orphanAfterMs: ms(25_000).describe('silence after which a hold counts as orphaned (shown, not yet freed)'),
    leaseMs: ms(180_000).describe('a hold is freed this long after the last sign of life of its session'),
    graceMs: ms(15_000).describe('what the checkers allow on top of every recovery limit'),
    paymentHoldMs: ms(300_000).describe('a payment without outcome is parked after this long'),
    restartGraceMs: ms(30_000).describe('after a start, holders have this long to return before their holds are freed'),
    busyMs: ms(5_000).describe('a settled tab answers "try again" at most this long while it prints'),
    toleranceMs: ms(3_000).describe('an answer later than this opens the connection-problems dialog'),
    clockSkewWarnMs: ms(30_000).describe('difference of clocks that is warned about'),
    zvtT3Ms: ms(5_000).describe('ZVT T3: a command is answered within this'),
    zvtT4Ms: ms(180_000).describe('ZVT T4: a payment completes within this; restarted by every intermediate status'),
    minuteMs: ms(60_000).describe('a minute, where a terminal asks for so many of them to wait'),
    enquiryRetryMs: ms(5_000).describe('pause between two attempts to learn the outcome of a payment'),
    enquiryLimitMs: ms(60_000).describe('an outcome still unknown after this parks the tab; asking goes on'),
    printStatusMs: ms(3_000).describe('a printer answers a real-time status request within this'),
    printConfirmMs: ms(12_000).describe(
      'a printer confirms a printed job within this, or still answers status requests',
    ),
    printLineMs: ms(2_000).describe('what a printer that still answers may take for each line of a job on top'),
    printWaitMs: ms(180_000).describe(
      'a job that still waits for a printer, and a monitor that has shown nothing, after this is told to people',
    ),
    failAfterMs: ms(5_000).describe('hold-off: a printer counts as failing after this, if it has none of its own'),
    serviceAnswerMs: ms(5_000).describe('a cloud service answers within this'),
    serviceRestMs: ms(2_000).describe(
      'pause before a cloud service that has failed is asked again; twice as long each time',
    ),
    serviceRestMostMs: ms(30_000).describe('the longest such pause'),
    signatureWaitMs: ms(8_000).describe('a hand-over that is not signed after this: the signing unit has failed'),
    receiptWaitMs: ms(20_000).describe(
      'a digital receipt that is not issued after this is printed, where paper stands in',
    ),
    cardWaitMs: ms(20_000).describe('a card about which its service has not answered after this is given up'),
    cameraFrameMs: ms(5_000).describe('a camera that gives no picture for so long counts as unplugged'),
    printerPollMs: ms(5_000).describe('a failing printer is asked that often whether it is back'),
  })
  .prefault({});
export type Durations = z.infer<typeof durationsSchema>;

const address = z
  .string()
  .regex(/^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/, 'host:port')
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535, 'a port is at most 65535');

/** What a job is sent at most until its printer confirms it: each time more paper comes out. */
const MOST_PRINT_ATTEMPTS = 100;
export const printAttemptsSchema = z.int().min(1).max(MOST_PRINT_ATTEMPTS);

/** Scenarios say it in the same words. */
export const failingSchema = z.array(z.enum(failingConditions)).default(() => [...USUALLY_FAILING]);

const printerSchema = z.strictObject({
  name,
  address: address.optional().describe('host:port of the ESC/POS socket; only the real process needs it'),
  alternatives: z
    .array(name)
    .default([])
    .describe('the chain a failing printer is replaced by, first healthy one wins'),
  failing: failingSchema.describe(
    'what counts as failing; tickets wait for a printer with which something else is wrong',
  ),
  failAfterMs: someMs.optional().describe('its own hold-off; that of all printers if absent'),
  codeTable: z.enum(['cp437', 'cp850', 'cp858', 'wpc1252']).default('cp858'),
  profile: z.enum(profileNames).default('epson').describe('what kind of printer it is, and so what it can tell'),
  confirms: z
    .enum(confirmations)
    .optional()
    .describe('what says that a ticket is out, if not as the profile: GS ( H, GS r, or nothing'),
  asks: z
    .array(z.literal([1, 2, 3, 4]))
    .optional()
    .describe('the real-time status requests (DLE EOT n) it answers, if not as the profile'),
});
const monitorSchema = z.strictObject({
  name,
  address: address.optional().describe('host:port of the monitor; only the real process needs it'),
  places: z.array(name).min(1).describe('production places whose orders it shows'),
  instead: z.boolean().default(false).describe('nothing is printed for these places'),
});
/** What kinds of cameras a till may have; one on IP cannot be viewed. */
export const cameraKinds = ['integrated', 'usb', 'ip'] as const;
const cameraSchema = z.strictObject({
  name,
  kind: z.enum(cameraKinds).describe('built into the till, on USB, or on IP, which is not supported'),
  address: address.optional().describe('host:port of its driver; only the real process needs it'),
});
const terminalSchema = z.strictObject({
  name,
  address: address.optional().describe('host:port of the ZVT socket, 20007 by default on real terminals'),
  password: z
    .string()
    .regex(/^\d{6}$/)
    .default('000000'),
});
const deviceSchema = z.strictObject({
  name,
  family: deviceFamily,
  model: name.optional().describe('its model, which says whether it can scan cards; it can if absent'),
  beltPrinter: z.boolean().default(false),
  beltOf: name.optional().describe('the device that wears the belt printer it prints on; itself if absent'),
  terminal: name.optional().describe('the one payment terminal it pays at; any if absent'),
  iis: name.optional().describe('the IIS it belongs to; the first if absent'),
});
const clientSchema = z.strictObject({
  name,
  kind: z.enum(['client', 'paypos']).default('client').describe('for fixed use, or on a payment terminal'),
  setUp: z.string().min(1).max(64).describe('the key the device is set up with'),
  install: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('the installation it was set up for; the first that comes with the key if absent'),
  terminal: name.optional().describe('the one payment terminal it pays at; a PayPOS has its own'),
  iis: name.optional().describe('the IIS it belongs to; the first if absent'),
});

/** What the floor has of a cloud service is said in scenarios in the same words. */
export const nocooFields = {
  receipts: z
    .enum(['instead', 'besides'])
    .default('instead')
    .describe('whether digital receipts come instead of paper, or besides'),
  whenDown: z
    .enum(['paper', 'queue'])
    .default('paper')
    .describe('instead of paper: whether a receipt is printed if the service is down, or waits for it'),
};
const serviceAddress = address.optional().describe('host:port where it is reached; only the real process needs it');
const servicesSchema = z.strictObject({
  nocoo: z
    .strictObject({ address: serviceAddress, ...nocooFields })
    .optional()
    .describe('digital receipts'),
  tse: z.strictObject({ address: serviceAddress }).optional().describe('the signing unit for hand-overs'),
  vouchers: z.strictObject({ address: serviceAddress }).optional().describe('vouchers and customers'),
});

const offers = z
  .array(name)
  .min(1)
  .optional()
  .describe('places of production whose articles thin clients are shown; all if absent');
const iisSchema = z.strictObject({
  name,
  offlineBooking: z.boolean().optional().describe('as the subsystem if absent'),
  offers: offers.describe('as the subsystem if absent'),
});

/** As many Freestyle devices are signed up at once, by the licence page. */
const FREESTYLE_LIMIT = 22;
const MOST_CLIENTS = 5_000;

export const serverConfigSchema = z
  .strictObject({
    durations: durationsSchema,
    offlineBooking: z.boolean().default(true).describe('standard mPOS devices collect bookings without radio'),
    offers,
    simpleOrder: z
      .strictObject({ tab: z.int().min(1).max(99_999), article: articleSchema })
      .optional()
      .describe('Simple Order: the table that one key books to and cashes out, and the article it books'),
    smartSwap: smartSwapSchema.optional().describe('ranges of tabs that are served as at other stations'),
    iis: z
      .array(iisSchema)
      .max(100)
      .default([])
      .describe('web services with settings of their own, where one subsystem for all is not enough'),
    operators: z.array(name).min(1).max(5_000),
    rights: z
      .record(name, z.array(rightSchema))
      .default({})
      .describe('operator → what he or she may do with tabs besides booking and settling; everything if absent'),
    devices: z.array(deviceSchema).max(5_000).describe('handhelds, tablets and the till; thin clients stand elsewhere'),
    printers: z.array(printerSchema).max(2_000).default([]),
    places: z.record(name, name).default({}).describe('production place → printer of its order tickets'),
    placesByTime: placesByTimeSchema
      .default([])
      .describe('printers of production places at some times of day; the first that it is the time of counts'),
    monitors: z
      .array(monitorSchema)
      .max(2_000)
      .default([])
      .describe('kitchen monitors, which show orders besides paper or instead of it'),
    cameras: z.array(cameraSchema).max(16).default([]).describe('cameras of the till, whose views devices may ask for'),
    fallbackPrinter: name.optional().describe('the one printer all device-driven jobs are redirected to'),
    noticePrinter: name.optional().describe('where notices are printed; the fallback printer if absent'),
    printAttempts: printAttemptsSchema
      .default(5)
      .describe('a job sent that often and never confirmed is given up, and people are told'),
    terminals: z.array(terminalSchema).max(2_000).default([]),
    services: servicesSchema.prefault({}).describe('cloud services the server talks to'),
    language: z.enum(['en', 'de']).default('en').describe('of what thin clients are shown'),
    articles: z
      .array(z.strictObject({ name: articleSchema, cents: z.int().min(-1_000_00).max(1_000_00), place: name }))
      .max(2_000)
      .default([])
      .describe('what thin clients are shown to book: their data are the server’s'),
    clients: z.array(clientSchema).max(MOST_CLIENTS).default([]).describe('thin clients that are set up for fixed use'),
    freestyle: z
      .strictObject({
        limit: z.int().min(0).max(MOST_CLIENTS).default(FREESTYLE_LIMIT).describe('devices signed up at once'),
        operators: z.array(name).optional().describe('who has a sign-up for Freestyle; everybody if absent'),
      })
      .prefault({}),
    whitelist: datedWhitelistSchema
      .optional()
      .describe('Android devices that are admitted, or in a file the path of a whitelist; all if absent'),
    exportEncoding: z
      .enum(EXPORT_ENCODINGS)
      .default('utf-8')
      .describe('in what letters the journal is exported: as UTF-8 with a byte order mark, or as Windows-1252'),
    tillPage: z
      .enum(['loopback', 'network'])
      .default('loopback')
      .describe('from where the till’s page may be opened: from this machine, or from anywhere that reaches it'),
    licences: z
      .strictObject({
        freestyle: z.boolean().default(true).describe('the Freestyle package'),
        client: z.int().min(0).max(MOST_CLIENTS).default(MOST_CLIENTS).describe('mPOS Clients'),
        paypos: z.int().min(0).max(MOST_CLIENTS).default(MOST_CLIENTS).describe('clients on payment terminals'),
      })
      .prefault({}),
  })
  .superRefine((config, context) => {
    const printers = new Set(config.printers.map((printer) => printer.name));
    const wanted: [string, string | undefined, (string | number)[]][] = [
      ['fallback printer', config.fallbackPrinter, ['fallbackPrinter']],
      ['notice printer', config.noticePrinter, ['noticePrinter']],
      ...Object.entries(config.places).map(([place, printer]): [string, string, (string | number)[]] => [
        `printer of ${place}`,
        printer,
        ['places', place],
      ]),
      ...config.printers.flatMap((printer, i) =>
        printer.alternatives.map((other, k): [string, string, (string | number)[]] => [
          `alternative of ${printer.name}`,
          other,
          ['printers', i, 'alternatives', k],
        ]),
      ),
    ];
    for (const [what, printer, path] of wanted) {
      if (printer !== undefined && !printers.has(printer)) {
        context.addIssue({ code: 'custom', path, message: `${what} "${printer}" is not among the printers` });
      }
    }
    for (const operator of Object.keys(config.rights))
      if (!config.operators.includes(operator))
        context.addIssue({
          code: 'custom',
          path: ['rights', operator],
          message: `"${operator}" is not among the operators`,
        });
    const places = new Set(Object.keys(config.places));
    for (const { path, message } of placesByTimeErrors(config.placesByTime, printers, places))
      context.addIssue({ code: 'custom', path: ['placesByTime', ...path], message });
    const wearers = config.devices.filter((one) => one.beltPrinter && (one.beltOf ?? one.name) === one.name);
    const worn = new Set(wearers.map((one) => one.name));
    if (config.smartSwap !== undefined)
      for (const { path, message } of smartSwapErrors(config.smartSwap, printers, places, worn))
        context.addIssue({ code: 'custom', path: ['smartSwap', ...path], message });
    const services = new Set(config.iis.map((one) => one.name));
    for (const what of ['devices', 'clients'] as const)
      for (const [i, { iis }] of config[what].entries())
        if (iis !== undefined && !services.has(iis))
          context.addIssue({ code: 'custom', path: [what, i, 'iis'], message: `"${iis}" is not among the IIS` });
    for (const [what, names] of [
      ['printers', config.printers],
      ['devices', config.devices],
      ['clients', config.clients],
      ['terminals', config.terminals],
      ['monitors', config.monitors],
      ['cameras', config.cameras],
      ['iis', config.iis],
    ] as const) {
      const seen = new Set<string>();
      for (const [i, item] of names.entries()) {
        if (seen.has(item.name))
          context.addIssue({ code: 'custom', path: [what, i, 'name'], message: `"${item.name}" occurs twice` });
        seen.add(item.name);
      }
    }
  });
/** The validated configuration. */
export type ServerConfig = z.infer<typeof serverConfigSchema>;
/** What a configuration file may leave out. */
export type ServerConfigInput = z.input<typeof serverConfigSchema>;

/** Divides every time by `timeScale` (at least 1 ms each). `timeScale: 20` turns 180 s into 9 s. */
export function scaleTimes(config: ServerConfig, timeScale: number): ServerConfig {
  const scaled = (time: number): number => Math.max(1, Math.round(time / timeScale));
  const durations = Object.entries(config.durations).map(([key, time]) => [key, scaled(time)]);
  const printers = config.printers.map(({ failAfterMs, ...printer }) => ({
    ...printer,
    ...(failAfterMs === undefined ? {} : { failAfterMs: scaled(failAfterMs) }),
  }));
  return { ...config, durations: Object.fromEntries(durations) as Durations, printers };
}
