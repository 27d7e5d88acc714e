/** `mpos-twin explain`: what an error, an invariant or a fault means. */
import { closest } from 'fastest-levenshtein';
import { checkerCatalogue } from '#checkers/catalogue';
import { docAnchor, errorTable, isErrorCode, TwinError } from '#protocols/errors';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { defineVerb, EXIT } from '../verb.ts';

export const explainVerb = defineVerb<{ json?: true }>({
  name: 'explain',
  group: 'everyday',
  about: 'what an error code, an invariant or a fault means',
  examples: ['mpos-twin explain own-locked-tab', 'mpos-twin explain lock-recovery', 'mpos-twin explain half-open'],
  set(command) {
    command
      .argument('<code>', 'code of an error, or name of an invariant or a fault')
      .option('--json', 'print it as JSON');
  },
  run(options, [code]) {
    const found = lookUp(code as string);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(found)}\n`
        : `${found.kind} ${found.name}\n  ${found.sentence}\n${found.hint === '' ? '' : `  ${found.hint}\n`}  see ${found.doc}\n`,
    );
    return EXIT.pass;
  },
});

function lookUp(name: string): { kind: string; name: string; sentence: string; hint: string; doc: string } {
  if (isErrorCode(name)) return { kind: 'error', name, ...errorTable[name], doc: docAnchor(name) };
  const checker = checkerCatalogue.find((one) => one.name === name);
  if (checker !== undefined)
    return { kind: 'invariant', name, sentence: checker.about, hint: '', doc: 'docs/architecture.md' };
  const fault = faultCatalogue.get(name);
  if (fault !== undefined) return { kind: 'fault', name, sentence: fault.about, hint: '', doc: 'docs/faults.md' };
  const names = [...Object.keys(errorTable), ...checkerCatalogue.map((one) => one.name), ...faultCatalogue.keys()];
  throw new TwinError('usage', `There is no "${name}" to explain; did you mean "${closest(name, names)}"?`);
}
