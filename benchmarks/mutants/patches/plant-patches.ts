/**
 * Patches of sources, put in when their modules are loaded. That is once in a process: a patched mutant is hunted in a
 * process of its own, which plants it first and imports the simulation then.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import type { Patch } from '../mutant.ts';

const ROOT = new URL('../../../', import.meta.url);

/** The source with the patch in it. Throws if what is to be replaced is not there exactly once. */
export function patchSource(source: string, { file, replace, by }: Patch): string {
  const [before, after, ...more] = source.split(replace);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(
      `${file}: what is to be replaced is there ${more.length === 0 ? 'not at all' : 'twice'}: ${replace}`,
    );
  return `${before}${by}${after}`;
}

/** The source of a file of the project. */
export function sourceOf(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8');
}

/** Plants patches in all modules loaded from now on. The returned function throws if one of them was not loaded. */
export function plantPatches(patches: readonly Patch[]): () => void {
  const missing = new Set(patches.map(({ file }) => new URL(file, ROOT).href));
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const mine = patches.filter(({ file }) => new URL(file, ROOT).href === url);
      if (mine.length === 0) return loaded;
      missing.delete(url);
      return { ...loaded, source: mine.reduce(patchSource, String(loaded.source)) };
    },
  });
  return () => {
    if (missing.size > 0) throw new Error(`not loaded, so not patched: ${[...missing].join(', ')}`);
  };
}
