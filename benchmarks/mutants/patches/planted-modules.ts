/**
 * Patches of sources beside the sources as they are, many after the other in one process. With each, the modules that
 * reach a patched file by their imports are loaded anew, under an address of its own (`?planted=7`); all others are those
 * that are there. So a patch costs a part of the program and no process.
 */
import { registerHooks } from 'node:module';
import type { Patch } from '../mutant.ts';
import { patchSource } from './plant-patches.ts';

const ROOT = new URL('../../../', import.meta.url);
const MARK = '?planted=';

/** Imports a module, a path from the root of the project, with these patches in place. */
export type ImportPlanted = (patches: readonly Patch[], path: string) => Promise<unknown>;

/**
 * What is imported has to have been imported by this as it is first, with no patches, before anything else has: how
 * modules import each other is seen only then.
 */
export function plantBesides(): ImportPlanted {
  const importers = new Map<string, Set<string>>();
  const planted = {
    count: 0,
    patches: [] as readonly Patch[],
    reaching: new Set<string>(),
    missing: new Set<string>(),
  };
  const addressOf = (url: string): string => (planted.reaching.has(url) ? `${url}${MARK}${planted.count}` : url);

  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const [importer, count] = context.parentURL?.split(MARK) ?? [];
      if (importer === undefined || !resolved.url.startsWith(ROOT.href)) return resolved;
      const known = importers.get(resolved.url);
      if (known === undefined) importers.set(resolved.url, new Set([importer]));
      else known.add(importer);
      return count === undefined ? resolved : { ...resolved, url: addressOf(resolved.url) };
    },
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const [plain, count] = url.split(MARK);
      const mine = planted.patches.filter(({ file }) => new URL(file, ROOT).href === plain);
      if (count === undefined || plain === undefined || mine.length === 0) return loaded;
      planted.missing.delete(plain);
      return { ...loaded, source: mine.reduce(patchSource, String(loaded.source)) };
    },
  });

  return async (patches, path) => {
    const files = patches.map(({ file }) => new URL(file, ROOT).href);
    planted.count += 1;
    planted.patches = patches;
    planted.reaching = reaching(files, importers);
    planted.missing = new Set(files);
    const module = (await import(addressOf(new URL(path, ROOT).href))) as unknown;
    if (planted.missing.size > 0) throw new Error(`not loaded, so not patched: ${[...planted.missing].join(', ')}`);
    return module;
  };
}

/** These files, and all that import one of them, or import what does. */
function reaching(files: readonly string[], importers: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set(files);
  // What is added while a set is walked is walked as well.
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  return found;
}
