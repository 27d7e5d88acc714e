/** `mpos-twin revoke`: puts a certificate on the signed list of those that hold no more. */
import { existsSync } from 'node:fs';
import { named, readRevocations, readSigned, readTrust } from '#certification/certificate/node-files';
import { sha256Hex, signerIn } from '#certification/certificate/node-keys';
import { signed } from '#certification/certificate/node-signing';
import { REVOCATIONS, withRevoked, type Revocations } from '#certification/certificate/revocations';
import { authentic } from '#certification/certificate/verifying';
import { replaceText } from '#history/node-disk';
import { KEYS_FOLDER, now, printable } from '../certification.ts';
import { defineVerb, EXIT } from '../verb.ts';

export const revokeVerb = defineVerb<{ keys: string; because: string; revoked: string; json?: true }>({
  name: 'revoke',
  group: 'certifier',
  about: 'put a certificate on the signed list of those that hold no more',
  examples: ['mpos-twin revoke rocket.json --because "The battery swells." --revoked revoked.json'],
  set(command) {
    command
      .argument('<certificate>', 'the certificate')
      .requiredOption('--because <sentence>', 'why', printable)
      .requiredOption('--revoked <file>', 'the list; made if it is not there')
      .option('--keys <folder>', 'the keys: by these the certificate must be signed, and so is the list', KEYS_FOLDER)
      .option('--json', 'print the result as JSON');
  },
  run({ keys, because, revoked, json }, [path]) {
    const trust = readTrust([keys], 1);
    const { digest } = named(path as string, () => authentic(readSigned(path as string), trust, sha256Hex));
    const at = now();
    const none: Revocations = { format: 1, issuedAt: at, revoked: [] };
    const before = existsSync(revoked) ? readRevocations(revoked, trust) : none;
    const already = before.revoked.find(({ certificate }) => certificate === digest);
    if (already !== undefined)
      process.stderr.write(`It is on the list already, and stays as it is: ${already.revokedAt}, ${already.reason}\n`);
    const list = withRevoked(before, digest, because, at);
    replaceText(revoked, signed(list, REVOCATIONS, [signerIn(keys)]));
    process.stdout.write(
      json === true ? `${JSON.stringify({ path: revoked, certificate: digest })}\n` : `${revoked}: ${digest}\n`,
    );
    return EXIT.pass;
  },
});
