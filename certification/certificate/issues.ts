/** What a schema found wrong with what a file says, in the words of the house and in one line. */
import type { z } from 'zod';
import { explainIssues } from '#scenarios/format/explain-issue';
import { pathText, type Finding } from '#scenarios/format/scenario-error';
import { didYouMean } from '#scenarios/format/suggest';

/** `value` is what was read by the schema. */
export function issuesOf({ issues }: z.ZodError, schema: z.ZodType, value: unknown): string {
  const findings = issues.flatMap((issue): Finding[] =>
    // A rule that is between fields has a sentence of its own.
    issue.code === 'custom' ? [{ path: issue.path, message: issue.message }] : explainIssues([issue], schema, value),
  );
  return findings
    .map(
      ({ path, message, suggestions = [] }) => `${pathText(path) || 'the file'}: ${message}${didYouMean(suggestions)}`,
    )
    .join('; ');
}
