/**
 * One JSON object in one text frame, validated. Decoding answers a broken frame with an error of the error table and
 * never throws; what a foreign peer sent is validated here and nowhere later.
 */
import type { ZodType } from 'zod';
import type { ErrorCode } from './errors/errors.ts';

/** A decoded frame, or the error to answer with. `detail` names the field at fault. */
export type Decoded<T> = { ok: true; message: T } | { ok: false; code: ErrorCode; detail: string };

/** Longest frame a peer may send, in UTF-16 units; longer ones are refused unread. */
export const MAX_FRAME = 256 * 1024;

/** Decodes a frame; with `version`, a `hello` must be of that one. Errors: `bad-frame`, `protocol-version`. */
export function decodeFrame<T>(text: string, schema: ZodType<T>, version?: number): Decoded<T> {
  const raw = parse(text);
  if (!raw.ok) return raw;
  const value = raw.message;
  if (version !== undefined && isRecord(value) && value['type'] === 'hello' && value['v'] !== version)
    return { ok: false, code: 'protocol-version', detail: `v = ${shown(value['v'])}, wanted ${version}` };
  return validate(schema, value);
}

/** A version as it is told back: what is none may be as long, or as deep, as a frame. */
function shown(version: unknown): string {
  return typeof version === 'number' ? String(version) : typeof version;
}

function parse(text: string): Decoded<unknown> {
  if (text.length > MAX_FRAME) return { ok: false, code: 'bad-frame', detail: `longer than ${MAX_FRAME} characters` };
  try {
    return { ok: true, message: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, code: 'bad-frame', detail: 'not JSON' };
  }
}

function validate<T>(schema: ZodType<T>, value: unknown): Decoded<T> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, message: result.data };
  const issue = result.error.issues[0];
  const path = issue === undefined || issue.path.length === 0 ? 'the message' : issue.path.join('.');
  return { ok: false, code: 'bad-frame', detail: `${path}: ${issue?.message ?? 'not understood'}` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
