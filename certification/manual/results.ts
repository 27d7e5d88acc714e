/** The answers of a tester in the shape that the record of a run takes them: `results` of `run-record.ts`. */
import { durationText } from '#history/clock';
import type { Catalogue, Criterion } from '../catalogue/criterion.ts';
import { judgeRun } from '../catalogue/judge.ts';
import { limitsLine } from '../catalogue/limits-text.ts';
import type { CriterionResult } from '../certificate/run-record.ts';
import type { Run } from './messages.ts';
import { manualCriteria, type Session } from './session.ts';

const MOST_NOTES = 20;
const LONGEST_NOTE = 500;

export type ManualResults = { format: 1; tester: string; catalogue: string; results: CriterionResult[] };

/** One for each criterion that a person tries; what was not answered is unknown. */
export function manualResults(catalogue: Catalogue, session: Session, run: Run): ManualResults {
  const own = session.runs[run - 1] as Session['runs'][number];
  const results = manualCriteria(catalogue, session.traits).map((criterion) => resultOf(criterion, own));
  return { format: 1, tester: own.tester, catalogue: catalogue.version, results };
}

function resultOf(criterion: Criterion, { answers, pictures }: Session['runs'][number]): CriterionResult {
  const { id, unit, condition } = criterion;
  const answer = answers[id];
  const found = answer?.found ?? { kind: 'unknown', reason: 'It was not tried.' };
  const judged = judgeRun(criterion, found);
  return {
    id,
    class: judged.class,
    measured: found.kind === 'number' ? found.value : found.kind === 'word' ? found.word : null,
    ...(found.kind === 'number' ? { unit, uncertainty: found.uncertainty } : {}),
    limits: limitsLine(criterion),
    notes: [...judged.notes, ...notesOf(answer)].slice(0, MOST_NOTES),
    ...(judged.class === 'conditional' && condition !== undefined ? { condition: { en: condition } } : {}),
    evidence: pictures[id] ?? [],
  };
}

/** A line of the notes each, and how long it took where the timer was used. */
function notesOf(answer: Session['runs'][number]['answers'][string] | undefined): string[] {
  if (answer === undefined) return [];
  const { notes, spentMs, triedAt } = answer;
  const lines = notes
    .split(/\r?\n/)
    .map((line) => line.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.match(new RegExp(`.{1,${LONGEST_NOTE}}`, 'gu')) ?? []);
  const took = spentMs === 0 ? '' : `, it took ${durationText(spentMs)}`;
  return [`Tried at ${triedAt}${took}.`, ...lines];
}
