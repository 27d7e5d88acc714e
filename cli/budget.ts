/** How long something that looks for failures goes on: the options `--floors` and `--for` of its verb. */
import { TwinError } from '#protocols/errors/errors';

export type Budget = { floors: number } | { forMs: number };

/** One of the two, and no more; `example` is how it might be said. Error: `usage`. */
export function budgetOf({ floors, for: forMs }: { floors?: number; for?: number }, example: string): Budget {
  if (floors !== undefined && forMs === undefined) return { floors };
  if (forMs !== undefined && floors === undefined) return { forMs };
  throw new TwinError('usage', `How long? ${example}`);
}
