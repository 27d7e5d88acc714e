// A night as one starts it: from the command line, interrupted and killed, void, and with somebody to be told.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Night } from '#search/night/figures';
import { describeWith } from '../peers.ts';
import { NODE_COMPILE_CACHE, program, twin } from './twin.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-nightly-'));
const regressions = join(folder, 'regressions');
const args = ['--ground', 'sim', '--seed', '5', '--jobs', '2', '--regressions', regressions, '--json'];
/** One floor needs no second worker. */
const ONE_FLOOR = ['--floors', '1', '--jobs', '1'];
const nightly = (...more: string[]) => twin(['nightly', ...args, ...more]);
/** The same as a process that can be killed. */
function begin(more: readonly string[], options: SpawnOptions): ChildProcess {
  const [node, ...before] = program();
  const env = { ...process.env, NODE_COMPILE_CACHE, ...options.env };
  return spawn(node, [...before, 'nightly', ...args, ...more], { cwd: root, ...options, env });
}
const nightIn = (out: string): Night => JSON.parse(readFileSync(join(out, nameIn(out), 'night.json'), 'utf8')) as Night;
const nameIn = (out: string): string =>
  (existsSync(out) ? readdirSync(out) : []).find((name) => /^\d{4}-/.test(name)) ?? '';

/** What a night comes to, whenever and however often it was played. */
const essence = ({ regressions, canary, search, wire, done }: Night) => ({
  regressions: regressions.map(({ scenario, verdict, met }) => [scenario, verdict, met]),
  canary,
  search: { ...search, spentMs: 0 },
  wire,
  done,
});

describe('a night', function () {
  this.timeout(400_000);
  const FLOORS = '20';
  let whole: Night;

  before(() => {
    cpSync(join(root, 'tests/regressions/hand-over-sent-twice.yaml'), join(regressions, 'hand-over-sent-twice.yaml'), {
      recursive: true,
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('plays its parts, finds the planted bug and leaves a page, figures and JUnit XML', () => {
    const out = join(folder, 'whole');
    const { code, stdout, stderr } = nightly('--floors', FLOORS, '--out', out, '--dry-webhook');
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    whole = JSON.parse(stdout) as Night;
    assert.deepEqual(whole.done, ['regressions', 'canary', 'search', 'wire', 'devices']);
    assert.equal(whole.regressions.length, 1);
    assert.equal(whole.canary?.found, true);
    assert.equal(whole.search?.floors, Number(FLOORS));
    assert.match(stderr, /would be posted to slack: \{"text":"✅ mpos-twin night /);
    for (const file of ['night.html', 'junit.xml', 'night.json'])
      assert.ok(existsSync(join(out, whole.name, file)), file);
  });

  it('goes on where it was, however often it is killed, and comes to the same', async () => {
    const out = join(folder, 'killed');
    const isThere = (file: string) => existsSync(join(out, nameIn(out), file));
    const isDone = (part: Night['done'][number]) => () => isThere('night.json') && nightIn(out).done.includes(part);
    const isSearching = () => isThere('search/search.json');
    for (const isDue of [isDone('regressions'), isDone('canary'), isSearching]) {
      const run = begin(['--floors', FLOORS, '--out', out], { stdio: 'ignore' });
      const exit = once(run, 'exit');
      while (run.exitCode === null && !isDue()) await delay(5);
      run.kill('SIGKILL');
      assert.deepEqual(await exit, [null, 'SIGKILL']);
    }
    const { code, stdout, stderr } = nightly('--floors', FLOORS, '--out', out);
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    assert.deepEqual(essence(nightIn(out)), essence(whole));
  });

  it('ends in order when it is interrupted, and is not over', async () => {
    const out = join(folder, 'interrupted');
    const run = begin(['--for', '1h', '--jobs', '1', '--out', out], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    run.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (/planted bug .* was found/.test(said) && !run.killed) run.kill('SIGINT');
    });
    await once(run, 'exit');
    assert.equal(run.exitCode, 130, said);
    assert.equal(nightIn(out).endedAt, null);
  });

  it('says that it left devices out where there is no adb, and is not a pass', () => {
    const out = join(folder, 'no-adb');
    const more = [...ONE_FLOOR, '--devices', 'rocket-class', '--out', out];
    const { code, stdout, stderr } = twin(['nightly', ...args, ...more], { PATH: '/nowhere' });
    assert.equal(code, 2, `${stdout}\n${stderr}`);
    const left = /certification of 1 simulated device: There is no adb on this machine/;
    assert.match(stderr, new RegExp(`^LEFT OUT: ${left.source}`, 'm'));
    assert.match(nightIn(out).leftOut.join(), left);
    for (const file of ['night.html', 'junit.xml'])
      assert.match(readFileSync(join(out, nameIn(out), file), 'utf8'), left, file);
  });

  it('tells a chat service on this machine, and nobody the address', async () => {
    const posted: unknown[] = [];
    const service = createServer((request, response) => {
      void json(request).then((body) => {
        posted.push(body);
        response.end('ok');
      });
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    const out = join(folder, 'told');
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/services/SECRET`;
    const run = begin([...ONE_FLOOR, '--out', out, '--webhook-as', 'teams'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { MPOS_TWIN_WEBHOOK: url },
    });
    let said = '';
    run.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await once(run, 'close');
    service.close();
    assert.equal(posted.length, 1, said);
    const kept = readFileSync(join(out, nameIn(out), 'night.json'), 'utf8');
    assert.deepEqual(nightIn(out).posted?.delivered, true);
    assert.ok(!`${kept}${said}`.includes('SECRET'));
  });

  it('refuses to begin on bad input', () => {
    for (const [what, more, code] of [
      ['neither time nor floors', [], 'usage'],
      ['an address that is none', ['--floors', '1', '--webhook', 'nowhere'], 'webhook-address'],
      ['an address without encryption', ['--floors', '1', '--webhook', 'http://example.org/x'], 'webhook-address'],
      [
        'a host that does not tell its chat',
        ['--floors', '1', '--webhook', 'https://example.org/x'],
        'webhook-address',
      ],
    ] as const) {
      const { code: exit, stdout } = nightly(...more, '--out', join(folder, 'never'));
      assert.deepEqual([exit, (JSON.parse(stdout) as { error: { code: string } }).error.code], [64, code], what);
      assert.ok(!existsSync(join(folder, 'never')), what);
    }
  });

  it('names a damaged night, and leaves it as it is', () => {
    const out = join(folder, 'damaged');
    cpSync(join(folder, 'whole', whole.name), join(out, whole.name), { recursive: true });
    const file = join(out, whole.name, 'night.json');
    writeFileSync(file, '{"format":');
    const { code, stdout } = nightly('--floors', '1', '--out', out);
    assert.deepEqual([code, (JSON.parse(stdout) as { error: { code: string } }).error.code], [64, 'night-damaged']);
    assert.equal(readFileSync(file, 'utf8'), '{"format":');
  });
});

// Two of them; `npm run test:long` does all (tests/e2e/certification/certify-profiles.test.ts).
describeWith('adb', 'a night with simulated Android devices', function () {
  this.timeout(400_000);
  const out = mkdtempSync(join(tmpdir(), 'mpos-twin-nightly-devices-'));
  const PROFILES = ['rocket-class', 'planted-energy-saver'];
  after(() => rmSync(out, { recursive: true, force: true }));

  /** Plays it, or goes on with it. Gives its exit code. */
  async function play(begun: (run: ChildProcess) => void = () => {}): Promise<number | null> {
    const run = begin([...ONE_FLOOR, '--out', out, '--devices', ...PROFILES], { stdio: 'ignore' });
    begun(run);
    await once(run, 'exit');
    return run.exitCode;
  }
  const isAtFirst = (): boolean => existsSync(join(out, nameIn(out), 'devices', PROFILES[0] ?? ''));

  it('certifies them through the real adb, each once, however often it is interrupted', async () => {
    const interrupted = await play((run) => {
      const looking = setInterval(() => {
        if (!isAtFirst()) return;
        clearInterval(looking);
        run.kill('SIGINT');
      }, 100);
    });
    const [first, ...none] = nightIn(out).devices;
    assert.deepEqual([interrupted, first?.profile, none], [130, 'rocket-class', []]);
    assert.equal(await play(), 0);
    const { devices, done, leftOut } = nightIn(out);
    assert.deepEqual(devices[0], first);
    assert.deepEqual([done.at(-1), leftOut], ['devices', []]);
    assert.deepEqual(
      devices.map(({ profile, verdict, row, found }) => [profile, verdict, row, found]),
      [
        ['rocket-class', 'pass', 'conditional', []],
        // No certificate: its maker is in no table, so PWR-6 is unknown.
        ['planted-energy-saver', 'pass', null, ['PWR-6', 'PWR-4']],
      ],
    );
  });
});
