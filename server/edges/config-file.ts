/**
 * The configuration of the server as a file says it: YAML or JSON, validated as a whole, every error with its path. Its
 * `whitelist` is the path of a file of its own, seen from the configuration, or the rows themselves.
 */
import { dirname, join, isAbsolute } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import { whitelistFileSchema, type Whitelist } from '#protocols/whitelist';
import { serverConfigSchema, type ServerConfig } from '#server/core/config';

/**
 * Reads a configuration from the text of a file; `readText` gets the file that it names, if it names one.
 * Errors: `config-invalid`, `whitelist-invalid`, those of reading a file.
 */
export function readConfig(text: string, path: string, readText: (path: string) => string): ServerConfig {
  const value = parsed(parse, text, path, 'config-invalid');
  return validated(serverConfigSchema, withWhitelist(value, path, readText), path, 'config-invalid');
}

/** The same with the rows of the whitelist in place of its path. */
function withWhitelist(value: unknown, path: string, readText: (path: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { whitelist } = value as { whitelist?: unknown };
  if (typeof whitelist !== 'string') return value;
  const file = isAbsolute(whitelist) ? whitelist : join(dirname(path), whitelist);
  return { ...value, whitelist: readWhitelist(readText(file), file) };
}

function readWhitelist(text: string, path: string): Whitelist {
  const code = 'whitelist-invalid';
  return validated(whitelistFileSchema, parsed(JSON.parse, text, path, code), path, code).rows;
}

function parsed(parser: (text: string) => unknown, text: string, path: string, code: ErrorCode): unknown {
  try {
    return parser(text);
  } catch (error) {
    throw new TwinError(code, `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function validated<T>(schema: z.ZodType<T>, value: unknown, path: string, code: ErrorCode): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${path}: ${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new TwinError(code, `\n${issues.join('\n')}`);
}
