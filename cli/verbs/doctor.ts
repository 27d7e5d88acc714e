/** `mpos-twin doctor`: what this machine can run. */
import { cpus, totalmem } from 'node:os';
import { GROUNDS } from '#runs/node-run';
import { findBrowser } from '#simulators/grounds/wire/browser';
import { findLibfaketime, findOnPath } from '#simulators/grounds/wire/tools';
import { defineVerb, EXIT } from '../verb.ts';
import { programCommit, programVersion } from '../version.ts';

const MISSING = 'none found: npm run setup:peers installs it';

export const doctorVerb = defineVerb<{ json?: true }>({
  name: 'doctor',
  group: 'everyday',
  about: 'what this machine can run',
  examples: ['mpos-twin doctor', 'mpos-twin doctor --json'],
  set(command) {
    command.option('--json', 'print it as JSON');
  },
  async run(options) {
    const browser = await findBrowser();
    const facts = {
      version: programVersion(),
      commit: programCommit(),
      node: process.versions.node,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      grounds: [...GROUNDS],
      browser: browser ?? null,
      // By these the wire ground makes its faults server-clock-step and disk-full.
      libfaketime: findLibfaketime() ?? null,
      prlimit: findOnPath('prlimit') ?? null,
    };
    if (options.json === true) process.stdout.write(`${JSON.stringify(facts)}\n`);
    else {
      for (const [key, value] of Object.entries(facts)) {
        const text = Array.isArray(value) ? value.join(', ') : (value ?? MISSING);
        process.stdout.write(`${key.padEnd(12)}${text}\n`);
      }
    }
    return EXIT.pass;
  },
});
