/** The command line as a process of its own, from the sources. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiled sources are kept between calls: most of what a short one takes is reading them. */
const NODE_COMPILE_CACHE = '.cache/node';

export type Finished = { code: number | null; stdout: string; stderr: string };

/** Runs a verb to its end; `env` in addition to the present one. */
export function twin(args: readonly string[], env: NodeJS.ProcessEnv = {}): Finished {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'cli/main.ts', ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_COMPILE_CACHE, ...env }, timeout: 60_000 },
  );
  return { code: status, stdout, stderr };
}
