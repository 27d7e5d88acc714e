/** The record of a run (`certificate/run-record.ts`), from what was heard in it. */
import type { Catalogue, Criterion } from '../catalogue/criterion.ts';
import type { Measure, Result } from '../catalogue/judge.ts';
import { formatLimits } from '../catalogue/limits-text.ts';
import { judgeOneRun } from '../catalogue/verdict.ts';
import type { CriterionResult, RunRecord } from '../certificate/run-record.ts';
import { shortened } from './answer.ts';
import type { Bench } from './bench.ts';
import { deviceOf } from './device.ts';
import { evidenceOf } from './evidence.ts';
import { measuresOf, traitsOf, type Found } from './measuring.ts';
import { planOf } from './plan.ts';
import { andThen, known, unknown, type Reading } from './reading.ts';
import type { RunState } from './run.ts';

/** Longest note that a record takes; words of a device may stand in it. */
const LONGEST_NOTE = 500;

/** What is not in the run: with what it was made, and digests (SHA-256, hex). */
export type Making = {
  catalogue: Catalogue;
  catalogueDigest: string;
  tool: RunRecord['tool'];
  canary: RunRecord['canary'];
  /** Of each file of evidence, and what it is called in the record. */
  files: ReadonlyMap<string, { name: string; sha256: string }>;
};

/** Unknown where the run is not over, or the device has not said what it is. */
export function recordOf(run: RunState, bench: Bench, found: Found, making: Making): Reading<RunRecord> {
  const { catalogue, catalogueDigest, tool, canary } = making;
  const { endedAt } = run;
  if (endedAt === null) return unknown('The run is not over.');
  const measures = measuresOf(catalogue, run.heard, bench, found, run.evenings);
  const classes = judgeOneRun(catalogue, traitsOf(run.heard, bench), measures);
  const applying = catalogue.criteria.filter(({ id }) => classes.has(id));
  const { laboratory, place, customer, tester, item } = bench;
  return andThen(deviceOf(run.heard, bench), (device) =>
    known({
      format: 1,
      laboratory,
      place,
      customer,
      tester,
      device,
      item,
      catalogue: {
        version: catalogue.version,
        sha256: catalogueDigest,
        criteria: applying.map(({ id }) => id),
        decisive: applying.flatMap(({ id, decisive }) => (decisive === true ? [id] : [])),
      },
      tool,
      startedAt: utcSecond(run.startedAt),
      endedAt: utcSecond(endedAt),
      results: applying.map((criterion) =>
        resultOf(criterion, measures[criterion.id] as Measure, classes.get(criterion.id) as Result, {
          found: found[criterion.id],
          files: [
            ...evidenceOf(criterion, planOf(bench), run.heard).flatMap((file) => making.files.get(file) ?? []),
            ...filesOfEvenings(criterion.id, run),
          ],
        }),
      ),
      canary,
    }),
  );
}

/** The files of the evening that has measured it. */
function filesOfEvenings(id: string, { evenings }: RunState): CriterionResult['evidence'] {
  return Object.values(evenings).flatMap(({ measures, files }) => {
    const measure = measures[id];
    return measure === undefined || measure.kind === 'unknown' ? [] : files;
  });
}

function resultOf(
  criterion: Criterion,
  measure: Measure,
  { class: one, notes }: Result,
  { found, files }: { found: Found[string] | undefined; files: CriterionResult['evidence'] },
): CriterionResult {
  const { pass, conditional, fail } = formatLimits(criterion);
  const { condition: sentence, must } = criterion;
  const isConditional = one === 'conditional' && sentence !== undefined;
  return {
    id: criterion.id,
    class: one,
    measured: measuredOf(measure, one),
    ...(measure.kind === 'number' ? { unit: criterion.unit, uncertainty: measure.uncertainty } : {}),
    limits: `pass: ${pass}; conditional: ${conditional}; fail: ${fail}`,
    ...(found?.tester === undefined || one === 'unknown' ? {} : { tester: found.tester }),
    notes: [...notes.map((note) => shortened(note, LONGEST_NOTE)), ...(found?.notes ?? [])],
    ...(isConditional ? { condition: { en: sentence, ...(must === undefined ? {} : { must }) } } : {}),
    evidence: one === 'unknown' ? [] : [...(found?.evidence ?? []), ...files],
  };
}

/** What is judged though nobody knows it, because another criterion has measured it, says so. */
function measuredOf(measure: Measure, one: Result['class']): CriterionResult['measured'] {
  if (measure.kind === 'number') return measure.value;
  if (measure.kind === 'word') return measure.word;
  return one === 'unknown' ? null : 'not known';
}

/** The second of a moment, UTC. */
export const utcSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
