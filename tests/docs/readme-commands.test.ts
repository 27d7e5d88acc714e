// The guides' commands are run, so that they cannot go stale. What a guide calls `npm run -s mpos-twin -- …` is run as
// it stands, in order, in one folder for each guide, in which its YAML blocks lie as files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readScenarioFor } from '#cli/scenarios';
import { verbsFor } from '#cli/verbs';
import { EXIT } from '#cli/verb';
import { resolveFloor } from '#scenarios/format/floor';
import { NODE_COMPILE_CACHE, program as twinProgram } from '../e2e/twin.ts';
import { commandsIn, yamlFilesIn, type Command } from './guide.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const guides = ['README.md', 'docs/scenarios.md'].filter((path) => existsSync(join(root, path)));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** A folder to play in: the guide's files, what it may refer to, and `mpos-twin` on the PATH. */
function workingCopy(guide: string): { folder: string; env: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-docs-'));
  for (const [name, text] of yamlFilesIn(read(guide))) writeFileSync(join(folder, name), text);
  for (const name of ['scenarios', 'docs']) symlinkSync(join(root, name), join(folder, name));
  const bin = join(folder, '.bin');
  const program = join(bin, 'mpos-twin');
  mkdirSync(bin);
  writeFileSync(program, `#!/bin/sh\nexec "${twinProgram().join('" "')}" "$@"\n`);
  chmodSync(program, 0o755);
  return {
    folder,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE,
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    },
  };
}

describe('the commands of the guides', function () {
  this.timeout(300_000);
  for (const guide of guides) {
    describe(guide, () => {
      let place: ReturnType<typeof workingCopy>;
      before(() => {
        place = workingCopy(guide);
      });
      after(() => rmSync(place.folder, { recursive: true, force: true }));

      for (const command of commandsIn(read(guide))) {
        it(titleOf(command), () => check(command, place));
      }

      for (const name of yamlFilesIn(read(guide)).keys()) {
        if (commandsIn(read(guide)).some(({ shell }) => shell.includes(name))) continue;
        it(`mpos-twin run ./${name}`, () => {
          const { status, stdout, stderr } = run(`mpos-twin run ./${name}`, place);
          assert.equal(status, 0, `${stdout}\n${stderr}`);
        });
      }
    });
  }
});

function titleOf({ kind, text }: Command): string {
  if (kind === 'long') return `there is what is needed for: ${text}`;
  return text.includes('#') ? text.replace(/ +#/, ',') : text;
}

function check(command: Command, place: { folder: string; env: NodeJS.ProcessEnv }): void {
  switch (command.kind) {
    case 'npm-script':
      assert.ok(Object.hasOwn(scripts, command.script), `package.json has no script ${command.script}`);
      return;
    case 'long': {
      const verb = command.shell.split(/\s+/)[1] ?? '';
      const { status, stdout } = run(`mpos-twin ${verb} --help`, place);
      assert.equal(status, 0);
      for (const option of command.shell.match(/--[a-z-]+/g) ?? [])
        assert.ok(stdout.includes(option), `${verb} has no ${option}`);
      return;
    }
    case 'run': {
      const { status, stdout, stderr } = run(command.shell, place);
      assert.equal(status, command.exits, `${stdout}\n${stderr}`);
      return;
    }
    default:
      assert.fail(`what is this command? ${command.text}`);
  }
}

function run(shell: string, { folder, env }: { folder: string; env: NodeJS.ProcessEnv }) {
  return spawnSync('sh', ['-c', shell], { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 });
}

describe('README.md', () => {
  const text = read('README.md');

  it('calls the program as package.json does', () => {
    assert.equal(scripts['mpos-twin'], 'node scripts/with-node24.mjs cli/main.ts');
    assert.ok(commandsIn(text).filter(({ kind }) => kind === 'run').length > 5);
  });

  it('lists every verb, and no other; each is loaded alone by its name', async () => {
    const verbs = await verbsFor([]);
    for (const { name } of verbs) {
      const alone = await verbsFor([name, '--help']);
      assert.deepEqual(
        alone.map((verb) => verb.name),
        [name],
      );
    }
    const listed = [...text.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, name]) => name).toSorted();
    assert.deepEqual(listed, verbs.map(({ name }) => name).toSorted());
  });

  it('lists every exit code, and no other', () => {
    const listed = [...text.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
    assert.deepEqual(listed, Object.values(EXIT));
  });

  it('gives the figures of the evening as they are', () => {
    const scenario = readScenarioFor('saturday-night');
    const { devices, till } = resolveFloor(scenario);
    assert.ok(text.includes(`eight hours, ${devices.length} devices and a till`) && till !== undefined);
    assert.ok(text.includes('twenty times faster than life') && scenario.ground.wire?.timeScale === 20);
    assert.equal(scenario.duration, 8 * 3_600_000);
  });

  it('has a picture that is there and not heavy', () => {
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
    assert.ok(pictures.length > 0);
    for (const path of pictures) assert.ok(readFileSync(join(root, path)).length < 300_000, path);
  });
});

describe('what counts as a command', () => {
  const guide = [
    '```sh',
    'npm start',
    'npm run -s mpos-twin -- run x.yaml --seed 1 # exits 1',
    'npm run -s mpos-twin -- run x.yaml --ground wire # about half a minute',
    'mpos-twin server --data d',
    'rm -r x',
    '```',
    '```yaml',
    'format: 1',
    'name: x',
    '```',
    '```yaml',
    'name: a mere part',
    '```',
  ].join('\n');

  it('is read off the blocks', () => {
    assert.deepEqual(
      commandsIn(guide).map(({ kind, exits }) => [kind, exits]),
      [
        ['npm-script', 0],
        ['run', 1],
        ['long', 0],
        ['long', 0],
        ['stranger', 0],
      ],
    );
    assert.equal(commandsIn(guide)[1]?.shell, 'mpos-twin run x.yaml --seed 1');
  });

  it('finds whole scenarios only', () => {
    assert.deepEqual([...yamlFilesIn(guide)], [['x.yaml', 'format: 1\nname: x\n']]);
    const said = 'Save as `y.yaml`:\n\n```yaml\nformat: 1\nname: x\n```\n';
    assert.deepEqual([...yamlFilesIn(said).keys()], ['x.yaml', 'y.yaml']);
    assert.deepEqual(
      [...yamlFilesIn('1. Do:\n\n   ```yaml\n   format: 1\n   name: z\n   ```\n')],
      [['z.yaml', 'format: 1\nname: z\n']],
    );
  });
});
