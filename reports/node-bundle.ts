/**
 * The scripts and styles of the pages. An installed package has them bundled in `pages/` beside its compiled code;
 * from the sources esbuild makes them whenever they are asked for, so that nothing has to be built before a run.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

export type PageAssets = { script: string; style: string };

/** Script and style of a page, by the name of its folder. */
export function pageAssets(page: string): PageAssets {
  const built = (extension: string): URL => new URL(`../pages/${page}.${extension}`, import.meta.url);
  if (!existsSync(built('js'))) return bundlePage(page);
  return { script: readFileSync(built('js'), 'utf8'), style: readFileSync(built('css'), 'utf8') };
}

/** Bundles `pages/<page>/<page>.ts` and `.css` into one script and one style sheet without imports. */
export function bundlePage(page: string): PageAssets {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
  const folder = fileURLToPath(new URL(`../pages/${page}/`, import.meta.url));
  const { outputFiles } = buildSync({
    entryPoints: [`${folder}${page}.ts`, `${folder}${page}.css`],
    outdir: folder,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    conditions: ['source'],
    target: ['es2023', 'chrome117', 'firefox119', 'safari17.4'],
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const text = (extension: string): string => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}
