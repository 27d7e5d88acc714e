// Suites that talk to third-party programs: they run where the program is, install it where that is possible (root on
// Debian), and are otherwise left out, which the end of the run says loudly. A build server leaves none out.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import peers from '../scripts/peers.json' with { type: 'json' };

type Find = () => string | undefined | Promise<string | undefined>;

const leftOut: string[] = [];

/** A `describe` for tests that need a peer of `scripts/peers.json`; `find` tells where it is, if not on the PATH. */
export function describeWith(
  peer: string,
  title: string,
  tests: (this: Mocha.Suite) => void,
  find: Find = () => findPeer(peer),
): void {
  describe(title, function () {
    before(async function () {
      this.timeout(10 * 60_000); // it may have to be installed
      if ((await find()) !== undefined) return;
      install(peer);
      if ((await find()) !== undefined) return;
      if (process.env['CI'] !== undefined) throw new Error(`${peer} is missing, and CI leaves no suite out.`);
      leftOut.push(`${title} (needs ${peer})`);
      this.skip();
    });
    tests.call(this);
  });
}

/** The path of a peer on this machine; undefined when it is not there. Throws for a program nobody knows. */
export function findPeer(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const peer = peers.find((one) => one.name === name);
  if (peer === undefined) throw new Error(`no peer ${name}`);
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return peer.commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function install(name: string): void {
  const script = fileURLToPath(new URL('../scripts/setup-peers.mjs', import.meta.url));
  spawnSync(process.execPath, [script, name], { stdio: ['ignore', 'inherit', 'inherit'] });
}

process.on('exit', () => {
  if (leftOut.length === 0) return;
  console.error(`\nLEFT OUT, because a program is missing: ${leftOut.join('; ')}.\nTo run them: npm run setup:peers\n`);
});
