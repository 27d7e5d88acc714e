/** What both testers found, as `mpos-twin certify --findings` takes it. What could not be tried is left out: unknown. */
import { durationText } from '#history/clock';
import type { Catalogue } from '../catalogue/criterion.ts';
import type { Findings } from '../probes/bench.ts';
import { manualCriteria, type Session } from './session.ts';

type OwnRun = Session['runs'][number];
type Found = Findings['runs'][number][string];

/** So many lines of notes are kept, with the one that says who tried; the rest are in the session. */
const MOST_NOTES = 10;
const LONGEST_NOTE = 500;

export function findingsOf(catalogue: Catalogue, session: Session): Findings {
  const ids = manualCriteria(catalogue, session.traits).map(({ id }) => id);
  const runs = session.runs.map((own) =>
    Object.fromEntries(
      ids.flatMap((id) => {
        const found = foundOf(id, own);
        return found === null ? [] : [[id, found]];
      }),
    ),
  );
  return { format: 1, runs };
}

/** Null where nobody has tried, or nobody could. */
function foundOf(id: string, { tester, answers, pictures }: OwnRun): Found | null {
  const answer = answers[id];
  if (answer === undefined || answer.found.kind === 'unknown') return null;
  const { found } = answer;
  const more = { tester, notes: notesOf(tester, answer), evidence: pictures[id] ?? [] };
  return found.kind === 'word'
    ? { measured: found.word, ...more }
    : { measured: found.value, uncertainty: found.uncertainty, ...more };
}

/** Who tried, when, how long it took where the timer was used, what it said of each try, and a line of the notes each. */
function notesOf(tester: string, { notes, spentMs, triesMs, triedAt }: OwnRun['answers'][string]): string[] {
  const lines = notes
    .split(/\r?\n/)
    .map((line) => line.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.match(new RegExp(`.{1,${LONGEST_NOTE}}`, 'gu')) ?? []);
  const took = spentMs === 0 ? '' : `, it took ${durationText(spentMs)}`;
  const tries = triesMs.length === 0 ? [] : [`Timed: ${triesMs.map((ms) => `${ms / 1_000} s`).join(', ')}.`];
  return [`Tried by ${tester} at ${triedAt}${took}.`, ...tries, ...lines].slice(0, MOST_NOTES);
}
