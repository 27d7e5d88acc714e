/** Shrinks a failing run and keeps the small scenario as a file that fails when it is run. */
import { writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { TwinError } from '#protocols/errors';
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import { runFolder } from './node-folder.ts';
import { shrinkRun, type Shrunk } from './shrink-run.ts';

export type SavedShrunk = Shrunk & { path: string; text: string; command: string };

/**
 * Shrinks a scenario under the given seed for at most so many seconds; null if nothing fails on sim. The file is
 * `<out>/<scenario>-sim-<seed>/shrunk.yaml`. Errors: `file-not-written`.
 */
export function shrinkAndSave(
  scenario: Scenario,
  options: { seed: number; out: string; seconds: number; call: string },
): SavedShrunk | null {
  const { seed, out, seconds, call } = options;
  const endsAt = performance.now() + seconds * 1_000;
  const shrunk = shrinkRun(
    { ...scenario, seed, ground: { ...scenario.ground, sim: { ...scenario.ground.sim, seed } } },
    { isOver: () => performance.now() > endsAt },
  );
  if (shrunk === null) return null;
  const { folder } = runFolder(out, scenario.name, 'sim', seed);
  const path = join(folder, 'shrunk.yaml');
  const schema = fileURLToPath(new URL('../scenarios/scenario.schema.json', import.meta.url));
  const text = writeScenario(toInput(shrunk.scenario), { schema: relative(folder, schema).replaceAll(sep, '/') });
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new TwinError('file-not-written', `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { ...shrunk, path, text, command: `${call} run ${path}` };
}
