// What the documents say of the sources is there: files, folders, checkers, import rules, decisions.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkerCatalogue } from '#checkers/catalogue';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const architecture = read('docs/architecture.md');
const readme = read('README.md');

const decisions = globSync('docs/decisions/[0-9]*.md', { cwd: root }).toSorted();
const documents = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/decisions/README.md', ...decisions];

/** Those of the house; a reader may have others beside them, with data or scenarios. */
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && isOfTheHouse(entry.name))
  .map(({ name }) => name);

/** Kept by git; where there is none, whatever no build or run has made. */
function isOfTheHouse(folder: string): boolean {
  const { status, stdout } = spawnSync('git', ['ls-files', '--', folder], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout !== '' : !['dist', 'runs-out', 'node_modules'].includes(folder);
}

/** Paths in backticks that begin with one of our folders; patterns aside. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)]
    .map(([, path]) => path ?? '')
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
}

/** Targets of links to files, relative to the document. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '');
}

describe('the documents', () => {
  for (const document of documents) {
    it(`${document} names only files that exist`, () => {
      assert.deepEqual(
        pathsIn(read(document)).filter((path) => !existsSync(join(root, path))),
        [],
      );
    });

    it(`${document} links only to files that exist`, () => {
      const targets = linksIn(read(document)).map((link) => normalize(join(dirname(document), link)));
      assert.deepEqual(
        targets.filter((path) => !existsSync(join(root, path))),
        [],
      );
    });
  }

  it('would be caught naming one that does not', () => {
    assert.deepEqual(pathsIn('`server/core/step.ts`, `server/core`, `checkers/`, `a/b.ts`, `simulators/**`'), [
      'server/core/step.ts',
      'server/core',
      'checkers/',
    ]);
    assert.deepEqual(linksIn('[a](b.md#c) [d](https://e.f) [g](#h)'), ['b.md']);
  });

  it('say what every folder is for', () => {
    assert.deepEqual(
      folders.filter((folder) => !readme.includes(`| \`${folder}/\``)),
      [],
    );
    assert.deepEqual(
      folders.filter((folder) => !architecture.includes(`\`${folder}/`)),
      [],
    );
  });
});

describe('docs/architecture.md', () => {
  it('names every checker, and no other', () => {
    const table = architecture.slice(architecture.indexOf('## The invariants'), architecture.indexOf('## Mutants'));
    const named = [...table.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, name]) => name).toSorted();
    assert.deepEqual(named, checkerCatalogue.map(({ name }) => name).toSorted());
  });

  it('has the import rules as they are', () => {
    const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string; comment: string }[];
    };
    const kept = rules.forbidden
      .filter(({ name }) => name.startsWith('direction-'))
      .map(({ comment }) => {
        const [, folder, may] = /^([\w-]+)\/ may import only [\w-]+(?:, )?(.*)$/.exec(comment) ?? [];
        return `${folder}: ${may === '' ? 'nothing' : may}`;
      });
    const section = architecture.slice(
      architecture.indexOf('## Who may import'),
      architecture.indexOf('## The simulation'),
    );
    const told = [...section.matchAll(/^\| `([\w-]+)\/` +\| (.*?) +\|$/gm)].map(
      ([, folder, may]) => `${folder}: ${may}`,
    );
    assert.deepEqual(told, kept);
  });
});

describe('docs/decisions', () => {
  const list = read('docs/decisions/README.md');

  it('are all listed, under their own titles', () => {
    for (const path of decisions) {
      const title = /^# (.+)$/m.exec(read(path))?.[1];
      assert.ok(list.includes(`[${title}](${path.split('/').at(-1)})`), path);
    }
  });

  it('are numbered without gaps', () => {
    const numbers = decisions.map((path) => Number(path.split('/').at(-1)?.slice(0, 3)));
    assert.deepEqual(
      numbers,
      decisions.map((_, i) => i + 1),
    );
  });
});
