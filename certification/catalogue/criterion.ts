/**
 * What a criterion of the catalogue is. A criterion says what is asked of a device, how that is measured, and where the
 * limits of pass and conditional lie; what is outside of both fails. The catalogue is data: it has a version, is printed
 * by `mpos-twin certify --list`, and nothing in it is code.
 */
import { z } from 'zod';
import { listConditions } from '#protocols/whitelist';

/** What the criteria are about, in the order in which they are printed. */
export const GROUPS = {
  identity: 'identity and version',
  memory: 'memory',
  storage: 'storage',
  browser: 'browser and WebView',
  display: 'display',
  touch: 'touch and keys',
  power: 'power',
  life: 'app life cycle',
  radio: 'radio and network',
  clock: 'clock',
  camera: 'camera',
  bluetooth: 'Bluetooth printing',
  security: 'security',
  locks: 'locks',
  redirection: 'print redirection',
  payments: 'payments on PayPOS models',
  notifications: 'notifications',
  'long-run': 'long run',
} as const;

/** Whose rule it is. An unknown rule of the vendor's leaves a device unjudged. */
export const SOURCES = {
  vendor: 'rule of the POS vendor',
  enterprise: 'Android Enterprise Recommended',
  compatibility: 'Android Compatibility Definition',
  killers: 'dontkillmyapp.com: how makers treat apps in the background',
  payments: 'practice of card payments on phones',
  radio: 'figures for WLAN and Bluetooth',
  ours: 'our own',
} as const;

/** How a value comes about: a probe asks the device, the app and the server measure at work, a person tries it. */
export const METHODS = { probe: 'asked over adb', measured: 'measured at work', manual: 'tried by a person' } as const;

/** Units of what is timed by hand, in ms. */
export const MS_OF: Readonly<Record<string, number>> = { ms: 1, s: 1_000 };

const sentence = z.string().min(5).max(300).regex(/[.)]$/, 'is a sentence and ends like one');
const words = z.array(z.string().min(1)).default([]);

/** Least and most; null is no limit on that side. */
const rangeSchema = z
  .strictObject({ least: z.number().nullable().default(null), most: z.number().nullable().default(null) })
  .refine(({ least, most }) => least === null || most === null || least <= most, 'least is above most');
export type Range = z.infer<typeof rangeSchema>;

function isWithin(inner: Range, outer: Range): boolean {
  const least = outer.least === null || (inner.least !== null && inner.least >= outer.least);
  const most = outer.most === null || (inner.most !== null && inner.most <= outer.most);
  return least && most;
}

/**
 * Where a number passes, and where it is conditional; whatever is outside of both fails. The range of pass lies within
 * that of conditional, so that a number that gets worse never gets a better class.
 */
const numbersSchema = z
  .strictObject({ pass: rangeSchema, conditional: rangeSchema })
  .refine(({ pass, conditional }) => isWithin(pass, conditional), 'pass reaches beyond conditional');

/** The words a measurement may say instead of a number, by their class; another word is unknown. */
const wordsSchema = z
  .strictObject({ pass: words, conditional: words, fail: words })
  .refine(({ pass, conditional, fail }) => {
    const all = [...pass, ...conditional, ...fail];
    return new Set(all).size === all.length;
  }, 'a word has two classes');

/** More tries of one criterion nobody makes. */
export const MOST_TRIES = 20;

/** A hand on a timer, so many times; it is the worst of them that counts. */
const triesSchema = z.strictObject({
  count: z.int().min(2).max(MOST_TRIES),
  /** So long nothing is done before each of them, ms. */
  pauseMs: z.int().min(0).default(0),
  /** How far off a time is, ms. */
  uncertaintyMs: z.int().min(0),
});

/** How a person measures at work what no evening of a certification does, or one that may not be played. */
const byHandSchema = z.strictObject({ how: sentence, uncertainty: sentence, tries: triesSchema.optional() });

const criterionSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,3}-\d{1,2}$/),
  group: z.enum(Object.keys(GROUPS) as (keyof typeof GROUPS)[]),
  requirement: sentence,
  sources: z.array(z.enum(Object.keys(SOURCES) as (keyof typeof SOURCES)[])).min(1),
  method: z.enum(Object.keys(METHODS) as (keyof typeof METHODS)[]),
  /** How the value is come by, in a sentence. */
  how: sentence,
  /** Of the number; `–` where only words are said. */
  unit: z.string().min(1),
  /** How far off a measured value may be, in a sentence. */
  uncertainty: sentence,
  byHand: byHandSchema.optional(),
  numbers: numbersSchema.optional(),
  words: wordsSchema.optional(),
  inconclusive: sentence,
  /** The file the value can be made from again. */
  evidence: z.string().regex(/^[a-z0-9-]+\.(txt|json|ndjson|png)$/),
  /** What is to be kept to where it is conditional; absent where it can't be. */
  condition: sentence.optional(),
  /** The condition in the word that a server can check. */
  must: z.enum(listConditions).optional(),
  /** Only such devices are asked: from this API level on, or with this trait. */
  fromApi: z.int().optional(),
  only: z.enum(['paying']).optional(),
  /** Unknown leaves a paying device unjudged, though it is no rule of the vendor's. */
  neededForPaying: z.literal(true).optional(),
  /**
   * It is of the kind of device, and read, not measured: who fails it in both runs is rejected, whatever else is unknown.
   * Nothing that differs from one device of a kind to the next, or from bench to bench, is decisive.
   */
  decisive: z.literal(true).optional(),
  /** A fail is conditional where this other criterion passes, because that one measured what this one presumes. */
  excusedBy: z.string().optional(),
});
export type Criterion = z.infer<typeof criterionSchema>;

/** Can it come out conditional at all? */
function canBeConditional({ numbers, words: said, excusedBy }: Criterion): boolean {
  const byNumber = numbers !== undefined && JSON.stringify(numbers.pass) !== JSON.stringify(numbers.conditional);
  return byNumber || (said?.conditional.length ?? 0) > 0 || excusedBy !== undefined;
}

export const catalogueSchema = z
  .strictObject({
    format: z.literal(1),
    /** Of the content: major when a limit or a criterion changes, minor when only words do. */
    version: z.string().regex(/^\d+\.\d+$/),
    criteria: z.array(criterionSchema).min(1),
  })
  .superRefine(({ criteria }, context) => {
    const ids = new Set<string>();
    for (const [i, criterion] of criteria.entries()) {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: ['criteria', i], message });
      if (ids.has(criterion.id)) complain(`${criterion.id} occurs twice`);
      ids.add(criterion.id);
      if (criterion.numbers === undefined && criterion.words === undefined) complain('has no limits');
      if (canBeConditional(criterion) !== (criterion.condition !== undefined))
        complain('has a condition if, and only if, it can be conditional');
      if (criterion.byHand !== undefined && criterion.method !== 'measured') complain('is not measured at work');
      if (criterion.byHand?.tries !== undefined && !Object.hasOwn(MS_OF, criterion.unit))
        complain('is timed by hand, and its unit is none of time');
      if (criterion.must !== undefined && criterion.condition === undefined)
        complain('asks for a condition it has not');
    }
    for (const { id, excusedBy } of criteria) {
      if (excusedBy !== undefined && !ids.has(excusedBy))
        context.addIssue({ code: 'custom', message: `${id} is excused by ${excusedBy}, which there is not` });
    }
  });
export type Catalogue = z.infer<typeof catalogueSchema>;

/** A criterion as it is written down: with what has a default left out. */
export type CriterionData = z.input<typeof criterionSchema>;
