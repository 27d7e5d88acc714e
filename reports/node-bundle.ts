/**
 * The scripts and styles of the pages. An installed package has them bundled in `pages/` beside its compiled code;
 * from the sources esbuild makes them whenever they are asked for, so that nothing has to be built before a run.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

export type PageAssets = {
  script: string;
  style: string;
  /** What the page loads later and only if it needs it, by the name under which it asks for it. */
  later?: Readonly<Record<string, () => string | Uint8Array>>;
};

/** Script and style of a page, by the name of its folder. */
export function pageAssets(page: string): PageAssets {
  const script = built(`${page}.js`);
  const assets = script === null ? bundlePage(page) : { script: text(script), style: text(built(`${page}.css`)) };
  if (page !== 'thin-client') return assets;
  const reader = built(READER.script);
  const wasm = built(READER.wasm);
  return {
    ...assets,
    later: {
      [READER.script]: () => (reader === null ? bundleReader().script : text(reader)),
      [READER.wasm]: () => wasm ?? bundleReader().wasm,
    },
  };
}

/** A file that the build has made; null where nothing was built. */
function built(name: string): Uint8Array | null {
  const file = new URL(`../pages/${name}`, import.meta.url);
  return existsSync(file) ? readFileSync(file) : null;
}

const text = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? new Uint8Array());

/** What reads codes off the pictures of a camera, as its page asks for it. */
export const READER = { script: 'code-reader.js', wasm: 'code-reader.wasm' };

/** Bundles the script that reads codes, as a module, with the WebAssembly of the package that it is made of. */
export function bundleReader(): { script: string; wasm: Uint8Array } {
  const entry = fileURLToPath(new URL('../pages/thin-client/code-reader.ts', import.meta.url));
  const require = createRequire(import.meta.url);
  const wasm = require.resolve('zxing-wasm/reader/zxing_reader.wasm');
  return { script: bundle([entry], 'esm')('.js'), wasm: readFileSync(wasm) };
}

/** Bundles `pages/<page>/<page>.ts` and `.css` into one script and one style sheet without imports. */
export function bundlePage(page: string): PageAssets {
  const folder = fileURLToPath(new URL(`../pages/${page}/`, import.meta.url));
  const made = bundle([`${folder}${page}.ts`, `${folder}${page}.css`], 'iife');
  return { script: made('.js'), style: made('.css') };
}

/** What is made of these files, by its extension. */
function bundle(entryPoints: string[], format: 'iife' | 'esm'): (extension: string) => string {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
  const { outputFiles } = buildSync({
    entryPoints,
    outdir: '.',
    bundle: true,
    write: false,
    format,
    platform: 'browser',
    conditions: ['source'],
    target: ['es2023', 'chrome117', 'firefox119', 'safari17.4'],
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return (extension) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
}
