/** `mpos-twin nightly`: a night of search by itself, and one page to read in the morning. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isFolder, writeText } from '#history/node-disk';
import { writeNightPage } from '#reports/node-html';
import { nightJunit } from '#reports/night-junit';
import { searchProgressText } from '#reports/search-text';
import { GROUNDS, type GroundName } from '#runs/node-run';
import { nightHeadline, nightVerdict, newNight, type Night } from '#search/night/figures';
import { CHATS, nightMessage, type Chat } from '#search/night/message';
import { playNight } from '#search/night/node-night';
import { brokenOffNight, makeNightFolder, saveNight } from '#search/night/node-night-file';
import { chatOf, post } from '#search/night/node-post';
import { TwinError } from '#protocols/errors/errors';
import { duration, oneOf, wholeNumber } from '../arguments.ts';
import { budgetOf } from '../budget.ts';
import { startKeeping, type Keeping } from '../keeping.ts';
import { nightBench } from '../rehearsal/night-bench.ts';
import { rehearsedProfiles } from '../rehearsal/profiles.ts';
import { startProgress } from '../progress.ts';
import { readScenarioFor, readScenariosFor } from '../scenarios.ts';
import { stopInOrder } from '../stop-in-order.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';
import { withChatServices } from '../dry-webhook.ts';

type Options = {
  for?: number;
  floors?: number;
  out: string;
  corpus?: string;
  seed?: number;
  jobs: number;
  ground: 'all' | GroundName;
  regressions: string;
  /** Absent for the default, false for none, else names of profiles. */
  devices?: string[] | false;
  anew?: true;
  webhook?: string;
  webhookAs?: Chat;
  dryWebhook?: true;
  json?: true;
};

export const nightlyVerb = defineVerb<Options>({
  name: 'nightly',
  group: 'qa',
  about: 'regressions, a planted bug, a search, the wire and simulated devices, unattended; one page in the morning',
  examples: [
    'mpos-twin nightly --for 8h',
    'mpos-twin nightly --floors 2000 --ground sim --json',
    'mpos-twin nightly --for 8h --webhook https://hooks.slack.com/services/…',
    'mpos-twin nightly --floors 100 --dry-webhook',
  ],
  set(command) {
    command
      .option('--for <duration>', 'how long, as 90min or 8h', duration)
      .option('--floors <number>', 'how many floors are searched, however long it takes', wholeNumber(1, 1e12))
      .option('--out <folder>', 'where nights go, a folder each', 'nights')
      .option('--corpus <folder>', 'floors kept from night to night (default: corpus in the folder of nights)')
      .option('--seed <number>', 'the same floors again (default: another each night)', wholeNumber(0, 2 ** 32 - 1))
      .option('--jobs <number>', 'floors played at a time', wholeNumber(1, 256), availableParallelism())
      .option(
        '--ground <ground>',
        'all, or sim to leave out the wire and the devices',
        oneOf(['all', ...GROUNDS] as const),
        'all',
      )
      .option('--regressions <folder>', 'scenarios that are played first', 'tests/regressions')
      .option('--devices <profiles...>', 'certify these simulated devices through adb (default: all there are)')
      .option('--no-devices', 'certify none')
      .option('--anew', 'begin another night even if the last one was broken off')
      .option(
        '--webhook <address>',
        'who is told in the end; also from MPOS_TWIN_WEBHOOK, which no list of processes shows',
      )
      .option('--webhook-as <chat>', 'slack or teams, where the address does not tell', oneOf(CHATS))
      .option('--dry-webhook', 'print what would be posted, and post nothing')
      .option('--json', 'print the night as JSON');
  },
  async run(options) {
    const webhook = webhookOf(options);
    const budget = budgetOf(options, 'Either --for 8h or --floors 1000.');
    const scenarios = scenariosOf(options);
    const call = programCall();
    const devices = devicesOf(options);
    const progress = startProgress();
    const keeping = startKeeping();
    const { folder, night } = openNight(options, budget);
    progress.say(
      night.resumed > 0 ? `the night in ${folder} was broken off and goes on` : `the night begins in ${folder}`,
    );
    const stopping = stopInOrder(() => progress.say('ends after what is being played; once more to end at once'));
    const isWhole = await playNight({
      folder,
      night,
      corpus: options.corpus ?? join(options.out, 'corpus'),
      jobs: options.jobs,
      wire: options.ground !== 'sim',
      devices: devices === null ? null : nightBench(devices, call),
      ...scenarios,
      readScenario: readScenarioFor,
      call,
      say: progress.say,
      progress: (now) => progress.note(searchProgressText(now)),
      lost: keeping.lost,
      isStopped: stopping.isAsked,
      atStop: stopping.atStop,
    });
    progress.done();
    stopping.over();
    writeFiles(folder, night, call, keeping);
    if (isWhole && webhook !== null) await tell(webhook, options, folder, night, keeping, progress.say);
    process.stdout.write(options.json === true ? `${JSON.stringify(night)}\n` : `${textOf(night, folder)}\n`);
    return isWhole ? keeping.exit(exitOf(night)) : EXIT.interrupted;
  },
});

/** Goes on with the night that was broken off, or begins one. Errors: `night-damaged`, those of files. */
function openNight(options: Options, budget: Night['budget']): { folder: string; night: Night } {
  const { out, anew, seed } = options;
  const commit = programCommit();
  const last = anew === true ? null : brokenOffNight(out);
  if (last !== null && last.night.commit === commit) {
    last.night.resumed += 1;
    return last;
  }
  const begunAt = new Date().toISOString();
  const { folder, name } = makeNightFolder(out, begunAt.slice(0, 10));
  const machine = { node: process.version, cores: availableParallelism() };
  // A night that says no seed searches where none has searched before.
  const night = newNight({ name, commit, machine, seed: seed ?? Date.parse(begunAt) % 2 ** 32, budget, begunAt });
  saveNight(folder, night);
  return { folder, night };
}

/** Read before anything is played: a night that cannot play them should not begin. */
function scenariosOf({ regressions, ground }: Options) {
  const kept = isFolder(regressions) ? readScenariosFor([regressions]) : [];
  return { regressions: kept, library: ground === 'sim' ? [] : readScenariosFor([]) };
}

/** Names of the simulated devices that are certified; null for none. Error: `usage`. */
function devicesOf({ devices, ground }: Options): string[] | null {
  if (devices === false) return null;
  if (devices === undefined && ground === 'sim') return null;
  return rehearsedProfiles(devices ?? []);
}

function writeFiles(folder: string, night: Night, call: string, keeping: Keeping): void {
  keeping.attempt(() => writeText(join(folder, 'junit.xml'), nightJunit(night, call, folder)));
  keeping.attempt(() => writeNightPage(join(folder, 'night.html'), { night, call, folder }));
}

type Webhook = { url: string; chat: Chat };
/** Where a dry run would post to if nothing is said. */
const EXAMPLE = 'https://hooks.slack.com/services/T000/B000/XXXX';

/** Whom to tell. Error: `webhook-address`, which never shows more of an address than its host. */
function webhookOf({ webhook, webhookAs, dryWebhook }: Options): Webhook | null {
  const url = webhook ?? process.env['MPOS_TWIN_WEBHOOK'] ?? (dryWebhook === true ? EXAMPLE : undefined);
  if (url === undefined || url === '') return null;
  if (!URL.canParse(url)) throw new TwinError('webhook-address', 'It is not an address.');
  const { protocol, hostname } = new URL(url);
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal))
    throw new TwinError('webhook-address', `${protocol}//${hostname}`);
  const chat = webhookAs ?? chatOf(url);
  if (chat === null) throw new TwinError('webhook-address', `${hostname}: is that Slack or Teams?`);
  return { url, chat };
}

/** Posts the message; whether it is delivered changes nothing of what the night says. */
async function tell(
  { url, chat }: Webhook,
  { dryWebhook }: Options,
  folder: string,
  night: Night,
  keeping: Keeping,
  say: (text: string) => void,
): Promise<void> {
  const body = nightMessage(night, chat, join(folder, 'night.html'));
  const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
  const posting = (): ReturnType<typeof post> => post({ url, body, fetch, pause });
  if (dryWebhook === true) {
    await withChatServices(posting, (taken) => say(`would be posted to ${chat}: ${JSON.stringify(taken)}`));
    return;
  }
  night.posted = await posting();
  const { delivered, host, tries, said } = night.posted;
  if (!delivered) say(`${host} was not told of the night after ${tries} tries: ${said}`);
  keeping.attempt(() => saveNight(folder, night));
}

function textOf(night: Night, folder: string): string {
  const finds = (night.search?.finds ?? []).map(
    ({ checker, sentence, file }) => `${checker}: ${sentence}\n  ${join(folder, file)}`,
  );
  const devices = night.devices
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ profile, verdict, sentence }) => `${profile} was not certified as expected, ${verdict}: ${sentence}`);
  const unseen = (night.search?.neverSeen ?? []).map(({ id, about }) => `never seen: ${id}, ${about}`);
  const left = night.leftOut.map((what) => `left out: ${what}`);
  return [nightHeadline(night), ...finds, ...devices, ...unseen, ...left, join(folder, 'night.html')].join('\n');
}

function exitOf(night: Night): number {
  const verdict = nightVerdict(night);
  return verdict === 'void' ? EXIT.voidNight : EXIT[verdict];
}
