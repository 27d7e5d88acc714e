/**
 * Puts the program into few files and prints the path of the one that is run: most of what a short command takes is to
 * find and read four hundred modules. Each source still finds what lies beside it, and each verb is still loaded alone.
 * Files are named by what is in them, so that tests that run side by side may make them at the same time.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `import.meta.url` goes on meaning the source, and not the file into which it was put. */
const inItsPlace: Plugin = {
  name: 'in its place',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['cli/main.ts'],
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  outdir: '.cache/program',
  bundle: true,
  splitting: true,
  packages: 'external',
  conditions: ['source'],
  format: 'esm',
  platform: 'node',
  target: `node${process.versions.node}`,
  plugins: [inItsPlace],
  metafile: true,
  write: false,
});
for (const { path, contents } of outputFiles) {
  if (existsSync(path)) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}
const main = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'cli/main.ts');
process.stdout.write(main?.[0] ?? '');
