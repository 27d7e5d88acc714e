// A harness that is killed leaves no server behind, not even one that is frozen just then.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverConfigSchema } from '#server/core/config';
import { describeWith } from '../peers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describeWith('setpriv', 'a harness that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-frozen-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('takes its frozen server along', async () => {
    const configPath = join(folder, 'server.json');
    writeFileSync(
      configPath,
      JSON.stringify(serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] })),
    );
    const script = ['tests/e2e/frozen-harness.ts', configPath, join(folder, 'data')];
    const harness = spawn(process.execPath, ['--conditions=source', ...script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: harness.stdout }), 'line')) as [string];
    const pid = Number(line);
    assert.ok(isAlive(pid));
    harness.kill('SIGKILL');
    for (const until = performance.now() + 5_000; isAlive(pid) && performance.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const wasLeft = isAlive(pid);
    if (wasLeft) process.kill(pid, 'SIGKILL');
    assert.ok(!wasLeft, 'the frozen server is still there');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
