/** `mpos-twin issue`: a certificate from two runs of the catalogue. */
import { existsSync } from 'node:fs';
import { readRun } from '#certification/certificate/node-files';
import { signerIn } from '#certification/certificate/node-keys';
import { signedCertificate } from '#certification/certificate/node-signing';
import { replaceText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { KEYS_FOLDER, now, printable, REHEARSAL } from '../certification.ts';
import { defineVerb, EXIT } from '../verb.ts';

export const issueVerb = defineVerb<{ keys: string[]; authorisedBy: string; out: string; json?: true }>({
  name: 'issue',
  group: 'certifier',
  about: 'sign a certificate from two runs of the catalogue that agree',
  examples: ['mpos-twin issue run-1.json run-2.json --authorised-by "Carla Muster" --out rocket.json'],
  set(command) {
    command
      .argument('<first>', 'the record of the first run')
      .argument('<second>', 'the record of the second run, begun after the first was over')
      .requiredOption('--authorised-by <name>', 'who answers for it', printable)
      .requiredOption('--out <file>', 'where the certificate goes')
      .option('--keys <folder...>', 'sign with the key of each of these folders', [KEYS_FOLDER])
      .option('--json', 'print the result as JSON');
  },
  run({ keys, authorisedBy, out, json }, [first, second]) {
    if (existsSync(out)) throw new TwinError('certificate-exists', out);
    const runs = [readRun(first as string), readRun(second as string)] as const;
    const signers = keys.map(signerIn);
    if (new Set(signers.map(({ id }) => id)).size < signers.length)
      throw new TwinError('usage', 'Two of the folders behind --keys have the same key; each key signs once.');
    const issued = signedCertificate(...runs, { authorisedBy, issuedAt: now() }, signers);
    if ('refused' in issued) throw new TwinError('certificate-refused', `\n${issued.refused.join('\n')}`);
    replaceText(out, issued.text);
    if (runs[0].device.simulated === true) process.stderr.write(`${REHEARSAL}\n`);
    process.stdout.write(json === true ? `${JSON.stringify({ path: out })}\n` : `${out}\n`);
    return EXIT.pass;
  },
});
