/** `mpos-twin certify`: the catalogue by which Android devices are judged, and a device asked by it over adb. */
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogue } from '#certification/catalogue/catalogue';
import { catalogueText } from '#certification/catalogue/catalogue-text';
import { readAllFindings, readBench } from '#certification/probes/node-session';
import { resultText } from '#certification/probes/result-text';
import { TwinError } from '#protocols/errors/errors';
import { createBoard, type Board } from '#certification/work/board';
import { pageAssets } from '#reports/node-bundle';
import { wholeNumber } from '../arguments.ts';
import { REHEARSAL } from '../certification.ts';
import { certifyDevice, type Certified } from '../certifying.ts';
import { errorObject, errorText } from '../error-text.ts';
import { rehearseAll } from '../rehearsal/rehearse-all.ts';
import { startTesterServer } from '../tester-server.ts';
import { programCall } from '../version.ts';
import { defineVerb, EXIT } from '../verb.ts';

/** Where the adb server listens. */
const ADB_PORT = 5037;

type Options = {
  list?: true;
  json?: true;
  serial?: string;
  bench?: string;
  out?: string;
  findings?: string[];
  canary?: string;
  long?: true;
  unplugged?: string;
  walk?: true;
  work?: true;
  rehearse?: string[] | true;
  withTester?: true;
  testerPort: number;
  adbPort: number;
};

export const certifyVerb = defineVerb<Options>({
  name: 'certify',
  group: 'certifier',
  about: 'ask an Android device over adb what the catalogue of criteria wants to know, and judge it',
  examples: [
    'mpos-twin certify --list',
    'mpos-twin certify --serial R58N123 --bench bench.json --out r58n123',
    'mpos-twin certify --rehearse rocket-class planted-freezes',
    'mpos-twin certify --serial R58N123 --bench bench.json --out r58n123 --findings found.json --canary OLD1 --work --with-tester --long --walk',
  ],
  set(command) {
    command
      .option('--list', 'print the catalogue')
      .option('--serial <serial>', 'the device, as adb devices lists it')
      .option('--bench <file>', 'who tests, with which app and till')
      .option('--out <folder>', 'where answers, evidence and records go; a run that was stopped there goes on')
      .option('--findings <files...>', 'what people have tried, and what was measured at work')
      .option('--canary <serial>', 'a planted device with Android 6 or older, which has to fail')
      .option('--long', 'besides, what takes hours: an hour with the screen off, a day of its clock')
      .option('--walk', 'besides, what takes a walk between two access points')
      .option(
        '--work',
        'besides, an hour of work for each of two runs: the device opens the server’s page in its Chrome',
      )
      .option(
        '--rehearse [profiles...]',
        'certify simulated devices instead, all or these, up to the certificate, and hold them against what is known of them',
      )
      .option('--with-tester', 'with --work: also what a tester does meanwhile, who is told by a page on this machine')
      .option('--unplugged <serial>', 'with --with-tester: the same device by adb over WLAN, to work on its battery')
      .option('--tester-port <n>', 'where that page is, 0 for any free port', wholeNumber(0, 65_535), 0)
      .option('--adb-port <n>', 'where the adb server listens', wholeNumber(1, 65_535), ADB_PORT)
      .option('--json', 'print it as JSON');
  },
  async run(options) {
    const { list, json, serial, bench, out } = options;
    mustFit(options);
    if (list === true) {
      process.stdout.write(json === true ? `${JSON.stringify(catalogue)}\n` : `${catalogueText(catalogue)}\n`);
      return EXIT.pass;
    }
    if (options.rehearse !== undefined) return rehearseAll(options.rehearse === true ? [] : options.rehearse, options);
    if (serial === undefined || bench === undefined || out === undefined)
      throw new TwinError('usage', 'certify needs --serial, --bench and --out, or --list, or --rehearse.');
    if (options.canary === serial)
      throw new TwinError('usage', 'The canary is another device than the one that is tested.');
    if (options.withTester === true && options.work !== true)
      throw new TwinError('usage', 'A tester takes part in evenings of work: --with-tester needs --work.');
    const { unplugged } = options;
    if (unplugged !== undefined && (options.withTester !== true || unplugged === serial))
      throw new TwinError(
        'usage',
        '--unplugged is another way of adb to the device than --serial, and needs --with-tester, who pulls out the cable.',
      );
    const tester = options.withTester === true ? await openTestersPage(options.testerPort) : null;
    const certified = await certifyDevice({
      serial,
      bench: readBench(bench),
      findings: options.findings === undefined ? null : readAllFindings(options.findings),
      out,
      canary: options.canary ?? null,
      extras: new Set([
        ...(options.long ? (['long'] as const) : []),
        ...(options.walk ? (['walk'] as const) : []),
        ...(tester === null ? [] : (['tester'] as const)),
        ...(unplugged === undefined ? [] : (['unplugged'] as const)),
      ]),
      server: { host: '127.0.0.1', port: options.adbPort },
      clock: { now: Date.now, sleep, limitMs: (ms) => ms },
      work:
        options.work === true
          ? {
              timeScale: 1,
              ...(tester === null ? {} : { board: tester.board }),
              ...(unplugged === undefined ? {} : { unplugged }),
            }
          : undefined,
      tell(text) {
        process.stderr.write(`${text}\n`);
        tester?.board.say(text);
      },
    }).finally(() => tester?.close());
    process.stdout.write(json === true ? `${jsonOf(certified)}\n` : textOf(certified));
    if (certified.stopped !== null) process.stderr.write(errorText(certified.stopped));
    return exitOf(certified);
  },
});

/** Options for a device in hand: who says one of them wants no list and no rehearsal. */
const OF_DEVICES = [
  'serial',
  'bench',
  'findings',
  'canary',
  'long',
  'unplugged',
  'walk',
  'work',
  'withTester',
] as const;

/** What a list or a rehearsal would pass over, and nobody would know. Error: `usage`. */
function mustFit({ list, rehearse, ...options }: Options): void {
  const what = list === true ? '--list' : rehearse === undefined ? null : '--rehearse';
  if (what === null) return;
  if (list === true && rehearse !== undefined) throw new TwinError('usage', 'Say either --list or --rehearse.');
  const wrong = [...OF_DEVICES, ...(list === true ? (['out'] as const) : [])].filter(
    (name) => options[name] !== undefined,
  );
  if (wrong.length > 0)
    throw new TwinError('usage', `${what} asks no device in hand, and has no use for ${wrong.map(flag).join(', ')}.`);
}

const flag = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The page that tells a tester what to do; its address is told. Errors: `port-in-use`. */
async function openTestersPage(wanted: number): Promise<{ board: Board; close(): Promise<void> }> {
  const board = createBoard();
  const { port, close } = await startTesterServer(board, pageAssets('tester'), wanted);
  process.stderr.write(
    `The tester opens http://127.0.0.1:${port}/ in a browser of this machine; or, after adb -s SERIAL reverse tcp:${port} tcp:${port}, on a phone that is plugged in.\n`,
  );
  return { board, close };
}

function textOf({ judgement, measures, reasons, records, simulated }: Certified): string {
  const next =
    reasons.length === 0
      ? `Next: ${programCall()} issue ${records.join(' ')} --authorised-by NAME --out FILE\n`
      : `No certificate can be issued yet:\n${reasons.map((one) => `  ${one}\n`).join('')}`;
  const rehearsal = simulated ? `${REHEARSAL}\n` : '';
  return `${resultText(catalogue, judgement, measures)}\n${rehearsal}${next}`;
}

function jsonOf({ judgement, measures, reasons, records, stopped, simulated }: Certified): string {
  const results = [...judgement.results].map(([id, { class: one, notes }]) => {
    const measured = measures.map((run) => run[id] ?? null);
    return { id, class: one, measured, notes };
  });
  const { verdict, conditions } = judgement;
  const error = stopped === null ? {} : errorObject(stopped);
  return JSON.stringify({ verdict, conditions, results, reasons, records, simulated, ...error });
}

/** 0 if a certificate can be issued by which the device may be used, 1 if it is rejected, else 2. */
function exitOf({ judgement, reasons }: Certified): number {
  if (judgement.verdict === 'rejected') return EXIT.fail;
  return reasons.length === 0 ? EXIT.pass : EXIT.unknown;
}
