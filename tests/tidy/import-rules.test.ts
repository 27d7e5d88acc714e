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

const sentence = ({ rule, from, to }: CruiseSummary['violations'][number]) => `${rule.name}: ${from} → ${to}`;

describe('imports', () => {
  it('keep to the direction of the folders and leave Node out of the simulation', async () => {
    const summary = await cruise(root);
    assert.deepEqual(summary.violations.map(sentence), []);
    assert.ok(summary.totalDependenciesCruised > 20, 'dependency-cruiser saw hardly any imports');
  });

  describe('planted to be wrong', () => {
    let violations: CruiseSummary['violations'];
    const told = (files: readonly string[]): string[] =>
      violations.filter(({ from }) => files.includes(from)).map(sentence);

    // Each file has a name of its own, so that all are looked at at once.
    const wrong: [string, Record<string, string>, string[]][] = [
      [
        'a value from a folder further on',
        {
          'machines/a1.ts': "import { b } from '#server/core/b1';\nconsole.log(b);",
          'server/core/b1.ts': 'export const b = 1;',
        },
        ['direction-machines: machines/a1.ts → server/core/b1.ts'],
      ],
      [
        'a type from a folder further on',
        {
          'protocols/a2.ts': "import type { B } from '#machines/b2';\nexport type A = B;",
          'machines/b2.ts': 'export type B = 1;',
        },
        ['direction-protocols: protocols/a2.ts → machines/b2.ts'],
      ],
      [
        'a relative path out of the folder',
        { 'history/a3.ts': "export * from '../checkers/b3.ts';", 'checkers/b3.ts': 'export const b = 1;' },
        ['direction-history: history/a3.ts → checkers/b3.ts'],
      ],
      [
        'product code that imports a test',
        { 'runs/a4.ts': "import '../tests/b4.ts';", 'tests/b4.ts': 'export const b = 1;' },
        ['direction-runs: runs/a4.ts → tests/b4.ts'],
      ],
      [
        'a part of the server core that scenarios may not see',
        {
          'scenarios/a5.ts': "export { b } from '#server/core/b5';\nexport { c } from '#server/core/config';",
          'server/core/b5.ts': 'export const b = 1;',
          'server/core/config.ts': 'export const c = 1;',
        },
        ['direction-scenarios: scenarios/a5.ts → server/core/b5.ts'],
      ],
      [
        'a page that needs Node, or knows the server',
        {
          'pages/report/a6.ts':
            "import 'node:fs';\nimport '#reports/node-b6';\nimport '#server/core/c6';\nimport '#reports/fine6';",
          'reports/node-b6.ts': 'export const b = 1;',
          'reports/fine6.ts': 'export const fine = 1;',
          'server/core/c6.ts': 'export const c = 1;',
        },
        [
          'direction-pages: pages/report/a6.ts → server/core/c6.ts',
          'node-free-builtin: pages/report/a6.ts → fs',
          'pages-node-free: pages/report/a6.ts → reports/node-b6.ts',
        ],
      ],
      [
        'the server core called by a checker',
        {
          'checkers/a7.ts': "export { b } from '#server/core/b7';",
          'checkers/fine7.ts': "export type { B } from '#server/core/b7';",
          'server/core/b7.ts': 'export const b = 1;\nexport type B = 1;',
        },
        ['types-only-checkers: checkers/a7.ts → server/core/b7.ts'],
      ],
      [
        'a Node module in the simulation',
        { 'simulators/a8.ts': "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync);" },
        ['node-free-builtin: simulators/a8.ts → fs'],
      ],
      [
        "a Node module's type in the simulation",
        { 'server/core/a9.ts': "import type { Socket } from 'node:net';\nexport type A = Socket;" },
        ['node-free-builtin: server/core/a9.ts → net'],
      ],
      [
        'a Node module imported late',
        { 'checkers/a10.ts': "export const a = () => import('node:os');" },
        ['node-free-builtin: checkers/a10.ts → os'],
      ],
      [
        'an edge of the server in the simulation',
        { 'simulators/a11.ts': "export { b } from '#server/edges/b11';", 'server/edges/b11.ts': 'export const b = 1;' },
        ['node-free-neighbour: simulators/a11.ts → server/edges/b11.ts'],
      ],
      [
        'a cycle',
        {
          'machines/a12.ts': "import { b } from './b12.ts';\nexport const a = () => b;",
          'machines/b12.ts': "import { a } from './a12.ts';\nexport const b = () => a;",
        },
        ['no-cycle: machines/a12.ts → machines/b12.ts'],
      ],
      [
        'an import that leads nowhere',
        { 'cli/a13.ts': "import '#runs/gone';" },
        ['resolvable: cli/a13.ts → #runs/gone'],
      ],
    ];
    const planted = {
      'protocols/a.ts': "import type { FastifyInstance } from 'fastify';\nexport type A = FastifyInstance;",
    };
    const source = "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync);";
    const fine = [
      'machines/a.test.ts',
      'history/node-file.ts',
      'server/edges/a.ts',
      'simulators/grounds/wire/a.ts',
      'cli/a.ts',
    ];

    before(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-imports-'));
      copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
      const all = [...wrong.map(([, files]) => files), planted, Object.fromEntries(fine.map((file) => [file, source]))];
      for (const [name, text] of all.flatMap((files) => Object.entries(files))) {
        assert.ok(!existsSync(join(folder, name)), `${name} is there twice`);
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      ({ violations } = await cruise(folder));
      rmSync(folder, { recursive: true });
    });

    for (const [name, files, expected] of wrong) {
      it(`${name} is found`, () => {
        assert.deepEqual(told(Object.keys(files)).toSorted(), expected.toSorted());
      });
    }

    it('a package that needs Node is found in the simulation', () => {
      const found = told(Object.keys(planted));
      assert.ok(found.includes('node-free-package: protocols/a.ts → fastify'), found.join('\n'));
    });

    it('but tests and edges may use Node', () => {
      assert.deepEqual(told(fine), []);
    });
  });
});
