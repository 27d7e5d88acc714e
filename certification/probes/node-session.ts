/** The folder of a certification: its state, the evidence of each run, and the records that certificates are made from. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readText, replaceText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { catalogue } from '../catalogue/catalogue.ts';
import { whyNotSaid } from '../catalogue/saying.ts';
import { readJson } from '../certificate/node-files.ts';
import { sha256Hex } from '../certificate/node-keys.ts';
import { digestOfText, keptName, shortDigest } from '../certificate/node-records.ts';
import type { RunRecord } from '../certificate/run-record.ts';
import { benchSchema, findingsSchema, type Bench, type Findings } from './bench.ts';
import { newSession, sessionSchema, type Session } from './session.ts';

const STATE = 'state.json';

/** A file as records name it, and the digest of its bytes (SHA-256, hex). */
export type Evidence = { name: string; sha256: string };

/** Errors: `bench-invalid`, those of reading a file. */
export const readBench = (path: string): Bench => readJson(path, benchSchema, 'bench-invalid');

/** Errors: `findings-invalid`, also for what nobody can have found, those of reading a file. */
export function readFindings(path: string): Findings {
  const findings = readJson(path, findingsSchema, 'findings-invalid');
  const wrong = new Set(findings.runs.flatMap((run) => Object.entries(run).flatMap(whyNotFound)));
  if (wrong.size > 0) throw new TwinError('findings-invalid', `${path}: ${[...wrong].join(' ')}`);
  return findings;
}

function whyNotFound([id, { measured }]: [string, Findings['runs'][number][string]]): string[] {
  const criterion = catalogue.criteria.find((one) => one.id === id);
  if (criterion === undefined) return [`${id} is not in the catalogue.`];
  if (criterion.method === 'probe') return [`${id} is asked over adb, and nobody finds it otherwise.`];
  const said =
    typeof measured === 'string'
      ? { kind: 'word' as const, word: measured }
      : { kind: 'number' as const, value: measured };
  const wrong = whyNotSaid(criterion, said);
  return wrong === null ? [] : [`${id}: ${wrong}`];
}

/**
 * All findings of several files: what people have tried, and what was measured at work, may lie apart. Errors:
 * `findings-invalid` (also for one criterion in two files), those of reading a file.
 */
export function readAllFindings(paths: readonly string[]): Findings {
  const runs: Findings['runs'] = [{}, {}];
  for (const path of paths) {
    for (const [i, found] of readFindings(path).runs.entries()) {
      const run = runs[i] as Findings['runs'][number];
      const twice = Object.keys(found).filter((id) => Object.hasOwn(run, id));
      if (twice.length > 0)
        throw new TwinError(
          'findings-invalid',
          `${path}: ${twice.join(', ')} of run ${i + 1} is in another file as well.`,
        );
      Object.assign(run, found);
    }
  }
  return { format: 1, runs };
}

/** The session of a folder, or a new one. Errors: `certification-damaged`, `certification-other`, those of files. */
export function openSession(folder: string, serial: string, bench: Bench): Session {
  const path = join(folder, STATE);
  if (!existsSync(path)) return newSession(serial, bench);
  const session = readJson(path, sessionSchema, 'certification-damaged');
  if (session.serial !== serial) throw new TwinError('certification-other', `It is of ${session.serial}.`);
  if (!isDeepStrictEqual(session.bench, bench))
    throw new TwinError('certification-other', 'The bench was another one.');
  return session;
}

export function saveSession(folder: string, session: Session): void {
  replaceText(join(folder, STATE), JSON.stringify(session));
}

/**
 * Writes what people have found in a run, under a name that goes by its content: who finds more later leaves the file as
 * it is that an earlier record names, and a certificate made from that.
 */
export function writeFindings(folder: string, run: string, found: Findings['runs'][number]): Evidence {
  const text = `${JSON.stringify(found, null, 2)}\n`;
  const digest = sha256Hex(new TextEncoder().encode(text));
  return writeEvidence(folder, run, `findings-${shortDigest(digest)}.json`, text);
}

/** Writes a file of evidence; its name in records and the digest of its bytes. */
export function writeEvidence(folder: string, run: string, file: string, content: string | Uint8Array): Evidence {
  replaceText(join(folder, run, file), content);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name: `${run}/${file}`, sha256: sha256Hex(bytes) };
}

/**
 * Writes the record of a run, and leaves one that says otherwise beside it: a certificate may name that by its digest. Its
 * path.
 */
export function writeRecord(folder: string, run: string, record: RunRecord): string {
  const path = join(folder, `${run}.json`);
  const text = `${JSON.stringify(record, null, 2)}\n`;
  const before = existsSync(path) ? readText(path) : text;
  // What is no record any more is no certificate's either; it goes by its bytes.
  const digest = digestOfText(before) ?? sha256Hex(new TextEncoder().encode(before));
  if (before !== text) replaceText(join(folder, keptName(basename(path), digest)), before);
  replaceText(path, text);
  return path;
}
