/** `mpos-twin keys`: the keys that certificates are signed with. A private half is never printed. */
import { makeKey, rotateKey, trustedKeysIn } from '#certification/certificate/node-keys';
import { TwinError } from '#protocols/errors/errors';
import { KEYS_FOLDER } from '../certification.ts';
import { defineVerb, EXIT } from '../verb.ts';

export const keysVerb = defineVerb<{ keys: string; json?: true }>({
  name: 'keys',
  group: 'certifier',
  about: 'make the key that certificates are signed with, rotate it, or list the public ones',
  examples: ['mpos-twin keys make', 'mpos-twin keys rotate --keys laboratory', 'mpos-twin keys list'],
  set(command) {
    command
      .argument('<do>', 'make, rotate or list')
      .option('--keys <folder>', 'where they are', KEYS_FOLDER)
      .option('--json', 'print it as JSON');
  },
  run({ keys: folder, json }, [what]) {
    const ids = idsAfter(what as string, folder);
    process.stdout.write(json === true ? `${JSON.stringify({ folder, keys: ids })}\n` : `${ids.join('\n')}\n`);
    return EXIT.pass;
  },
});

function idsAfter(what: string, folder: string): string[] {
  switch (what) {
    case 'make':
      return [makeKey(folder)];
    case 'rotate':
      return [rotateKey(folder)];
    case 'list':
      return trustedKeysIn(folder).map(({ id }) => id);
    default:
      throw new TwinError('usage', `“${what}” is none of make, rotate, list.`);
  }
}
