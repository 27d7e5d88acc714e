/** `mpos-twin machines`: lists the charts, or draws one. */
import { toDirectedGraph } from 'xstate/graph';
import { closest } from 'fastest-levenshtein';
import { androidMachines } from '#machines/android/catalogue';
import { machineCatalogue } from '#machines/catalogue';
import { mermaidOf } from '#reports/mermaid';
import { TwinError } from '#protocols/errors/errors';
import { oneOf } from '../arguments.ts';
import { defineVerb, EXIT } from '../verb.ts';

const machines = [...machineCatalogue, ...androidMachines];

export const machinesVerb = defineVerb<{ format: 'mermaid' | 'json'; json?: true }>({
  name: 'machines',
  group: 'installation',
  about: 'list the machines, or draw one',
  examples: [
    'mpos-twin machines',
    'mpos-twin machines handheld > handheld.mmd   # https://mermaid.live draws it, and so do GitHub and GitLab in Markdown',
  ],
  set(command) {
    command
      .argument('[machine]', 'name of a machine')
      .option('--format <format>', 'mermaid or json', oneOf(['mermaid', 'json'] as const), 'mermaid')
      .option('--json', 'print it as JSON');
  },
  run(options, [name]) {
    if (name === undefined) {
      const list = machines.map(({ name: machine, about }) => ({ name: machine, about }));
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(list)}\n`
          : `${list.map((one) => `${one.name.padEnd(20)}${one.about}`).join('\n')}\n`,
      );
      return EXIT.pass;
    }
    const entry = machines.find((one) => one.name === name);
    if (entry === undefined) {
      const names = machines.map((one) => one.name);
      throw new TwinError('usage', `There is no machine "${name}"; did you mean "${closest(name, names)}"?`);
    }
    process.stdout.write(
      options.format === 'json' || options.json === true
        ? `${JSON.stringify(toDirectedGraph(entry.machine as never), null, 2)}\n`
        : mermaidOf(entry.machine),
    );
    return EXIT.pass;
  },
});
