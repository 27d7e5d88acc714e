/** `mpos-twin doctor`: what this machine can run. */
import { accessSync, constants, existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { GROUNDS } from '#runs/node-run';
import { defineVerb, EXIT } from '../verb.ts';
import { programCommit, programVersion } from '../version.ts';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

export const doctorVerb = defineVerb<{ json?: true }>({
  name: 'doctor',
  group: 'everyday',
  about: 'what this machine can run',
  examples: ['mpos-twin doctor', 'mpos-twin doctor --json'],
  set(command) {
    command.option('--json', 'print it as JSON');
  },
  run(options) {
    const browser =
      process.env['PUPPETEER_EXECUTABLE_PATH'] ?? BROWSERS.map(onPath).find((path) => path !== null) ?? null;
    const facts = {
      version: programVersion(),
      commit: programCommit(),
      node: process.versions.node,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      grounds: [...GROUNDS],
      browser,
    };
    if (options.json === true) process.stdout.write(`${JSON.stringify(facts)}\n`);
    else {
      for (const [key, value] of Object.entries(facts)) {
        process.stdout.write(
          `${key.padEnd(12)}${Array.isArray(value) ? value.join(', ') : (value ?? 'none found: npm run setup:peers installs one')}\n`,
        );
      }
    }
    return EXIT.pass;
  },
});

function onPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}
