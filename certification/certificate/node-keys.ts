/**
 * Keys in a folder: one private half to sign with, `signing.pem`, which only its owner may read; and the public half of
 * every key that was ever made here, `<id>.pem`, by which certificates are checked. Rotation makes a new private half and
 * destroys the old one; what it has signed stays good, because its public half stays.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeFolder, readText, regularFile, replaceText, isFolder } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import type { TrustedKey } from './opening.ts';

const SIGNING = 'signing.pem';
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** Something that signs. The private half never leaves it. */
export type Signer = { id: string; sign(message: Uint8Array): Uint8Array };

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Makes the first key of a folder; its id. Errors: `key-exists`, those of writing a file. */
export function makeKey(folder: string): string {
  if (existsSync(join(folder, SIGNING))) throw new TwinError('key-exists', folder);
  return newKey(folder);
}

/** Makes a new key in place of the present one, which is destroyed. Its id. Errors: `key-invalid`, those of files. */
export function rotateKey(folder: string): string {
  signerIn(folder);
  return newKey(folder);
}

function newKey(folder: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const id = idOf(publicKey);
  if (!isFolder(folder)) {
    makeFolder(folder);
    chmodSync(folder, 0o700);
  }
  // The public half first: whatever is signed can be checked. Never half of it, which would spoil the whole folder.
  const publicPath = join(folder, `${id}.pem`);
  replaceText(publicPath, publicKey.export({ type: 'spki', format: 'pem' }));
  try {
    replaceText(join(folder, SIGNING), privateKey.export({ type: 'pkcs8', format: 'pem' }), OWNER_ONLY);
  } catch (error) {
    rmSync(publicPath, { force: true });
    throw error;
  }
  return id;
}

/** The key that a folder signs with. Errors: `key-invalid`, those of reading a file. */
export function signerIn(folder: string): Signer {
  const path = join(folder, SIGNING);
  const { mode } = regularFile(path);
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    throw new TwinError('key-invalid', `${path}: others than its owner may read it.`);
  }
  const key = keyIn(path, 'PRIVATE');
  return { id: idOf(createPublicKey(key)), sign: (message) => sign(null, message, key) };
}

/** The public keys of a folder. Errors: `key-invalid` (one that is none, or no key at all), those of reading a file. */
export function trustedKeysIn(folder: string): TrustedKey[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw fileError('read', folder, error);
  }
  const keys = names
    .filter((name) => name.endsWith('.pem') && name !== SIGNING)
    .toSorted()
    .map((name) => trustedKey(join(folder, name)));
  if (keys.length === 0) throw new TwinError('key-invalid', `${folder}: there is no public key.`);
  return keys;
}

function trustedKey(path: string): TrustedKey {
  const key = keyIn(path, 'PUBLIC');
  const id = idOf(key);
  if (basename(path) !== `${id}.pem`) throw new TwinError('key-invalid', `${path}: it is the key ${id}.`);
  return { id, verifies: (message, signature) => verify(null, message, key, signature) };
}

/** What is wrong with a key is told without a word of what is in its file. */
function keyIn(path: string, half: 'PUBLIC' | 'PRIVATE'): KeyObject {
  const text = readText(path);
  let key: KeyObject | null = null;
  if (text.startsWith(`-----BEGIN ${half} KEY-----`)) {
    try {
      key = half === 'PRIVATE' ? createPrivateKey(text) : createPublicKey(text);
    } catch {
      key = null;
    }
  }
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new TwinError('key-invalid', `${path}: it is no ${half.toLowerCase()} key of Ed25519 in PEM.`);
  }
  return key;
}

function idOf(publicKey: KeyObject): string {
  return sha256Hex(publicKey.export({ type: 'spki', format: 'der' }));
}
