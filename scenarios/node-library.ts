/** Scenarios as files: those of the library by name, others by path. */
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import type { ReadOptions } from './format/check/check-scenario.ts';
import { readScenario } from './format/read.ts';
import type { Scenario } from './format/scenario.ts';
import { formatScenarioError } from './format/scenario-error.ts';
import { didYouMean, suggest } from './format/suggest.ts';

export type LibraryEntry = { name: string; about: string; path: string };

const library = fileURLToPath(new URL('./library/', import.meta.url));

/** The scenarios that come with the twin, by name, from all folders of the library. */
export function listLibrary(folder = library): LibraryEntry[] {
  return libraryFiles(folder).map(({ name, path }) => ({ name, about: aboutOf(path), path }));
}

/** Names and paths alone, for which no file is read. */
export function libraryFiles(folder = library): Omit<LibraryEntry, 'about'>[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ name: basename(file, '.yaml'), path: join(folder, file) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** A scenario of the library by its name, or any by its path. Errors: of the error table, with every finding. */
export function loadScenario(nameOrPath: string, options: ReadOptions, folder = library): Scenario {
  const path = isPath(nameOrPath) ? nameOrPath : libraryPath(nameOrPath, folder);
  const shown = isPath(nameOrPath) ? nameOrPath : relative('.', path);
  const result = readScenario(readText(path), options);
  if (result.ok) return result.scenario;
  throw new TwinError(
    'scenario-invalid',
    `\n${result.errors.map((one) => formatScenarioError(shown, one)).join('\n')}`,
  );
}

function isPath(nameOrPath: string): boolean {
  return /[/\\]|\.(yaml|yml|json)$/.test(nameOrPath);
}

function libraryPath(name: string, folder: string): string {
  const entries = libraryFiles(folder);
  const entry = entries.find((one) => one.name === name);
  if (entry !== undefined) return entry.path;
  const meant = suggest(
    name,
    entries.map((one) => one.name),
  );
  throw new TwinError('scenario-not-found', `"${name}"${didYouMean(meant)}`);
}

/** The sentence of a scenario; empty if the file is broken, which loading it will say better. */
function aboutOf(path: string): string {
  try {
    const about: unknown = (parse(readText(path), { logLevel: 'silent' }) as { about?: unknown } | null)?.about;
    return typeof about === 'string' ? about : '';
  } catch {
    return '';
  }
}
