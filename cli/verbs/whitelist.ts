/** `mpos-twin whitelist`: the table of a folder of certificates, and what a server reads of it. */
import { dirname, resolve } from 'node:path';
import { catalogue } from '#certification/catalogue/catalogue';
import { checkDevices, type FleetDevice } from '#certification/whitelist/check';
import { fleetDevice, fleetIn } from '#certification/whitelist/fleet';
import { addToFolder, readFolder, type LeftAside } from '#certification/whitelist/node-folder';
import { serverWhitelist } from '#certification/whitelist/server-rows';
import { whitelistTable, type WhitelistRow } from '#certification/whitelist/table';
import { readText, writeText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { pageAssets } from '#reports/node-bundle';
import { checkedText, whitelistCsv, whitelistMarkdown, whitelistText } from '#reports/whitelist/formats';
import { whitelistPage } from '#reports/whitelist/page';
import { oneOf, wholeNumber } from '../arguments.ts';
import { addTrustOptions, mustBeApart, now, trustOf, type TrustOptions } from '../certification.ts';
import { errorObject, errorText } from '../error-text.ts';
import { defineVerb, EXIT } from '../verb.ts';

const FORMATS = ['html', 'markdown', 'csv', 'json', 'server'] as const;
/** A device is told to be due for certification so long before its certificate ends. */
const DUE_DAYS = 90;
const MOST_DAYS = 3_650;

type Options = TrustOptions & {
  folder: string;
  dueWithin: number;
  format?: (typeof FORMATS)[number];
  out?: string;
  model?: string;
  android?: string;
  fingerprint?: string;
  display?: string;
  rehearsal?: true;
  json?: true;
};

/** What a folder says at a time. */
type Read = { at: string; table: WhitelistRow[]; leftAside: LeftAside[] };

export const whitelistVerb = defineVerb<Options>({
  name: 'whitelist',
  group: 'certifier',
  about: 'make the whitelist from certificates, and check devices against it',
  examples: [
    'mpos-twin whitelist add rocket.json --keys laboratory',
    'mpos-twin whitelist list --keys laboratory --revoked revoked.json',
    'mpos-twin whitelist check --model "Rocket S1" --android 11 --keys laboratory',
    'mpos-twin whitelist check fleet.csv --keys laboratory',
    'mpos-twin whitelist export --format server --out whitelist.json --keys laboratory',
  ],
  set(command) {
    command
      .argument('<do>', 'add, list, check or export')
      .argument('[files...]', 'add: certificates; check: a fleet as CSV')
      .option('--folder <folder>', 'where the certificates are', 'whitelist')
      .option('--due-within <days>', 'certify again so many days before the end', wholeNumber(0, MOST_DAYS), DUE_DAYS)
      .option('--format <format>', `export as ${FORMATS.join(', ')}`, oneOf(FORMATS))
      .option('--out <file>', 'export to this file; to standard output if absent')
      .option('--model <name>', 'check one device: its model, as it names itself')
      .option('--android <version>', 'its version of Android')
      .option('--fingerprint <text>', 'its build; not compared if absent')
      .option('--display <size>', 'its display in pixels as it is held, like 720x1440; as certified if absent')
      .option('--rehearsal', 'take simulated devices for devices that are there; else none is added or listed')
      .option('--json', 'print the result as JSON');
    addTrustOptions(command);
  },
  run(options, [what, ...files]) {
    switch (what) {
      case 'add':
        return add(options, files);
      case 'list':
        return list(options, files);
      case 'check':
        return check(options, files);
      case 'export':
        return exportTable(options, files);
      default:
        throw new TwinError('usage', `“${what}” is none of add, list, check, export.`);
    }
  },
});

/** Options that only one of the four has, by which. */
const ONLY_OF = {
  ...{ format: 'export', out: 'export' },
  ...{ model: 'check', android: 'check', fingerprint: 'check', display: 'check' },
} as const;

/** What is for another of the four would be passed over, and nobody would know. Error: `usage`. */
function mustFit(what: 'add' | 'list' | 'check' | 'export', options: Options, files: readonly string[]): void {
  for (const [name, of] of Object.entries(ONLY_OF) as [keyof typeof ONLY_OF, string][])
    if (of !== what && options[name] !== undefined)
      throw new TwinError('usage', `--${name} is for whitelist ${of}, not for ${what}.`);
  if ((what === 'list' || what === 'export') && files.length > 0)
    throw new TwinError('usage', `whitelist ${what} takes no files: it reads all certificates of --folder.`);
}

function add(options: Options, files: readonly string[]): number {
  mustFit('add', options, files);
  if (files.length === 0) throw new TwinError('usage', 'There is no certificate to add.');
  const { trust, revocations } = trustOf(options);
  const asked = { at: options.at ?? now(), revocations, device: null, rehearsal: options.rehearsal === true };
  const kept = addToFolder(options.folder, files, trust, asked);
  process.stdout.write(options.json === true ? `${JSON.stringify({ added: kept })}\n` : `${kept.join('\n')}\n`);
  return EXIT.pass;
}

function list(options: Options, files: readonly string[]): number {
  mustFit('list', options, files);
  const read = readWhitelist(options);
  process.stdout.write(options.json === true ? jsonText(read) : whitelistText(read.table));
  return exitOf(read);
}

function check(options: Options, files: readonly string[]): number {
  mustFit('check', options, files);
  const devices = devicesOf(options, files);
  const read = readWhitelist(options);
  const checked = checkDevices(read.table, devices, read.at);
  process.stdout.write(options.json === true ? `${JSON.stringify(checked)}\n` : checkedText(checked));
  return checked.every(({ outcome }) => outcome === 'admitted') ? exitOf(read) : EXIT.fail;
}

function devicesOf({ model, android, fingerprint, display }: Options, files: readonly string[]): FleetDevice[] {
  if (model !== undefined && android === undefined && files.length === 0)
    throw new TwinError('usage', 'A model is checked with its version of Android: --model and --android.');
  if (model !== undefined && files.length === 0)
    return [fleetDevice({ model, android, fingerprint, display }, 'the options')];
  if (files.length === 0 || [model, android, fingerprint, display].some((one) => one !== undefined))
    throw new TwinError('usage', 'Say either --model and --android, or a fleet as CSV, which says all else itself.');
  return files.flatMap((path) => {
    try {
      return fleetIn(readText(path));
    } catch (error) {
      if (!(error instanceof TwinError) || error.code !== 'fleet-invalid') throw error;
      throw new TwinError(error.code, `${path}: ${error.detail}`);
    }
  });
}

function exportTable(options: Options, files: readonly string[]): number {
  mustFit('export', options, files);
  const { out, folder, revoked, json } = options;
  const format = options.format ?? (json === true ? 'json' : 'html');
  if (json === true && format !== 'json') throw new TwinError('usage', `--json is not --format ${format}.`);
  mustBeApart(out, [revoked]);
  if (out?.endsWith('.json') === true && resolve(dirname(out)) === resolve(folder))
    throw new TwinError('usage', `${out} is in the folder of certificates, and would be taken for one.`);
  const read = readWhitelist(options);
  const text = exported(format, read);
  if (options.out === undefined) process.stdout.write(text);
  else writeText(options.out, text);
  return exitOf(read);
}

function exported(format: (typeof FORMATS)[number], read: Read): string {
  switch (format) {
    case 'html':
      return whitelistPage(read.table, read.at, pageAssets('document'));
    case 'markdown':
      return whitelistMarkdown(read.table, read.at);
    case 'csv':
      return whitelistCsv(read.table);
    case 'json':
      return jsonText(read);
    case 'server':
      return `${JSON.stringify(serverWhitelist(read.table), null, 2)}\n`;
  }
}

/** The folder, verified anew; what is left aside is told on standard error. */
function readWhitelist(options: Options): Read {
  const { trust, revocations } = trustOf(options);
  const at = options.at ?? now();
  const { certificates, leftAside } = readFolder(options.folder, trust);
  for (const { file, error } of leftAside)
    process.stderr.write(errorText(new TwinError(error.code, `Left aside: ${file}. ${error.detail}`)));
  const asked = {
    ...{ at, revocations, dueWithinDays: options.dueWithin, catalogue: catalogue.version },
    rehearsal: options.rehearsal === true,
  };
  return { at, table: whitelistTable(certificates, asked), leftAside };
}

function jsonText({ at, table, leftAside }: Read): string {
  const left = leftAside.map(({ file, error }) => ({ file, ...errorObject(error) }));
  return `${JSON.stringify({ format: 1, at, rows: table, leftAside: left }, null, 2)}\n`;
}

/** Something left aside is never a pass, though the rest is as good as ever. */
function exitOf({ leftAside }: Read): number {
  return leftAside.length > 0 ? EXIT.fail : EXIT.pass;
}
