/**
 * A session in a folder: `session.json` is what the testers said, `findings.json` is what of it goes into the records of
 * the two runs, `pictures` holds what they photographed. All of it is written after every answer.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, replaceText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import type { Catalogue } from '../catalogue/criterion.ts';
import type { Traits } from '../catalogue/verdict.ts';
import { readJson } from '../certificate/node-files.ts';
import { sha256Hex } from '../certificate/node-keys.ts';
import type { Picture, Run } from './messages.ts';
import { findingsOf } from './findings.ts';
import { newSession, sessionSchema, type Session } from './session.ts';

const SESSION = 'session.json';
const PICTURES = 'pictures';

/** What a folder is opened for: a session that is there already must be of the same. */
export type Wanted = { catalogue: Catalogue; traits: Traits; testers: readonly string[] };

/** The file that `mpos-twin certify --findings` takes. */
export function findingsFile(folder: string): string {
  return join(folder, 'findings.json');
}

/** Goes on with the session of a folder, or begins one. Errors: `manual-session-invalid`, those of files. */
export function openSession(folder: string, { catalogue, traits, testers }: Wanted): Session {
  const wanted = newSession(catalogue, traits, testers);
  const path = join(folder, SESSION);
  if (!existsSync(path)) {
    write(folder, catalogue, wanted);
    return wanted;
  }
  const session = readJson(path, sessionSchema, 'manual-session-invalid');
  const told = ({ catalogue: version, traits: asked, runs }: Session) =>
    JSON.stringify([version, asked, runs.map(({ tester }) => tester)]);
  if (told(session) !== told(wanted)) {
    throw new TwinError('manual-session-invalid', `${path} was begun as ${told(session)}, not as ${told(wanted)}.`);
  }
  return session;
}

/**
 * Writes a session that was `before` so far; one that somebody else has written to since is left as it is, so that no
 * answer is lost between two programs. The findings come first: a session that says more than they do would never be
 * written again. Errors: `manual-session-invalid`, those of files.
 */
export function saveSession(folder: string, catalogue: Catalogue, session: Session, before: Session): void {
  const path = join(folder, SESSION);
  if (textOf(readJson(path, sessionSchema, 'manual-session-invalid')) !== textOf(before)) {
    throw new TwinError('manual-session-invalid', `${path}: Another program has written to it since.`);
  }
  write(folder, catalogue, session);
}

function write(folder: string, catalogue: Catalogue, session: Session): void {
  replaceText(findingsFile(folder), `${JSON.stringify(findingsOf(catalogue, session), null, 2)}\n`);
  replaceText(join(folder, SESSION), textOf(session));
}

const textOf = (session: Session): string => `${JSON.stringify(session, null, 2)}\n`;

/** What the files of the pictures that are taken are called, and how each begins, in Latin-1. */
const KINDS: readonly (readonly [extension: string, isSo: (head: string) => boolean])[] = [
  ['png', (head) => head.startsWith('\x89PNG\r\n\x1a\n')],
  ['jpg', (head) => head.startsWith('\xff\xd8\xff')],
  ['webp', (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP'],
];

/** Keeps a picture under its digest, whatever it was called. Errors: `picture-invalid`, those of files. */
export function keepPicture(folder: string, id: string, run: Run, bytes: Uint8Array): Picture {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const extension = KINDS.find(([, isSo]) => isSo(head))?.[0];
  if (extension === undefined) throw new TwinError('picture-invalid', '');
  const sha256 = sha256Hex(bytes);
  const name = `${id.toLowerCase()}-${run}-${sha256.slice(0, 12)}.${extension}`;
  makeFolder(join(folder, PICTURES));
  const path = join(folder, PICTURES, name);
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw fileError('written', path, error);
  }
  return { name, sha256 };
}

/** The bytes of a picture of the session. Errors: those of reading a file. */
export function readPicture(folder: string, { name }: Picture): Uint8Array {
  const path = join(folder, PICTURES, name);
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError('read', path, error);
  }
}
