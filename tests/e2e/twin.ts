/** The command line as a process of its own, from the sources. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NODE_OPTIONS = ['--conditions=source', '--disable-warning=ExperimentalWarning'];

/** Compiled sources are kept between calls: most of what a short one takes is reading them. */
export const NODE_COMPILE_CACHE = join(root, '.cache/node');

let main: string | undefined;

/** What to put before the arguments of a verb: Node, its options, and the program in few files (bundle-program.ts). */
export function program(): [node: string, ...args: string[]] {
  const bundle = fileURLToPath(new URL('bundle-program.ts', import.meta.url));
  main ??= join(root, execFileSync(process.execPath, [...NODE_OPTIONS, bundle], { cwd: root, encoding: 'utf8' }));
  return [process.execPath, ...NODE_OPTIONS, main];
}

export type Finished = { code: number | null; stdout: string; stderr: string };

/** Runs a verb to its end; `env` in addition to the present one. */
export function twin(args: readonly string[], env: NodeJS.ProcessEnv = {}): Finished {
  const [node, ...before] = program();
  const { status, stdout, stderr } = spawnSync(node, [...before, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE, ...env },
    timeout: 60_000,
  });
  return { code: status, stdout, stderr };
}
