// The gate: `npm run check`. Every cheap step runs, so that one round shows all that is wrong; the tests run only when
// those are green. One line per step; a step's own words only when it fails. Exit code 1 when any failed.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const bin = (path) => join(root, 'node_modules', path);
const sourceFolders =
  'protocols machines server history scenarios simulators checkers runs search certification reports pages cli benchmarks tests'
    .split(' ')
    .filter((folder) => existsSync(join(root, folder)));

const steps = [
  { name: 'types', command: [bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'pages', command: [bin('typescript/bin/tsc'), '--noEmit', '--project', 'pages'] },
  { name: 'lint', command: [bin('oxlint/bin/oxlint'), '--deny-warnings'] },
  { name: 'format', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  {
    name: 'imports',
    command: [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      ...sourceFolders,
    ],
  },
  { name: 'unused', command: [bin('knip/bin/knip.js')] },
  { name: 'tests', command: [join(root, 'scripts/test.mjs')], isExpensive: true },
];

// An earlier build would be taken for the sources when imports are followed to unused files.
rmSync(join(root, 'dist'), { recursive: true, force: true });

let failed = 0;
for (const { name, command, isExpensive } of steps) {
  if (isExpensive && failed > 0) {
    console.log(`${name.padEnd(8)} not run: mend the above first`);
    continue;
  }
  const startedAt = performance.now();
  const step = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const passed = step.status === 0;
  console.log(`${name.padEnd(8)} ${passed ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (passed) continue;
  failed += 1;
  console.log(`${step.stdout}${step.stderr}${step.error?.message ?? ''}`.trimEnd());
}
process.exitCode = failed === 0 ? 0 : 1;
