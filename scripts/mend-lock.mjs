// Completes package-lock.json after an `npm install` against a registry that lacks some platform packages.
//
// Native packages (oxlint, knip's oxc-parser, @swc/core) list one optional package per platform. npm leaves those it
// cannot find out of the lock without a word, and `npm ci` then refuses the lock as out of step with package.json.
// This adds every optional dependency the lock does not know, with the platform read off its name, so that npm skips
// it everywhere else. It has no integrity: nobody here has seen its bytes. An install against a complete registry
// fills such entries in by itself. Running this again changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32'];
const cLibraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** `@oxlint/binding-linux-arm64-musl` → linux, arm64, musl; throws when a name tells no platform. */
export function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os || !cpu)
    throw new Error(`mend-lock: cannot read a platform off the name ${name}; add it to the lock by hand`);
  const suffix = words.find((word) => Object.hasOwn(cLibraries, word));
  return { os: [os], cpu: [cpu], ...(os === 'linux' && suffix ? { libc: [cLibraries[suffix]] } : {}) };
}

/** Optional dependencies named in the lock but absent from it, as `{ at, name, version, dev }`. */
export function missingFrom(lock) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const known = lookupPaths(path, name).some((candidate) => candidate in lock.packages);
      if (!known) missing.set(`node_modules/${name}`, { name, version, dev: entry.dev === true });
    }
  }
  return [...missing].map(([at, found]) => ({ at, ...found }));
}

/** Where npm would look for `name` required from the package at `path`, innermost folder first. */
function lookupPaths(path, name) {
  const found = [];
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    found.push(folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`);
    if (folder === '') return found;
  }
}

export function mend(lock) {
  const added = missingFrom(lock);
  for (const { at, name, version, dev } of added) {
    if (!/^\d/.test(version)) throw new Error(`mend-lock: ${name} is wanted as ${version}, not as one exact version`);
    lock.packages[at] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return added;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../package-lock.json', import.meta.url);
  const before = readFileSync(file, 'utf8');
  const lock = JSON.parse(before);
  const added = mend(lock);
  if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    added.length === 0 ? 'package-lock.json is complete.' : `package-lock.json: ${added.length} entries added.`,
  );
}
