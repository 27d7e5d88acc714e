/** `mpos-twin certify --list`: the catalogue by which Android devices are judged. */
import { catalogue } from '#certification/catalogue/catalogue';
import { catalogueText } from '#certification/catalogue/catalogue-text';
import { TwinError } from '#protocols/errors';
import { defineVerb, EXIT } from '../verb.ts';

export const certifyVerb = defineVerb<{ list?: true; json?: true }>({
  name: 'certify',
  group: 'certifier',
  about: 'list the criteria by which Android devices are judged',
  examples: ['mpos-twin certify --list', 'mpos-twin certify --list --json'],
  set(command) {
    command.option('--list', 'print the catalogue').option('--json', 'print it as JSON');
  },
  run({ list, json }) {
    if (list !== true)
      throw new TwinError('usage', 'Testing a device is not in this version; --list prints the catalogue.');
    process.stdout.write(json === true ? `${JSON.stringify(catalogue)}\n` : `${catalogueText(catalogue)}\n`);
    return EXIT.pass;
  },
});
