// Runs dependency-cruiser over the sources, and over planted violations to prove that a green result means something:
// with a wrong resolver setting it finds no imports at all and is just as green.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productFolders } from './house-rules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface CruiseSummary {
  violations: { from: string; to: string; rule: { name: string } }[];
  totalCruised: number;
  totalDependenciesCruised: number;
}

function cruise(cwd: string): Promise<CruiseSummary> {
  const config = join(root, '.dependency-cruiser.cjs');
  const folders = [...productFolders, 'tests', 'benchmarks'].filter((folder) => existsSync(join(cwd, folder)));
  const args = [depcruise, '--config', config, '--output-type', 'json', ...folders];
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 256 * 1024 * 1024 }, (_error, stdout, stderr) => {
      // The exit code counts violations; only an answer that is not JSON is a failure to run.
      try {
        done(JSON.parse(stdout).summary);
      } catch {
        fail(new Error(`dependency-cruiser gave no result: ${stderr || stdout}`));
      }
    });
  });
}

const told = ({ rule, from, to }: CruiseSummary['violations'][number]) => `${rule.name}: ${from} → ${to}`;

describe('imports', () => {
  it('keep to the direction of the folders and leave Node out of the simulation', async () => {
    const summary = await cruise(root);
    assert.deepEqual(summary.violations.map(told), []);
    assert.ok(summary.totalDependenciesCruised > 20, 'dependency-cruiser saw hardly any imports');
  });

  describe('planted to be wrong', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'mpos-twin-imports-'));
      copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    async function violationsOf(files: Record<string, string>): Promise<string[]> {
      for (const [name, source] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), source);
      }
      return (await cruise(folder)).violations.map(told);
    }

    const wrong: [string, Record<string, string>, string[]][] = [
      [
        'a value from a folder further on',
        {
          'machines/a.ts': "import { b } from '#server/core/b';\nconsole.log(b);",
          'server/core/b.ts': 'export const b = 1;',
        },
        ['direction-machines: machines/a.ts → server/core/b.ts'],
      ],
      [
        'a type from a folder further on',
        {
          'protocols/a.ts': "import type { B } from '#machines/b';\nexport type A = B;",
          'machines/b.ts': 'export type B = 1;',
        },
        ['direction-protocols: protocols/a.ts → machines/b.ts'],
      ],
      [
        'a relative path out of the folder',
        { 'history/a.ts': "export * from '../checkers/b.ts';", 'checkers/b.ts': 'export const b = 1;' },
        ['direction-history: history/a.ts → checkers/b.ts'],
      ],
      [
        'product code that imports a test',
        { 'runs/a.ts': "import '../tests/b.ts';", 'tests/b.ts': 'export const b = 1;' },
        ['direction-runs: runs/a.ts → tests/b.ts'],
      ],
      [
        'a part of the server core that scenarios may not see',
        {
          'scenarios/a.ts': "export { b } from '#server/core/b';\nexport { c } from '#server/core/config';",
          'server/core/b.ts': 'export const b = 1;',
          'server/core/config.ts': 'export const c = 1;',
        },
        ['direction-scenarios: scenarios/a.ts → server/core/b.ts'],
      ],
      [
        'a page that needs Node, or knows the server',
        {
          'pages/report/a.ts':
            "import 'node:fs';\nimport '#reports/node-b';\nimport '#server/core/c';\nimport '#reports/fine';",
          'reports/node-b.ts': 'export const b = 1;',
          'reports/fine.ts': 'export const fine = 1;',
          'server/core/c.ts': 'export const c = 1;',
        },
        [
          'direction-pages: pages/report/a.ts → server/core/c.ts',
          'node-free-builtin: pages/report/a.ts → fs',
          'pages-node-free: pages/report/a.ts → reports/node-b.ts',
        ],
      ],
      [
        'the server core called by a checker',
        {
          'checkers/a.ts': "export { b } from '#server/core/b';",
          'checkers/fine.ts': "export type { B } from '#server/core/b';",
          'server/core/b.ts': 'export const b = 1;\nexport type B = 1;',
        },
        ['types-only-checkers: checkers/a.ts → server/core/b.ts'],
      ],
      [
        'a Node module in the simulation',
        { 'simulators/a.ts': "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync);" },
        ['node-free-builtin: simulators/a.ts → fs'],
      ],
      [
        "a Node module's type in the simulation",
        { 'server/core/a.ts': "import type { Socket } from 'node:net';\nexport type A = Socket;" },
        ['node-free-builtin: server/core/a.ts → net'],
      ],
      [
        'a Node module imported late',
        { 'checkers/a.ts': "export const a = () => import('node:os');" },
        ['node-free-builtin: checkers/a.ts → os'],
      ],
      [
        'an edge of the server in the simulation',
        { 'simulators/a.ts': "export { b } from '#server/edges/b';", 'server/edges/b.ts': 'export const b = 1;' },
        ['node-free-neighbour: simulators/a.ts → server/edges/b.ts'],
      ],
      [
        'a cycle',
        {
          'machines/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
          'machines/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
        },
        ['no-cycle: machines/a.ts → machines/b.ts'],
      ],
      ['an import that leads nowhere', { 'cli/a.ts': "import '#runs/gone';" }, ['resolvable: cli/a.ts → #runs/gone']],
    ];
    for (const [name, files, expected] of wrong) {
      it(`${name} is found`, async () => {
        assert.deepEqual((await violationsOf(files)).toSorted(), expected.toSorted());
      });
    }

    it('a package that needs Node is found in the simulation', async () => {
      const found = await violationsOf({
        'protocols/a.ts': "import type { FastifyInstance } from 'fastify';\nexport type A = FastifyInstance;",
      });
      assert.ok(found.includes('node-free-package: protocols/a.ts → fastify'), found.join('\n'));
    });

    it('but tests and edges may use Node', async () => {
      const source = "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync);";
      const files = [
        'machines/a.test.ts',
        'history/node-file.ts',
        'server/edges/a.ts',
        'simulators/grounds/wire/a.ts',
        'cli/a.ts',
      ];
      assert.deepEqual(await violationsOf(Object.fromEntries(files.map((file) => [file, source]))), []);
    });
  });
});
