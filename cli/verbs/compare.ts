/** `mpos-twin compare`: two certificates side by side. */
import { named, readSigned } from '#certification/certificate/node-files';
import { sha256Hex } from '#certification/certificate/node-keys';
import { authentic } from '#certification/certificate/verifying';
import { compare } from '#certification/comparison/compare';
import { writeText } from '#history/node-disk';
import { comparisonPage, comparisonText, type Two } from '#reports/certificate/comparison';
import { pageAssets } from '#reports/node-bundle';
import { addTrustOptions, mustBeApart, trustOf, type TrustOptions } from '../certification.ts';
import { defineVerb, EXIT } from '../verb.ts';

export const compareVerb = defineVerb<TrustOptions & { html?: string; json?: true }>({
  name: 'compare',
  group: 'certifier',
  about: 'compare the certificates of two devices, or of one before and after an upgrade',
  examples: [
    'mpos-twin compare rocket-11.json rocket-12.json --keys laboratory',
    'mpos-twin compare rocket.json saturn.json --keys laboratory --html comparison.html',
  ],
  set(command) {
    command
      .argument('<first>', 'a certificate; it may have ended by now')
      .argument('<second>', 'the other one')
      .option('--html <file>', 'write the comparison as a page')
      .option('--json', 'print the result as JSON');
    addTrustOptions(command);
  },
  run(options, files) {
    mustBeApart(options.html, files);
    const { trust } = trustOf(options);
    const two = files.map(
      (path) => named(path, () => authentic(readSigned(path), trust, sha256Hex)).certificate,
    ) as unknown as Two;
    const comparison = compare(...two);
    if (options.html !== undefined) writeText(options.html, comparisonPage(comparison, two, pageAssets('document')));
    process.stdout.write(options.json === true ? `${JSON.stringify(comparison)}\n` : comparisonText(comparison, two));
    return EXIT.pass;
  },
});
