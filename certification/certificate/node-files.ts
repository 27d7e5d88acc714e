/** What certifiers and their customers have in files: certificates, lists of revoked ones, runs, devices. */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { readText, regularFile } from '#history/node-disk';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { deviceRecordSchema, type DeviceRecord } from './device-record.ts';
import { issuesOf } from './issues.ts';
import { trustedKeysIn } from './node-keys.ts';
import { open, type Trust } from './opening.ts';
import { repeatedKey } from './repeated-key.ts';
import { REVOCATIONS, type Revocations } from './revocations.ts';
import { runRecordSchema, type RunRecord } from './run-record.ts';

/** No certificate comes near this. */
const LARGEST_SIGNED = 4 << 20;

/** What these say of a certificate would be wrong of a list. */
const OF_SIGNATURES: readonly ErrorCode[] = ['certificate-tampered', 'certificate-untrusted'];

/** The bytes of a signed file, as they are. Errors: those of reading a file. */
export function readSigned(path: string): Uint8Array {
  if (regularFile(path).size > LARGEST_SIGNED) throw new TwinError('file-too-large', path);
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError('read', path, error);
  }
}

/** The public keys of all these folders. Errors: `key-invalid`, those of reading a file. */
export function readTrust(folders: readonly string[], threshold: number): Trust {
  return { keys: folders.flatMap(trustedKeysIn), threshold };
}

/** Errors: `revocations-invalid`, also for one that is not signed by whom one trusts; those of reading a file. */
export function readRevocations(path: string, trust: Trust): Revocations {
  return named(path, () => {
    try {
      return open(readSigned(path), REVOCATIONS, trust).value;
    } catch (error) {
      if (!(error instanceof TwinError) || !OF_SIGNATURES.includes(error.code)) throw error;
      throw new TwinError(REVOCATIONS.invalid, error.detail);
    }
  });
}

/** Errors: `run-record-invalid`, those of reading a file. */
export function readRun(path: string): RunRecord {
  return readJson(path, runRecordSchema, 'run-record-invalid');
}

/** Errors: `device-record-invalid`, those of reading a file. */
export function readDevice(path: string): DeviceRecord {
  return readJson(path, deviceRecordSchema, 'device-record-invalid');
}

/** Errors: `invalid`, those of reading a file. */
export function readJson<T>(path: string, schema: z.ZodType<T>, invalid: ErrorCode): T {
  const text = readText(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TwinError(invalid, `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const twice = repeatedKey(text);
  if (twice !== null) throw new TwinError(invalid, `${path}: the key “${twice}” is there twice, or is none.`);
  const result = schema.safeParse(value);
  if (!result.success) throw new TwinError(invalid, `${path}: ${issuesOf(result.error, schema, value)}`);
  return result.data;
}

/** Does it; an error of the table names the file besides. */
export function named<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof TwinError) || error.detail.startsWith(path)) throw error;
    throw new TwinError(error.code, error.detail === '' ? path : `${path}: ${error.detail}`);
  }
}
