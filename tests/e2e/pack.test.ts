// The package as its users get it: packed, installed in an empty folder, run there without the sources.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Types are checked by `npm run check` and .ci/run before the tests, and here in the long run. */
const UNCHECKED = process.env['MPOS_TWIN_LONG'] === '1' ? {} : { MPOS_TWIN_UNCHECKED: '1' };

const root = fileURLToPath(new URL('../../', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** What one command has compiled, the next one need not. */
const compiled = mkdtempSync(join(tmpdir(), 'mpos-twin-pack-compiled-'));
after(() => rmSync(compiled, { recursive: true, force: true }));

/** npm's own settings of the run that started us (INIT_CWD, npm_config_…) must not leak into the new folder. */
function cleanEnv(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package)|^INIT_CWD$|^NODE_OPTIONS$/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    ...UNCHECKED,
    NODE_COMPILE_CACHE: compiled,
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
  };
}

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: cleanEnv() });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  return stdout;
}

describe('the published package', function () {
  this.timeout(5 * 60_000);
  let folder: string;
  let command: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mpos-twin-pack-'));
    const project = join(folder, 'project');
    mkdirSync(project);
    run('npm', ['pack', '--silent', '--pack-destination', folder], root);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    assert.ok(tarball, 'npm pack made no tarball');
    writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball)], project);
    command = join(project, 'node_modules/.bin/mpos-twin');
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says its version', () => {
    assert.equal(run(command, ['--version'], folder).trim(), version);
  });

  it('finds itself and its machine in order', () => {
    const answer: unknown = JSON.parse(run(command, ['doctor', '--json'], folder));
    assert.equal(typeof answer, 'object');
  });

  it('holds the compiled code and no sources or tests', () => {
    const files = readdirSync(join(folder, 'project/node_modules/mpos-twin'), { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      files.filter((file) => !file.startsWith('node_modules') && /\.ts$|\.test\.|^tests|^benchmarks/.test(file)),
      [],
    );
    assert.ok(files.includes(join('dist', 'cli', 'main.js')));
  });

  it('searches with workers', () => {
    const said = run(command, ['search', '--floors', '2', '--jobs', '2', '--out', join(folder, 'searches')], folder);
    assert.match(said, /^2 floors in /);
  });

  it('plays a scenario and reports it with its page as it was bundled, without a bundler', () => {
    run(command, ['run', 'out-of-range', '--out', join(folder, 'out'), '--no-shrink'], folder);
    const [report] = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('report.html'),
    );
    assert.ok(report, 'no report');
    const page = join(folder, 'project/node_modules/mpos-twin/dist/pages/report.js');
    assert.ok(readFileSync(join(folder, 'out', report), 'utf8').includes(readFileSync(page, 'utf8')));
  });

  it('serves the page of thin clients as it was bundled, without a bundler', async () => {
    const server = spawn(command, ['server', '--data', join(folder, 'data'), '--until-stdin-ends'], {
      env: cleanEnv(),
    });
    try {
      const [line] = (await once(server.stdout, 'data')) as [Buffer];
      const { port } = JSON.parse(line.toString()) as { port: number };
      const page = await (await fetch(`http://127.0.0.1:${port}/freestyle`)).text();
      const bundled = join(folder, 'project/node_modules/mpos-twin/dist/pages/thin-client.js');
      assert.ok(page.includes(readFileSync(bundled, 'utf8')));
      const reader = await (await fetch(`http://127.0.0.1:${port}/code-reader.wasm`)).arrayBuffer();
      assert.equal(Buffer.from(reader).subarray(0, 4).toString('latin1'), '\0asm');
    } finally {
      server.kill();
    }
  });
});
