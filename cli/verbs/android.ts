/** `mpos-twin android`: a simulated Android device behind adb, or the list of those there are. */
import { once } from 'node:events';
import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { issuesOf } from '#certification/certificate/issues';
import type { Timers } from '#protocols/channel';
import { unguarded } from '#server/edges/guard';
import { createTimers } from '#server/edges/timers';
import { createAdbd } from '#simulators/android/adbd/adbd';
import { answerAtDisplay, displayAnswerSchema, type DisplayAnswer } from '#simulators/android/at-the-display';
import { giveBrowser } from '#simulators/android/browser';
import { quirkCatalogue } from '#simulators/android/quirks/catalogue';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { startAndroid, type PlantedQuirk } from '#simulators/android/start';
import { createChrome } from '#simulators/grounds/wire/android/chrome';
import { openAdbPort } from '#simulators/grounds/wire/android/adb-port';
import { wholeNumber } from '../arguments.ts';
import { profileNamed } from '../rehearsal/profiles.ts';
import { defineVerb, EXIT } from '../verb.ts';

type Options = {
  list?: true;
  json?: true;
  profile: string;
  port: number;
  quirk: PlantedQuirk[];
  asksForKey?: true | DisplayAnswer;
  speed: number;
  seed: number;
};

const MAX_SPEED = 1000;
const MAX_SEED = 0xffff_ffff;

export const androidVerb = defineVerb<Options>({
  name: 'android',
  group: 'parts',
  about: 'run a simulated Android device that adb can connect to',
  examples: [
    'mpos-twin android --list',
    'mpos-twin android --profile rocket-class --port 5601   # then: adb connect 127.0.0.1:5601',
  ],
  set(command) {
    command
      .option('--list', 'print the profiles and the quirks')
      .option('--json', 'print the profiles as JSON')
      .option('--profile <name>', 'which device', 'rocket-class')
      .option('--port <number>', 'port of its adbd, 0 for any free one', wholeNumber(0, 65_535), 0)
      .option('--quirk <name>', 'plants a quirk, like energy-saver:afterScreenOffS=60; more than once', quirkOf, [])
      .option(
        '--asks-for-key [answer]',
        'lets only computers in that somebody allows on its display: once, always, refuse or nobody; like always,afterS=5',
        displayAnswerOf,
      )
      .option('--speed <n>', 'how much quicker than ours its time passes', wholeNumber(1, MAX_SPEED), 1)
      .option('--seed <n>', 'of what is drawn', wholeNumber(0, MAX_SEED), 1);
  },
  async run({ list, json, profile: name, port, quirk, asksForKey, speed, seed }) {
    if (list === true) {
      process.stdout.write(json === true ? `${JSON.stringify([...profileCatalogue.values()])}\n` : listText());
      return EXIT.pass;
    }
    const found = profileNamed(name);
    const profile = asksForKey === undefined ? found : { ...found, asksForKey: true };
    const device = startAndroid(profile, { timers: fastTimers(speed), startedAtMs: Date.now(), seed }, quirk);
    device.debugging.whenAsked(({ owner }) => process.stderr.write(`Allow USB debugging? ${owner}\n`));
    answerAtDisplay(device, typeof asksForKey === 'object' ? asksForKey : displayAnswerSchema.parse({}));
    const chrome = await createChrome(device, (error) => process.stderr.write(`${String(error)}\n`), speed);
    giveBrowser(device, chrome);
    try {
      const adbPort = await openAdbPort(port, createAdbd(device));
      process.stdout.write(`${JSON.stringify({ listening: true, port: adbPort.port, profile: name })}\n`);
      await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
      await adbPort.close();
    } finally {
      await chrome.close();
    }
    return EXIT.pass;
  },
});

/** Time that passes so much quicker, for the device and for whatever waits on it. */
function fastTimers(speed: number): Timers {
  const real = createTimers(unguarded);
  const beganMs = real.now();
  return {
    now: () => beganMs + (real.now() - beganMs) * speed,
    after: (ms, run) => real.after(ms / speed, run),
    cancel: real.cancel,
  };
}

/** `answer,key=value` */
function displayAnswerOf(text: string): DisplayAnswer {
  const [answer, ...pairs] = text.split(',');
  return checked(displayAnswerSchema, { answer, ...paramsOf(pairs) });
}

/** `name:key=value,key=value` */
function quirkOf(text: string, before: PlantedQuirk[]): PlantedQuirk[] {
  const [, name = '', rest = ''] = /^([a-z-]+)(?::(.*))?$/.exec(text) ?? [];
  const quirk = quirkCatalogue.get(name);
  if (quirk === undefined) throw new InvalidArgumentError(`one of ${[...quirkCatalogue.keys()].join(', ')}`);
  const params = paramsOf(rest.split(',').filter((pair) => pair !== ''));
  checked(quirk.params, params);
  return [...before, { quirk: name, with: params }];
}

const paramsOf = (pairs: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(pairs.map((pair) => pair.split('=')).map(([key, value]) => [key, valueOf(value)]));

function checked<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const read = schema.safeParse(params);
  if (read.success) return read.data;
  throw new InvalidArgumentError(issuesOf(read.error, schema, params));
}

function valueOf(text: string | undefined): unknown {
  if (text === undefined) return true;
  if (/^-?\d+$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** The profiles, then the quirks. */
function listText(): string {
  const quirks = [...quirkCatalogue.values()].map(({ name, about }): [string, string] => [name, about]);
  const profiles = [...profileCatalogue.values()].map(({ name, title }): [string, string] => [name, title]);
  const width = Math.max(...[...profiles, ...quirks].map(([name]) => name.length)) + 2;
  const rows = (list: readonly [string, string][]): string =>
    list.map(([name, text]) => `${name.padEnd(width)}${text}\n`).join('');
  return `profiles:\n${rows(profiles)}\nquirks:\n${rows(quirks)}`;
}
