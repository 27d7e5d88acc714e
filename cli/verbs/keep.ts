/** `mpos-twin keep`: files a find as a regression. */
import { keepScenario, type Kept } from '#runs/node-keep';
import { shellWord } from '#runs/shell-word';
import { readScenarioFor } from '../scenarios.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall } from '../version.ts';

export const keepVerb = defineVerb<{ name?: string; because?: string; to: string; json?: true }>({
  name: 'keep',
  group: 'engineer',
  about: 'file a shrunk find as a regression, with the verdict it has today',
  examples: [
    'mpos-twin keep runs-out/latest/shrunk.yaml',
    'mpos-twin keep shrunk.yaml --because "The soup comes twice after a kill."',
    'mpos-twin keep shrunk.yaml --name soup-twice --to our-tests/regressions',
  ],
  set(command) {
    command
      .argument('<scenario>', 'the file of a scenario that fails, as shrink or a search writes it')
      .option('--name <name>', 'how it is to be called; by its symptom if absent')
      .option('--because <sentence>', 'what people see when it fails; also for a find that is mended already')
      .option('--to <folder>', 'where regressions are', 'tests/regressions')
      .option('--json', 'print the result as JSON');
  },
  run({ name, because, to, json }, [what]) {
    const kept = keepScenario(readScenarioFor(what as string), {
      to,
      ...(name === undefined ? {} : { name }),
      ...(because === undefined ? {} : { because }),
    });
    const command = `${programCall()} run ${shellWord(kept.path)}`;
    process.stdout.write(
      json === true ? `${JSON.stringify({ ...kept, command })}\n` : `${formatKept(kept, command)}\n`,
    );
    return EXIT.pass;
  },
});

/** What is filed, and what to do with it. Ends without a line break. */
export function formatKept({ path, failing }: Kept, command: string): string {
  const today =
    failing.length === 0
      ? 'It passes today, and must from now on.'
      : `It fails today (${failing.join(', ')}), and is expected to as long as the bug is there.\nOnce it is mended, take \`verdict\` and \`failing\` out of the file: from then on it must pass.`;
  return `${path}\n${today}\nplay it: ${command}`;
}
