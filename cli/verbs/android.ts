/** `mpos-twin android`: a simulated Android device behind adb, or the list of those there are. */
import { once } from 'node:events';
import { closest } from 'fastest-levenshtein';
import { TwinError } from '#protocols/errors';
import { unguarded } from '#server/edges/guard';
import { createTimers } from '#server/edges/timers';
import { createAdbd } from '#simulators/android/adbd/adbd';
import { createAndroidDevice } from '#simulators/android/device';
import type { Profile } from '#simulators/android/profile';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { openAdbPort } from '#simulators/grounds/wire/android/adb-port';
import { wholeNumber } from '../arguments.ts';
import { defineVerb, EXIT } from '../verb.ts';

type Options = { list?: true; json?: true; profile: string; port: number };

export const androidVerb = defineVerb<Options>({
  name: 'android',
  group: 'parts',
  about: 'run a simulated Android device that adb can connect to',
  examples: [
    'mpos-twin android --list',
    'mpos-twin android --profile rocket-class --port 5601   # then: adb connect 127.0.0.1:5601',
  ],
  set(command) {
    command
      .option('--list', 'print the profiles')
      .option('--json', 'print them as JSON')
      .option('--profile <name>', 'which device', 'rocket-class')
      .option('--port <number>', 'port of its adbd, 0 for any free one', wholeNumber(0, 65_535), 0);
  },
  async run({ list, json, profile: name, port }) {
    if (list === true) {
      process.stdout.write(json === true ? `${JSON.stringify([...profileCatalogue.values()])}\n` : listText());
      return EXIT.pass;
    }
    const profile = profileNamed(name);
    const device = createAndroidDevice(profile, { timers: createTimers(unguarded), startedAtMs: Date.now() });
    const adbPort = await openAdbPort(port, createAdbd(device));
    process.stdout.write(`${JSON.stringify({ listening: true, port: adbPort.port, profile: name })}\n`);
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
    await adbPort.close();
    return EXIT.pass;
  },
});

function profileNamed(name: string): Profile {
  const profile = profileCatalogue.get(name);
  if (profile !== undefined) return profile;
  const names = [...profileCatalogue.keys()];
  throw new TwinError('usage', `There is no profile "${name}"; did you mean "${closest(name, names)}"?`);
}

function listText(): string {
  const width = Math.max(...[...profileCatalogue.keys()].map((name) => name.length)) + 2;
  return [...profileCatalogue.values()].map(({ name, title }) => `${name.padEnd(width)}${title}\n`).join('');
}
