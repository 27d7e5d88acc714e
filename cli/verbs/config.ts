/** `mpos-twin config`: the server's configuration with every default, for a scenario's floor or a small one. */
import { stringify } from 'yaml';
import { readText } from '#history/node-disk';
import { readConfig } from '#server/edges/config-file';
import { resolveFloor, serverConfigOf } from '#scenarios/format/floor';
import { exampleConfig } from '../example-config.ts';
import { readScenarioFor } from '../scenarios.ts';
import { defineVerb, EXIT } from '../verb.ts';

export const configVerb = defineVerb<{ scenario?: string; check?: string; json?: true }>({
  name: 'config',
  group: 'installation',
  about: 'print a valid server configuration, or check one',
  examples: [
    'mpos-twin config > server.yaml',
    'mpos-twin config --scenario saturday-night',
    'mpos-twin config --check server.yaml',
  ],
  set(command) {
    command
      .option('--scenario <scenario>', 'the configuration of this scenario’s floor')
      .option('--check <file>', 'only check this file')
      .option('--json', 'print it as JSON');
  },
  run(options) {
    const config =
      options.check !== undefined
        ? readConfig(readText(options.check), options.check, readText)
        : options.scenario !== undefined
          ? ofScenario(options.scenario)
          : exampleConfig();
    process.stdout.write(options.json === true ? `${JSON.stringify(config)}\n` : stringify(config));
    return EXIT.pass;
  },
});

function ofScenario(name: string): unknown {
  const scenario = readScenarioFor(name);
  return serverConfigOf(scenario, resolveFloor(scenario), 1);
}
