// The house rules hold, and each of them bites: every rule is shown a file that breaks it.
import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { houseRules, linesOf, machinePathsIn, productFolders } from './house-rules.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const glob = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' })
    .map((path) => path.split(sep).join('/'))
    .toSorted();

const sources = glob(`{${productFolders.join(',')}}/**/*.ts`);
/** What looks at the product keeps the rules on form as well; time, chance and Node are its business. */
const lookers = glob('{tests,benchmarks}/**/*.ts');
const longFiles = (paths: string[]) => paths.filter((path) => linesOf(read(path)) > 300);

/** For each rule, a file that breaks it and what it must say; and one nearby that must pass. */
const planted: Record<string, { bad: [path: string, source: string, offence: string][]; good: [string, string][] }> = {
  'time, chance, environment and network only in edges': {
    bad: [
      ['checkers/a.ts', 'export const t = Date.now();', 'Date.now'],
      ['reports/a.ts', 'export const t = new Date();', 'new Date()'],
      ['runs/a.ts', "export const t = globalThis['Math'].random();", 'Math.random'],
      ['machines/a.ts', 'export const r = Math.random;', 'Math.random'],
      ['server/host/a.ts', 'setTimeout(() => {}, 1);', 'setTimeout'],
      ['simulators/grounds/sim/a.ts', 'const later = globalThis.setInterval;', 'setInterval'],
      ['scenarios/a.ts', "await fetch('http://x');", 'fetch'],
      ['history/a.ts', 'export const home = process.env;', 'process.env'],
      ['history/a.ts', "export const home = process['env'];", 'process.env'],
      ['reports/a.ts', 'export const t = performance.now();', 'performance.now'],
    ],
    good: [
      [
        'server/edges/a.ts',
        'setTimeout(() => {}, Date.now() + Math.random() + performance.now()); fetch(process.env.X);',
      ],
      ['history/node-file.ts', 'export const t = Date.now();'],
      ['machines/a.test.ts', 'setTimeout(() => {}, 1);'],
      [
        'machines/a.ts',
        'export const on = (clock) => ({ setTimeout(f, ms) { clock.setTimeout(f, ms); } }); // Date.now',
      ],
      ['machines/a.ts', 'export const at = (ms: number) => new Date(ms).toISOString();'],
    ],
  },
  'only what every engine computes alike in the simulation': {
    bad: [
      ['simulators/a.ts', 'export const x = Math.log(2);', 'Math.log'],
      ['simulators/a.ts', 'export const x = Math.pow(2, 0.5);', 'Math.pow'],
      ['simulators/a.ts', 'export const x = 10 ** 0.5;', '**'],
      ['simulators/a.ts', 'export const x = (a: number) => a ** 3;', '**'],
      ['scenarios/a.ts', 'export const x = Math.exp(1) + Math.sin(1) + Math.cos(1);', 'Math.exp'],
      ['checkers/a.ts', "export const x = 'a'.localeCompare('b');", '.localeCompare'],
      ['runs/a.ts', 'export const x = (1).toLocaleString();', '.toLocaleString'],
      ['machines/a.ts', 'export const x = Intl.NumberFormat;', 'Intl'],
    ],
    good: [
      ['reports/a.ts', 'export const x = Intl.NumberFormat; export const y = Math.log(2);'],
      ['machines/a.ts', 'export const x = Math.floor(1.5) + 2 ** 32 + 10 ** digits;'],
    ],
  },
  "no globals of Node's in the simulation and in pages": {
    bad: [
      ['protocols/a.ts', "export const x = Buffer.from('a');", 'Buffer'],
      ['protocols/a.ts', 'export type X = Buffer;', 'Buffer'],
      ['server/core/a.ts', 'export const x = process.pid;', 'process'],
      ['pages/report/a.ts', 'export const x = process.env;', 'process'],
    ],
    good: [
      ['server/edges/a.ts', "export const x = Buffer.from('a');"],
      ['machines/a.ts', 'export const x = { process: 1 }.process;'],
    ],
  },
  'erasable TypeScript, with its imports at the top': {
    bad: [
      ['cli/a.ts', 'export enum Colour { red }', 'an enum'],
      ['cli/a.ts', 'export namespace A { export const a = 1; }', 'a namespace'],
      ['protocols/a.ts', "export type A = import('node:fs').Stats;", 'import() as a type'],
    ],
    good: [['cli/a.ts', "export const namespace = 'enum';"]],
  },
  'file names in kebab-case': {
    bad: [
      ['machines/tabLock.ts', '', 'machines/tabLock.ts'],
      ['machines/Tab-lock.test.ts', '', 'machines/Tab-lock.test.ts'],
      ['machines/tab_lock.ts', '', 'machines/tab_lock.ts'],
    ],
    good: [['machines/tab-lock.test.ts', '']],
  },
  'no barrels': { bad: [['machines/index.ts', '', 'machines/index.ts']], good: [['machines/index-of-tabs.ts', '']] },
  'no folder for odds and ends': {
    bad: [
      ['machines/utils/a.ts', '', 'utils'],
      ['machines/helpers.ts', '', 'helpers.ts'],
      ['server/common/a.ts', '', 'common'],
    ],
    good: [['machines/common-rail.ts', '']],
  },
  'no file over 400 lines': {
    bad: [['cli/a.ts', '\n'.repeat(401), '401 lines']],
    good: [['cli/a.ts', '\n'.repeat(400)]],
  },
  'no function over 80 lines': {
    bad: [
      ['cli/a.ts', `// ü\nexport function tell() {${'\n'.repeat(80)}}`, 'tell: 81 lines'],
      ['cli/a.ts', `export const tell = () => {${'\n'.repeat(80)}};`, 'tell: 81 lines'],
      ['cli/a.ts', `export const a = {\n  tell() {${'\n'.repeat(80)}},\n};`, 'tell: 81 lines'],
      ['cli/a.ts', `class A {\n  tell() {${'\n'.repeat(80)}}\n}`, 'tell: 81 lines'],
      ['cli/a.ts', `function tell() {\n  const a = () => {${'\n'.repeat(80)}};\n}`, 'tell: 83 lines'],
      ['cli/a.ts', `const tell = () => ({${'\n'.repeat(80)}a() {} });`, 'tell: 81 lines'],
      ['cli/a.test.ts', `describe('a', () => {\n  it('b', () => {${'\n'.repeat(80)}});\n});`, 'describe: 81 lines'],
    ],
    good: [
      ['cli/a.ts', `export function tell() {${'\n'.repeat(79)}}\n\n`],
      ['cli/a.ts', `function table() {\n  return {${'\n'.repeat(80)}a: [1] };\n}`],
      ['cli/a.ts', `const table = () => [${'\n'.repeat(80)}];`],
      ['cli/a.test.ts', `describe('a', () => {${"\n  it('b', () => {});".repeat(90)}\n});`],
    ],
  },
};

describe('the sources', () => {
  for (const rule of houseRules) {
    it(`keep: ${rule.name}`, () => {
      const offenders = (rule.isOfForm === true ? [...sources, ...lookers] : sources)
        .filter((path) => rule.appliesTo(path))
        .flatMap((path) => rule.offences(read(path), path).map((offence) => `${path}: ${offence}`));
      assert.deepEqual(offenders, [], rule.hint);
    });

    it(`would be caught breaking: ${rule.name}`, () => {
      const examples = planted[rule.name];
      assert.ok(examples, 'no planted example');
      for (const [path, source, offence] of examples.bad) {
        assert.ok(rule.appliesTo(path) && rule.offences(source, path).includes(offence), `${path}: ${source}`);
      }
      for (const [path, source] of examples.good) {
        assert.deepEqual(rule.appliesTo(path) ? rule.offences(source, path) : [], [], `${path}: ${source}`);
      }
    });
  }

  it('are there to be looked at', () => {
    assert.ok(sources.length > 30, `only ${sources.length} files found`);
  });

  it('have few files over 300 lines', () => {
    const long = longFiles(sources.filter((path) => !path.endsWith('.test.ts')));
    const allowed = Math.max(3, Math.floor(sources.length / 20));
    assert.ok(long.length <= allowed, `${long.length}, at most ${allowed}: ${long.join(', ')}`);
  });

  it('live in folders that the rules know', () => {
    const known = new Set([...productFolders, 'benchmarks', 'tests', 'docs', 'scripts', 'node_modules', 'dist']);
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const strangers = folders
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('.') && !known.has(name) && glob(`${name}/**/*.ts`).length > 0);
    assert.deepEqual(strangers, []);
  });
});

describe('what is written down', () => {
  const texts = [
    ...glob('*.{md,json,cjs}'),
    ...glob('.*.{json,cjs}'),
    ...glob('.ci/*'),
    ...glob('{docs,scripts}/**/*.{md,mjs}'),
  ];

  it('names no path of one machine', () => {
    const paths = [...texts, ...sources, ...glob('{tests,benchmarks}/**/*.ts')]
      .filter((path) => !path.startsWith('tests/tidy/'))
      .flatMap((path) => machinePathsIn(read(path)).map((found) => `${path}: ${found}`));
    assert.deepEqual(paths, []);
  });

  it('would be caught naming one', () => {
    assert.deepEqual(machinePathsIn('see /home/ada/twin and /root/x, not https://a.b/home/ada or docs/home/ada'), [
      '/home/ada',
      '/root/x',
    ]);
  });
});

describe('package-lock.json', () => {
  interface Lock {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
  }
  const resolvedIn = (lock: Lock) => Object.keys(lock.packages).filter((path) => 'resolved' in lock.packages[path]!);
  const absentFrom = (lock: Lock) =>
    Object.values(lock.packages)
      .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
      .filter((name) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)));

  it('names no registry and leaves out no platform', () => {
    const text = read('package-lock.json');
    const lock = JSON.parse(text) as Lock;
    assert.deepEqual(resolvedIn(lock), [], 'npm must run with the .npmrc of the project');
    assert.doesNotMatch(text, /https?:\/\/[^"]*\.tgz/);
    assert.deepEqual(absentFrom(lock), [], 'run: node scripts/mend-lock.mjs');
  });

  it('would be caught doing so', () => {
    const lock: Lock = {
      packages: {
        'node_modules/a': {
          resolved: 'https://registry.example/a.tgz',
          optionalDependencies: { 'a-linux': '1.0.0', b: '1' },
        },
        'node_modules/b': {},
      },
    };
    assert.deepEqual(resolvedIn(lock), ['node_modules/a']);
    assert.deepEqual(absentFrom(lock), ['a-linux']);
  });
});
