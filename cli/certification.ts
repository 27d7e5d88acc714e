/** What the verbs of certification have in common: their options, and the time they ask at. */
import { realpathSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { readRevocations, readTrust } from '#certification/certificate/node-files';
import type { Trust } from '#certification/certificate/opening';
import type { Revocations } from '#certification/certificate/revocations';
import { words } from '#certification/certificate/run-record';
import { TwinError } from '#protocols/errors/errors';
import { wholeNumber } from './arguments.ts';

/** What is said wherever a simulated device is certified. */
export const REHEARSAL =
  'The device is simulated: a certificate of it says so, is a rehearsal, and is taken by no whitelist without --rehearsal.';

/** Where keys are if nothing else is said. */
export const KEYS_FOLDER = 'keys';
const MOST_SIGNERS = 16;

export type TrustOptions = { keys: string[]; threshold: number; revoked?: string; at?: string };

/** The options by which it is decided which certificates hold. */
export function addTrustOptions(command: Command): void {
  command
    .option('--keys <folder...>', 'folders with the public keys you trust', [KEYS_FOLDER])
    .option('--threshold <n>', 'how many of them must have signed', wholeNumber(1, MOST_SIGNERS), 1)
    .option('--revoked <file>', 'the signed list of revoked certificates')
    .option('--at <time>', 'asked for this time, like 2027-03-01 or 2027-03-01T12:00:00Z; now if absent', utcTime);
}

export function trustOf({ keys, threshold, revoked }: TrustOptions): {
  trust: Trust;
  revocations: Revocations | null;
} {
  const trust = readTrust(keys, threshold);
  return { trust, revocations: revoked === undefined ? null : readRevocations(revoked, trust) };
}

/** Refuses to write where something lies that is read, as a certificate of which there is no other. Error: `usage`. */
export function mustBeApart(written: string | undefined, read: readonly (string | undefined)[]): void {
  if (written === undefined) return;
  const at = whereIs(written);
  if (at !== null && read.some((one) => one !== undefined && whereIs(one) === at))
    throw new TwinError('usage', `${written} would be written over, and it is read here.`);
}

/** Null where nothing is. */
function whereIs(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** A name or a sentence that stands in what is signed. */
export function printable(text: string): string {
  if (!words.safeParse(text).success) throw new InvalidArgumentError('printable text on one line, at most 500 letters');
  return text;
}

/** A day, or a second of it, in UTC. */
export function utcTime(text: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  const date = new Date(time);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time) || Number.isNaN(date.getTime()) || toSecond(date) !== time) {
    throw new InvalidArgumentError('a day like 2027-03-01, or a time like 2027-03-01T12:00:00Z');
  }
  return time;
}

/** The present second, UTC. */
export function now(): string {
  return toSecond(new Date());
}

const toSecond = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
