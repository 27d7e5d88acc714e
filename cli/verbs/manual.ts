/** `mpos-twin manual`: the page that guides certifiers through what no probe can try. */
import { once } from 'node:events';
import { catalogue } from '#certification/catalogue/catalogue';
import { openSession } from '#certification/manual/node-session';
import { pageAssets } from '#reports/node-bundle';
import { TwinError } from '#protocols/errors/errors';
import { wholeNumber } from '../arguments.ts';
import { now } from '../certification.ts';
import { startManualServer } from '../manual-server.ts';
import { defineVerb, EXIT } from '../verb.ts';

type Options = { out: string; testers: string[]; paying?: true; port: number };

export const manualVerb = defineVerb<Options>({
  name: 'manual',
  group: 'certifier',
  about: 'serve the page that guides two testers through what only a person can try',
  examples: [
    'mpos-twin manual --out rocket --testers "Anna Muster" "Ben Muster"',
    'mpos-twin manual --out rocket --testers "Anna Muster" "Ben Muster" --paying --port 8090',
  ],
  set(command) {
    command
      .requiredOption('--out <folder>', 'where answers and pictures go; a session that is there goes on')
      .requiredOption('--testers <names...>', 'who does the first run, and who the second')
      .option('--paying', 'the device takes card payments')
      .option('--port <number>', 'port on this machine, 0 for any free one', wholeNumber(0, 65_535), 0);
  },
  async run({ out, testers, paying, port: wanted }) {
    if (testers.length !== 2) throw new TwinError('usage', '--testers names two people.');
    const traits = { paying: paying === true, api: null };
    const session = openSession(out, { catalogue, traits, testers });
    const page = pageAssets('manual');
    const { port, close } = await startManualServer({ folder: out, session, catalogue, page, port: wanted, now });
    const address = `http://127.0.0.1:${port}/`;
    process.stderr.write(
      `Open ${address} in a browser of this machine; or, after adb reverse tcp:${port} tcp:${port}, on a phone that is plugged in. Ctrl-C ends it.\n`,
    );
    process.stdout.write(`${JSON.stringify({ listening: true, page: address })}\n`);
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
    await close();
    return EXIT.pass;
  },
});
