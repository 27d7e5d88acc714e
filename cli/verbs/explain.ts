/** `mpos-twin explain`: what an error, an invariant, a fault or a symptom means; and the words that can happen. */
import { closest } from 'fastest-levenshtein';
import { checkerCatalogue } from '#checkers/catalogue';
import { docAnchor, errorTable, TwinError, type ErrorCode } from '#protocols/errors/errors';
import { HAPPENS, type WordSort } from '#scenarios/format/vocabulary';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { symptoms } from '#simulators/faults/symptoms';
import { defineVerb, EXIT } from '../verb.ts';

const errorCodes = Object.keys(errorTable) as ErrorCode[];

export const explainVerb = defineVerb<{ json?: true }>({
  name: 'explain',
  group: 'everyday',
  about: 'what an error code, an invariant, a fault or a symptom means',
  examples: [
    'mpos-twin explain own-locked-tab',
    'mpos-twin explain lock-recovery',
    'mpos-twin explain tab-stays-locked',
    'mpos-twin explain happens # the words of expect.happens',
  ],
  set(command) {
    command
      .argument('<code>', 'code of an error, or name of an invariant, a fault or a symptom')
      .option('--json', 'print it as JSON');
  },
  run(options, [code]) {
    if (code === 'happens') {
      process.stdout.write(options.json === true ? `${JSON.stringify(wordsBySort())}\n` : happensPage());
      return EXIT.pass;
    }
    const found = lookUp(code as string);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(found)}\n`
        : `${found.kind} ${found.name}\n  ${found.sentence}\n${found.hint === '' ? '' : `  ${found.hint}\n`}  see ${found.doc}\n`,
    );
    return EXIT.pass;
  },
});

/** What a word of each sort tells. */
const SORTS: Record<WordSort, string> = {
  refusal: 'a device was refused',
  fact: 'the server decided; with or without cause, outcome, trouble or tender',
  state: 'a device, the till or a payment terminal came into that state; red and yellow are the dialog',
  event: 'an event of that kind is in the history',
};

function wordsBySort(): Record<WordSort, string[]> {
  const of = (sort: WordSort): string[] => [...HAPPENS].flatMap(([word, one]) => (one === sort ? [word] : []));
  return { refusal: of('refusal'), fact: of('fact'), state: of('state'), event: of('event') };
}

function happensPage(): string {
  const lists = Object.entries(wordsBySort()).map(
    ([sort, words]) => `${sort}: ${SORTS[sort as WordSort]}\n${words.map((word) => `  ${word}\n`).join('')}`,
  );
  return `${lists.join('\n')}\nsee docs/scenarios.md\n`;
}

type Explained = { kind: string; name: string; sentence: string; hint: string; doc: string };

function lookUp(name: string): Explained {
  const known = everything();
  const found = known.find((one) => one.name === name);
  if (found !== undefined) return found;
  const meant = closest(
    name,
    known.map((one) => one.name),
  );
  throw new TwinError('usage', `There is no "${name}" to explain; did you mean "${meant}"?`);
}

function everything(): Explained[] {
  const faults = [...faultCatalogue.values()];
  return [
    ...errorCodes.map((name) => ({ kind: 'error', name, ...errorTable[name], doc: docAnchor(name) })),
    ...checkerCatalogue.map(({ name, about }) => ({
      ...{ kind: 'invariant', name, sentence: about, hint: '' },
      doc: 'docs/architecture.md#the-invariants',
    })),
    ...faults.map(({ name, about }) => ({
      ...{ kind: 'fault', name, sentence: about, hint: '' },
      doc: `docs/faults.md#${name}`,
    })),
    ...Object.entries(symptoms).map(([name, sentence]) => {
      const behind = faults.filter((fault) => fault.symptoms.some((one) => one === name));
      const hint = `It may be: ${behind.map((fault) => fault.name).join(', ')}.`;
      return { kind: 'symptom', name, sentence, hint, doc: 'docs/faults.md#symptoms' };
    }),
  ];
}
