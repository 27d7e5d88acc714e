// Rehearsing at the console: what it does not take, what it leaves alone, and what is left when it is broken off.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newSession } from '#certification/probes/session';
import { bench } from '#certification/probes/sample-answers';
import { EXIT } from '#cli/verb';
import { describeWith } from '../../peers.ts';
import { program, twin } from '../twin.ts';

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-rehearse-'));
after(() => rmSync(home, { recursive: true, force: true }));
const path = (name: string): string => join(home, name);

describe('mpos-twin certify --rehearse', function () {
  this.timeout(60_000);

  it('passes over nothing that is for a device in hand, and neither does --list', () => {
    for (const [error, args] of [
      [
        /^usage: .*--rehearse .* no use for --serial, --with-tester\./,
        ['--rehearse', '--serial', 'A', '--with-tester'],
      ],
      [/^usage: .*--list .* no use for --long, --out\./, ['--list', '--long', '--out', path('list')]],
      [/^usage: .*either --list or --rehearse/, ['--list', '--rehearse']],
      [/^usage: .*did you mean "pixel-6a"/, ['--rehearse', 'pixel-8']],
    ] as const) {
      const { code, stdout, stderr } = twin(['certify', ...args]);
      assert.deepEqual([code, stdout], [EXIT.badInput, ''], stderr);
      assert.match(stderr, error);
    }
  });

  it('clears no folder but that of a rehearsal', () => {
    const rehearse = (out: string) => {
      const { code, stdout, stderr } = twin(['certify', '--rehearse', 'pixel-6a', '--out', out]);
      assert.deepEqual([code, stdout], [EXIT.badInput, ''], stderr);
      return stderr;
    };
    writeFileSync(path('file'), '');
    assert.match(rehearse(path('file')), /^not-a-folder: /);
    for (const [folder, file, text, error] of [
      ['own', 'notes.txt', 'mine', /^certification-other: .*pixel-6a has files of no rehearsal\./],
      ['real', 'state.json', JSON.stringify(newSession('R58N123', bench)), /^certification-other: .*is of R58N123/],
      ['broken', 'state.json', '{', /^certification-damaged: /],
      ['held', 'certify.lock', `${process.pid}\n`, /^certification-in-use: /],
    ] as const) {
      mkdirSync(path(`${folder}/pixel-6a`), { recursive: true });
      writeFileSync(path(`${folder}/pixel-6a/${file}`), text);
      assert.match(rehearse(path(folder)), error);
      assert.equal(readFileSync(path(`${folder}/pixel-6a/${file}`), 'utf8'), text);
    }
  });
});

describeWith('adb', 'a rehearsal that is broken off', function () {
  this.timeout(60_000);

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`leaves no server of adb, no key and no folder behind: ${signal}`, async () => {
      const temporary = path(signal);
      mkdirSync(temporary);
      const [node, ...before] = program();
      const env = { ...process.env, TMPDIR: temporary };
      const child = spawn(node, [...before, 'certify', '--rehearse', 'rocket-class'], { env, stdio: 'ignore' });
      const ended = once(child, 'exit');
      const left = () => readdirSync(temporary).filter((name) => name.startsWith('mpos-twin-'));
      while (!left().some((name) => name.startsWith('mpos-twin-keys-')) && child.exitCode === null) await wait(50);
      child.kill(signal);
      assert.deepEqual(await ended, [EXIT.interrupted, null]);
      assert.deepEqual(left(), []);
    });
});
