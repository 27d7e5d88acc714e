/**
 * What checkers and reports take for granted in the header of a history. No hash vouches for it, and a limit that is
 * missing would turn every comparison with it into a pass. Fields that nobody looks into may be anything.
 */
import { z } from 'zod';
import type { DeviceModel } from './device-summary.ts';
import type { Limits } from './events.ts';
import type { Expectation, Moment, NamedEvent } from './expectation.ts';

const named: z.ZodType<NamedEvent> = z.object({
  what: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const moment: z.ZodType<Moment> = z.union([z.number(), z.object({ which: z.enum(['first', 'last']), event: named })]);

const expectation: z.ZodType<Expectation> = z.union([
  z.object({ order: z.array(named) }),
  z.object({
    event: named,
    least: z.number(),
    most: z.number().nullable(),
    after: moment.exactOptional(),
    before: moment.exactOptional(),
    withinMs: z.number().exactOptional(),
  }),
]);

const settings = z.looseObject({ offlineBooking: z.boolean(), offers: z.array(z.string()).exactOptional() });
const size = z.looseObject({ width: z.number(), height: z.number() });
const deviceModel: z.ZodType<DeviceModel> = z.object({
  name: z.string(),
  android: z.number().exactOptional(),
  ios: z.number().exactOptional(),
  batterySaverExempt: z.boolean().exactOptional(),
});
const whitelist = z.array(
  z.looseObject({
    model: z.string(),
    leastAndroid: z.number(),
    mostAndroid: z.number().exactOptional(),
    leastDisplay: size,
    conditions: z.array(z.looseObject({ must: z.string(), sentence: z.looseObject({}) })),
    refused: z.looseObject({ en: z.string(), de: z.string() }).exactOptional(),
  }),
);

const answerLimits = z.looseObject({
  mostMs: z.number(),
  p50Ms: z.number().exactOptional(),
  p99Ms: z.number().exactOptional(),
});

export const headerSchema = z.looseObject({
  scenario: z.string(),
  ground: z.string(),
  commit: z.string(),
  seed: z.number(),
  timeScale: z.number().positive(),
  durationMs: z.number(),
  source: z.looseObject({
    expect: z
      .looseObject({ verdict: z.enum(['pass', 'fail', 'unknown']), failing: z.array(z.string()) })
      .partial()
      .optional(),
  }),
  limits: z.looseObject({
    heartbeatMs: z.number(),
    leaseMs: z.number(),
    orphanAfterMs: z.number(),
    graceMs: z.number(),
    restartGraceMs: z.number(),
    paymentHoldMs: z.number(),
    enquiryLimitMs: z.number(),
    failAfterMs: z.number(),
    printStatusMs: z.number(),
    printConfirmMs: z.number(),
    printLineMs: z.number(),
    printerPollMs: z.number(),
    printAttempts: z.number(),
    toleranceMs: z.number(),
    slackMs: z.number(),
    busyMs: z.number().exactOptional(),
    printWaitMs: z.number().exactOptional(),
    clockSkewWarnMs: z.number().exactOptional(),
    serviceAnswerMs: z.number().exactOptional(),
    serviceRestMostMs: z.number().exactOptional(),
    receiptWaitMs: z.number().exactOptional(),
    signatureWaitMs: z.number().exactOptional(),
    cardWaitMs: z.number().exactOptional(),
    cameraFrameMs: z.number().exactOptional(),
    terminalWaitMs: z.number().exactOptional(),
  } satisfies Record<keyof Limits, z.ZodType>),
  floor: z.looseObject({
    devices: z.array(
      z.looseObject({
        name: z.string(),
        family: z.string(),
        terminal: z.string().exactOptional(),
        as: z.string().exactOptional(),
        ownTerminal: z.string().exactOptional(),
        settings: settings.exactOptional(),
        iis: z.string().exactOptional(),
        dials: z.string().exactOptional(),
        model: deviceModel.exactOptional(),
        display: size.exactOptional(),
        browser: z.literal(true).exactOptional(),
      }),
    ),
    printers: z.array(
      z.looseObject({
        name: z.string(),
        alternatives: z.array(z.string()),
        failing: z.array(z.string()).exactOptional(),
        failAfterMs: z.number().exactOptional(),
        tellsPaper: z.literal(true).exactOptional(),
      }),
    ),
    cameras: z.array(z.looseObject({ name: z.string(), kind: z.enum(['integrated', 'usb', 'ip']) })).exactOptional(),
    terminals: z.array(z.string()),
    places: z.record(z.string(), z.string()),
    placesByTime: z
      .array(z.looseObject({ from: z.string(), to: z.string(), places: z.record(z.string(), z.string()) }))
      .exactOptional(),
    clock: z.string().exactOptional(),
    accessPoints: z.array(z.string()),
    simpleOrder: z.looseObject({ tab: z.number(), article: z.string() }).exactOptional(),
    smartSwap: z
      .looseObject({
        stations: z.array(
          z.looseObject({
            name: z.string(),
            articles: z.array(z.looseObject({ name: z.string(), cents: z.number(), place: z.string() })),
            columns: z.number().exactOptional(),
            printers: z.record(z.string(), z.string()),
            belt: z.string().exactOptional(),
            runs: z.boolean(),
          }),
        ),
        areas: z.array(z.looseObject({ from: z.number(), to: z.number(), station: z.string(), maintain: z.boolean() })),
        layoutChange: z.boolean(),
      })
      .exactOptional(),
    tabLines: z.literal(true).exactOptional(),
    monitorsTold: z.literal(true).exactOptional(),
    unsaidTold: z.literal(true).exactOptional(),
    operators: z.array(z.string()).exactOptional(),
    rights: z.record(z.string(), z.array(z.string())).exactOptional(),
    articles: z
      .array(z.looseObject({ name: z.string(), cents: z.number(), place: z.string().exactOptional() }))
      .exactOptional(),
    services: z
      .looseObject({
        nocoo: z
          .looseObject({ receipts: z.enum(['instead', 'besides']), whenDown: z.enum(['paper', 'queue']) })
          .exactOptional(),
        tse: z.looseObject({}).exactOptional(),
        vouchers: z.looseObject({}).exactOptional(),
        paymentHost: z
          .looseObject({
            answer: z.number().exactOptional(),
            rest: z.number().exactOptional(),
            wait: z.number().exactOptional(),
          })
          .exactOptional(),
      })
      .exactOptional(),
    clients: z
      .looseObject({
        freestyleLimit: z.number(),
        freestyleOperators: z.array(z.string()).exactOptional(),
        licences: z.looseObject({ freestyle: z.boolean(), client: z.number(), paypos: z.number() }),
        whitelist: whitelist.exactOptional(),
      })
      .exactOptional(),
  }),
  happens: z.array(z.string()),
  expects: z.array(expectation).optional(),
  timesTraffic: z.number().exactOptional(),
  answers: z.looseObject({ request: answerLimits.exactOptional(), tap: answerLimits.exactOptional() }).exactOptional(),
});
