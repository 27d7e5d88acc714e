// The table of planted devices at the console: `npm run power -- certification`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EXIT } from '#cli/verb';
import { NODE_COMPILE_CACHE } from '../twin.ts';

const power = fileURLToPath(new URL('../../../benchmarks/power.ts', import.meta.url));

describe('the table of planted devices', function () {
  this.timeout(60_000);

  /** In a shell; `"$@"` is the program with `certification`. */
  function inShell(line: string): { code: number | null; stdout: string; stderr: string } {
    const program = [process.execPath, '--conditions=source', '--disable-warning=ExperimentalWarning', power];
    const env = { ...process.env, NODE_COMPILE_CACHE };
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-c', `set -o pipefail; ${line}`, '-', ...program, 'certification'],
      {
        encoding: 'utf8',
        env,
      },
    );
    return { code: status, stdout, stderr };
  }

  it('passes over no option of the other hunts', () => {
    const { code, stderr } = inShell('"$@" --only lease-never-ends --jobs 1');
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /^usage: .*certification takes no options, as --only, --jobs\./);
  });

  it('is cut short by whoever has seen enough, and told where it cannot be written', () => {
    const { code, stdout, stderr } = inShell('"$@" | head -1');
    assert.deepEqual([code, stderr], [EXIT.pass, '']);
    assert.match(stdout, /^planted-small .*: as it should\n$/);
    const full = inShell('"$@" > /dev/full');
    assert.equal(full.code, EXIT.notWritten);
    assert.match(full.stderr, /^disk-full: .*standard output\n/);
  });
});
