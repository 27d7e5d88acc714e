/** Which version and commit of the program this is. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

/** The version in package.json. */
export function programVersion(): string {
  const path = findPackageJSON('.', import.meta.url);
  if (path === undefined) return '0.0.0';
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

/** The commit of the checkout, or the version of an installed package. */
export function programCommit(): string {
  const path = findPackageJSON('.', import.meta.url);
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: dirname(path ?? '.'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return `v${programVersion()}`;
  }
}

/** How a user calls the program here: in a checkout through npm, else by its name. */
export function programCall(): string {
  return process.env['npm_lifecycle_event'] === undefined ? 'mpos-twin' : 'npm run -s mpos-twin --';
}
