// A search with workers: the same on one core or two, killed and gone on with; floors that kill their workers; searches side by side.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readScenarioFor } from '#cli/scenarios';
import { isLocked } from '#history/node-lock';
import { runOnSim } from '#runs/run-on-sim';
import { readSearch, SEARCHING } from '#search/node-search-file';
import { startSearch, type SearchOptions } from '#search/node-search';
import { findSearch } from '#search/node-searches';
import { neverEnding, plantedModule } from './planted-core.ts';

const settings = {
  seed: 1,
  minutes: 1,
  until: { floors: 18 },
  jobs: 1,
  program: 'test',
  call: 'mpos-twin',
  planted: { module: plantedModule, name: 'neverEnding' },
  shrinkRuns: 6,
  aside: assert.fail,
  lost: assert.fail,
} satisfies Omit<SearchOptions, 'folder'>;

/** All that a search leaves on disk: path → text, without what depends on place and pace. */
function leftIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    paths
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [
        path.slice(folder.length),
        readFileSync(path, 'utf8')
          .replaceAll(folder, '')
          .replace(/"playedMs":\d+/, ''),
      ]),
  );
}

describe('a search with workers', function () {
  this.timeout(300_000);
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'mpos-twin-search-'))));
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  it('comes to the same corpus, coverage and finds by one worker, or by two and killed in between', async () => {
    const one = await startSearch({ ...settings, folder: join(out, 'one') }).done;
    await killed({ ...settings, jobs: 2, folder: join(out, 'two') });
    const two = await startSearch({ ...settings, jobs: 2, folder: join(out, 'two') }).done;

    assert.deepEqual([two.over, two.floors], ['done', 18]);
    assert.deepEqual(leftIn(join(out, 'two')), leftIn(join(out, 'one')));
    assert.deepEqual([...two.coverage], [...one.coverage]);

    assert.ok(one.coverage.has('mark token-rises') && !one.neverSeen.some(({ id }) => id === 'token-rises'));
    assert.ok(one.neverSeen.every(({ id, about }) => !one.coverage.has(`mark ${id}`) && about !== ''));
    assert.ok(one.finds.length > 0);
    for (const { file, checker, repeats, command } of one.finds) {
      assert.equal(repeats, true);
      assert.equal(command, `mpos-twin run ${file}`);
      const { checkers } = runOnSim(readScenarioFor(file as string), { step: neverEnding(), hash: false });
      assert.ok(
        checkers.some(({ name, verdict }) => name === checker && verdict === 'fail'),
        file as string,
      );
    }
  });

  it('that is interrupted keeps what it has learned, and says so', async () => {
    const running = startSearch({ ...settings, folder: out, progress: () => running.stop() });
    const { over, floors } = await running.done;
    assert.deepEqual([over, floors], ['interrupted', 16]);
    assert.equal(readSearch(out)?.floors, 16);
    assert.ok(!isLocked(out, SEARCHING));
  });

  it('begins with the floors of the corpus, whatever program they are of, without those that are damaged', async () => {
    const corpus = join(out, 'corpus');
    const { planted: _, ...reference } = settings;
    const shared = { ...reference, corpus, until: { floors: 8 } };
    const first = await startSearch({ ...shared, folder: join(out, '1') }).done;
    writeFileSync(join(corpus, 'damaged.yaml'), 'format: 1\nname: [');
    const aside: string[] = [];
    const second = await startSearch({
      ...shared,
      program: 'another',
      folder: join(out, '2'),
      aside: (error) => aside.push(error.code),
    }).done;
    assert.deepEqual(aside, ['corpus-entry-damaged']);
    assert.equal(second.kept, first.corpus.floors);
    assert.equal(second.floors, second.kept + 8);
    assert.deepEqual(second.finds, []);
    for (const point of first.coverage.keys()) assert.ok(second.coverage.has(point), point);
  });

  for (const [name, checker, patience] of [
    ['deadly', 'crash', {}],
    ['endless', 'never-ends', { patienceMs: 500 }],
  ] as const) {
    it(`survives a floor that is ${name}, and reports it`, async () => {
      const planted = { module: plantedModule, name };
      const options = { ...settings, ...patience, planted, until: { floors: 1 }, folder: join(out, name) };
      const { finds, over } = await startSearch(options).done;
      assert.equal(over, 'done');
      assert.deepEqual(
        finds.map((find) => find.checker),
        [checker],
      );
    });
  }

  it('goes on where one was begun alike and not ended, and begins another else', () => {
    const wanted = { until: { floors: 8 } };
    const first = findSearch(out, wanted);
    assert.deepEqual(first, { folder: join(out, '001'), seed: 1, goesOn: false });
    writeFileSync(join(first.folder, 'search.json'), savedSearch(join(first.folder, 'corpus'), false));
    assert.deepEqual(findSearch(out, wanted), { folder: join(out, '001'), seed: 5, goesOn: true });
    assert.deepEqual(findSearch(out, { until: { floors: 9 } }), { folder: join(out, '002'), seed: 2, goesOn: false });
    assert.equal(findSearch(out, { ...wanted, seed: 6 }).folder, join(out, '003'));
    assert.equal(findSearch(out, { ...wanted, corpus: 'elsewhere' }).folder, join(out, '004'));
    writeFileSync(join(first.folder, 'search.lock'), `${process.pid}\n`);
    assert.equal(findSearch(out, wanted).folder, join(out, '005'));
    rmSync(join(first.folder, 'search.lock'));
    writeFileSync(join(first.folder, 'search.json'), savedSearch(join(first.folder, 'corpus'), true));
    assert.equal(findSearch(out, wanted).folder, join(out, '006'));
  });

  it('ends with the error where no worker can be started', async () => {
    const planted = { module: plantedModule, name: 'nothing' };
    await assert.rejects(startSearch({ ...settings, planted, folder: out }).done, /has no nothing/);
  });

  it('refuses a folder another one is in, and a state that is damaged', async () => {
    writeFileSync(join(out, 'search.lock'), `${process.pid}\n`);
    await assert.rejects(startSearch({ ...settings, folder: out }).done, { code: 'search-in-use' });
    rmSync(join(out, 'search.lock'));
    writeFileSync(join(out, 'search.json'), '{"format":"mpos-twin-search"');
    await assert.rejects(startSearch({ ...settings, folder: out }).done, { code: 'search-damaged' });
    assert.ok(!readdirSync(out).includes('search.lock'));
  });
});

/** A search in a process of its own that is killed with SIGKILL once its first batch is learned. */
async function killed(options: SearchOptions): Promise<void> {
  const script = fileURLToPath(new URL('./searching.ts', import.meta.url));
  const node = ['-C', 'source', '--disable-warning=ExperimentalWarning', script, JSON.stringify(options)];
  const child = spawn(process.execPath, node, { stdio: ['ignore', 'ignore', 'inherit'] });
  const exit = once(child, 'exit');
  while (child.exitCode === null && !existsSync(join(options.folder, 'search.json'))) await delay(5);
  child.kill('SIGKILL');
  assert.deepEqual(await exit, [null, 'SIGKILL']);
  const floors = readSearch(options.folder)?.floors ?? 0;
  assert.ok(floors === 16, `${floors} floors were learned`);
}

function savedSearch(corpus: string, ended: boolean): string {
  return JSON.stringify({
    ...{ format: 'mpos-twin-search', version: 1, program: 'test', seed: 5, guided: true, until: { floors: 8 }, corpus },
    ...{ kept: [], playedMs: 0, ended, floors: 0, unknown: 0, counts: [], entries: [], finds: [] },
  });
}
