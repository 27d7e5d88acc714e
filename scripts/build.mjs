// Builds dist/: the sources compiled, the files they read at run time beside them, the pages bundled, the command
// executable. Types are checked, unless MPOS_TWIN_UNCHECKED=1 says that somebody else does so.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bundlePage, bundleReader, READER } from '../reports/node-bundle.ts';
import { root } from './setup.mjs';

const config = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));
const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, config.compilerOptions.outDir);

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const unchecked = process.env['MPOS_TWIN_UNCHECKED'] === '1' ? ['--noCheck'] : [];
const tsc = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', ...unchecked], {
  cwd: root,
  stdio: ['ignore', 2, 2],
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

/** Whatever lies in a source folder and is not TypeScript, prose, or a vector of tests, may be read at run time. */
const assets = globSync(`{${config.include.join(',')}}/**/*.*`, { cwd: root, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
  .filter((path) => !/\.(ts|md)$|(^|\/)vectors?[./]|\.test\./.test(path));
for (const path of assets) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  cpSync(join(root, path), join(dist, path));
}

/** The name of each page: a folder in pages/ with a script of the same name. */
const pages = globSync('pages/*/', { cwd: root })
  .map((folder) => basename(folder))
  .filter((name) => existsSync(join(root, 'pages', name, `${name}.ts`)));
mkdirSync(join(dist, 'pages'), { recursive: true });
for (const page of pages) {
  const { script, style } = bundlePage(page);
  writeFileSync(join(dist, 'pages', `${page}.js`), script);
  writeFileSync(join(dist, 'pages', `${page}.css`), style);
}
const reader = bundleReader();
writeFileSync(join(dist, 'pages', READER.script), reader.script);
writeFileSync(join(dist, 'pages', READER.wasm), reader.wasm);

for (const command of Object.values(bin)) {
  const file = join(root, command);
  if (!existsSync(file)) throw new Error(`the build made no ${command}, which package.json names as a command`);
  if (!readFileSync(file, 'utf8').startsWith('#!'))
    throw new Error(`${command} does not begin with #!/usr/bin/env node`);
  chmodSync(file, 0o755);
}
process.stderr.write(
  `built dist/ with ${assets.length} files besides the code and ${pages.length === 1 ? 'one page' : `${pages.length} pages`}\n`,
);
