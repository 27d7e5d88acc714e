/** Planted bugs of hand-overs and their fiscal signatures: some are missing, or there twice, or bills say the wrong thing. */
import { mutant, rewriteOutputs, type Mutant, type PatchedMutant } from '../mutant.ts';

const SIGNATURES = 'server/core/money/signatures.ts';

export const signatureMutants: readonly Mutant[] = [
  mutant(
    'hand-over-in-pieces',
    ['one-hand-over'],
    'Every line of a hand-over is booked by itself.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      const first = result.facts[0]?.n ?? 0;
      const facts = result.facts
        .flatMap((entry) => {
          const { fact } = entry;
          if (fact.kind !== 'booked') return [entry];
          return fact.bookings.map((line) => ({ ...entry, fact: { ...fact, bookings: [line] } }));
        })
        .map((entry, i) => ({ ...entry, n: first + i }));
      result.state.entries += facts.length - result.facts.length;
      return { ...result, facts };
    },
    { area: 'core', sort: 'wrong condition', subtlety: 'crude' },
  ),
  mutant(
    'signatures-forgotten-at-start',
    ['signatures'],
    'What was to be signed when the server ended is never signed.',
    () => (state, clock, input, core) => {
      if (input.kind === 'started') state.signatures.clear();
      return core(state, clock, input);
    },
    { area: 'core', sort: 'restart', subtlety: 'plain' },
  ),
  mutant(
    'signed-anew-each-time',
    ['signatures'],
    'A hand-over whose signature did not come is asked for under another key, and so signed again.',
    () => {
      let attempts = 0;
      return (state, clock, input, core) => {
        const asked = state.live.services.get('tse')?.asked;
        if (input.kind === 'service-answered' && input.service === 'tse' && asked && input.answer !== null) {
          asked.key = asked.key.replace(/#.*/, '');
          const answer = { ...input.answer, body: { ...(input.answer.body as object), key: asked.key } };
          return core(state, clock, { ...input, answer });
        }
        return rewriteOutputs(core(state, clock, input), (output) => {
          if (output.kind !== 'ask-service' || output.service !== 'tse') return output;
          attempts += 1;
          return { ...output, request: { ...output.request, key: `${output.request.key}#${attempts}` } };
        });
      };
    },
    { area: 'core', sort: 'repetition', subtlety: 'plain' },
  ),
];

export const signaturePatches: readonly PatchedMutant[] = [
  {
    name: 'note-of-other-tabs',
    about: 'While anything is not signed, every bill says that the signing unit is out of order.',
    caughtBy: ['signatures'],
    kind: { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
    patches: [{ file: SIGNATURES, replace: 'tabs.has(tab)', by: 'tabs.size > tab - tab' }],
  },
  {
    name: 'note-lost-by-move',
    about: 'A bill of lines that came from another tab does not say that they are not signed.',
    caughtBy: ['signatures'],
    kind: { area: 'core', sort: 'forgotten', subtlety: 'subtle' },
    patches: [
      {
        file: 'server/core/apply/apply-signatures.ts',
        replace: 'if (tabs.has(from)) tabs.add(to);',
        by: 'if (tabs.has(to)) tabs.add(from);',
      },
    ],
  },
  {
    name: 'back-by-first-signature',
    about: 'The signing unit counts as back with its first signature, while others are still to be made up for.',
    caughtBy: ['signatures'],
    kind: { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: SIGNATURES,
        replace: 'state.tseTrouble !== null && state.signatures.size === 0',
        by: 'state.tseTrouble !== null',
      },
    ],
  },
  {
    name: 'signing-from-the-newest',
    about: 'What is made up for is signed from the newest hand-over to the oldest.',
    caughtBy: ['signatures'],
    kind: { area: 'core', sort: 'wrong order', subtlety: 'plain' },
    patches: [
      {
        file: SIGNATURES,
        replace: 'signatures.values().next()',
        by: '[...signatures.values()].reverse().values().next()',
      },
    ],
  },
  {
    name: 'time-of-the-latest',
    about: 'A hand-over that is made up for is signed with the time of a later one.',
    caughtBy: ['signatures'],
    kind: { area: 'core', sort: 'stale', subtlety: 'plain' },
    patches: [
      {
        file: SIGNATURES,
        replace: 'const { handOver, atMs, tab, operator, cents, lines } = next.value;',
        by: 'const { handOver, tab, operator, cents, lines } = next.value;\n  const atMs = Math.max(...[...signatures.values()].map((one) => one.atMs));',
      },
    ],
  },
];

/** Planted bugs of a unit that is found to fail too late for a bill. */
export const unsaidPatches: readonly PatchedMutant[] = [
  {
    name: 'unsaid-bills-untold',
    about: 'Nobody is told of bills that were made before the signing unit was known to have failed.',
    caughtBy: ['notices'],
    kind: { area: 'core', sort: 'forgotten', subtlety: 'subtle' },
    patches: [
      {
        file: SIGNATURES,
        replace: '  if (first === undefined) return;\n  const bills',
        by: '  if (turn.now >= 0) return;\n  const bills',
      },
    ],
  },
];
