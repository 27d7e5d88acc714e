/** Reading the configuration file of the server: YAML or JSON, validated as a whole, every error with its path. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { TwinError } from '#protocols/errors';
import { serverConfigSchema, type ServerConfig } from '#server/core/config';

/** Reads a configuration. Errors: `file-not-found`, `config-invalid`. */
export function readConfigFile(path: string): ServerConfig {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new TwinError('file-not-found', path);
  }
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new TwinError('config-invalid', `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = serverConfigSchema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${path}: ${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new TwinError('config-invalid', `\n${issues.join('\n')}`);
}
