/** `mpos-twin verify`: whether certificates hold, without a network. */
import { resolve } from 'node:path';
import { evidenceIn, mustBeFolders } from '#certification/certificate/node-evidence';
import { named, readDevice, readSigned } from '#certification/certificate/node-files';
import { sha256Hex } from '#certification/certificate/node-keys';
import { authentic, mustHold, type Asked, type Authentic } from '#certification/certificate/verifying';
import { catalogue } from '#certification/catalogue/catalogue';
import { writeText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { certificatePage } from '#reports/certificate/page';
import { pageAssets } from '#reports/node-bundle';
import { certificateText } from '#reports/certificate/text';
import { addTrustOptions, mustBeApart, now, trustOf, type TrustOptions } from '../certification.ts';
import { errorObject, errorText } from '../error-text.ts';
import { writePdf } from '../pdf.ts';
import { defineVerb, EXIT } from '../verb.ts';

/** `files` is how many files of evidence were hashed again; null if nobody asked for that. */
type Verified = { path: string; error: TwinError } | { path: string; found: Authentic; files: number | null };

/** A certificate that does not hold. Anything else that is wrong, as with a file that is not there, is bad input. */
const HOLDS_NOT = [
  'certificate-tampered',
  'certificate-untrusted',
  'certificate-revoked',
  'certificate-expired',
  'certificate-other-build',
  'certificate-evidence',
];

type Options = TrustOptions & { device?: string; evidence?: string[]; html?: string; pdf?: string; json?: true };

export const verifyVerb = defineVerb<Options>({
  name: 'verify',
  group: 'certifier',
  about: 'check whether certificates hold, offline',
  examples: [
    'mpos-twin verify rocket.json --keys laboratory',
    'mpos-twin verify rocket.json --keys laboratory --revoked revoked.json --device in-hand.json',
    'mpos-twin verify rocket.json --keys laboratory --html rocket.html --pdf rocket.pdf',
    'mpos-twin verify rocket.json --keys laboratory --evidence rocket tried',
    'mpos-twin verify *.json --keys laboratory --keys second-laboratory --threshold 2',
  ],
  set(command) {
    command.argument('<files...>', 'certificates');
    addTrustOptions(command);
    command
      .option('--device <file>', 'the record of the device in hand, as in a certificate')
      .option('--evidence <folder...>', 'hash the evidence in these folders again: those of certify and manual')
      .option('--html <file>', 'write the certificate, if it holds, as a page to read and print')
      .option('--pdf <file>', 'and as PDF, by the Chromium of this machine')
      .option('--json', 'print the result as JSON');
  },
  async run(options, files) {
    const isShown = options.html !== undefined || options.pdf !== undefined;
    if (isShown && files.length > 1) throw new TwinError('usage', '--html and --pdf are for one certificate.');
    const pages = [options.html, options.pdf].filter((page) => page !== undefined);
    if (new Set(pages.map((page) => resolve(page))).size < pages.length)
      throw new TwinError('usage', '--html and --pdf name the same file.');
    for (const page of pages) mustBeApart(page, [...files, options.device, options.revoked]);
    mustBeFolders(options.evidence ?? []);
    const { trust, revocations } = trustOf(options);
    const device = options.device === undefined ? null : readDevice(options.device);
    const asked: Asked = { at: options.at ?? now(), revocations, device };
    const results = files.map((path): Verified => {
      try {
        const found = authentic(readSigned(path), trust, sha256Hex);
        mustHold(found, asked);
        const { evidence } = options;
        return { path, found, files: evidence === undefined ? null : evidenceIn(found.certificate, evidence) };
      } catch (error) {
        if (!(error instanceof TwinError)) throw error;
        if (!HOLDS_NOT.includes(error.code))
          return named(path, () => {
            throw error;
          });
        return { path, error };
      }
    });
    const [only] = results;
    if (isShown && only !== undefined && 'found' in only) await show(only.found, asked, options);
    if (options.json === true) process.stdout.write(`${JSON.stringify(results.map(verifiedObject))}\n`);
    else for (const one of results) tell(one, options.revoked !== undefined);
    return results.every((one) => 'found' in one) ? EXIT.pass : EXIT.fail;
  },
});

async function show(found: Authentic, { at, revocations }: Asked, { html, pdf }: Options): Promise<void> {
  const page = certificatePage(found, { catalogue, at, isListed: revocations !== null }, pageAssets('document'));
  if (html !== undefined) writeText(html, page);
  if (pdf !== undefined) await writePdf(pdf, page);
}

function tell(one: Verified, isListed: boolean): void {
  if ('found' in one) return void process.stdout.write(certificateText(one.path, one.found, one.files, isListed));
  process.stdout.write(`${one.path}: holds not\n`);
  process.stderr.write(errorText(one.error));
}

function verifiedObject(one: Verified): object {
  const { path } = one;
  if ('error' in one) return { path, holds: false, ...errorObject(one.error) };
  const { certificate, digest, signedBy } = one.found;
  const { id, verdict, device, validUntil, conditions } = certificate;
  return { path, holds: true, id, digest, verdict, device, validUntil, conditions, signedBy, files: one.files };
}
