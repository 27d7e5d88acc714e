import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { EXIT } from './verb.ts';

const file = fileURLToPath(new URL('putting-back.ts', import.meta.url));

/** What a program that puts back like that has said when it was sent so many signals, and its exit code. */
async function ended(putBack: string, signals: number): Promise<[number | null, string]> {
  const code = `import { puttingBack } from ${JSON.stringify(file)};
    puttingBack((text) => console.log(text), ${putBack});
    setInterval(() => {}, 1_000);
    console.log('ready');`;
  const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module'];
  const child = spawn(process.execPath, [...flags, '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  child.stdout.on('data', (bytes: Buffer) => {
    said.push(String(bytes));
    if (said.length <= signals) child.kill('SIGINT');
  });
  const [[exit]] = await Promise.all([once(child, 'exit'), text(child.stdout)]);
  return [exit as number | null, said.join('')];
}

describe('what is put back when a signal ends the program', function () {
  this.timeout(20_000);

  it('is put back before the end, also if that fails', async () => {
    const [code, said] = await ended('async () => { await null; console.log("back"); }', 1);
    assert.deepEqual([code, said.endsWith('end at once.\nback\n')], [EXIT.interrupted, true]);
    assert.equal((await ended('async () => { throw new Error("gone"); }', 1))[0], EXIT.interrupted);
  });

  it('is waited for no longer after a second signal', async () => {
    const [code, said] = await ended('() => new Promise(() => {})', 2);
    assert.deepEqual([code, said.endsWith('end at once.\n')], [EXIT.interrupted, true]);
  });
});
