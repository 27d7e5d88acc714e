/** The configuration of the server as a file says it: YAML or JSON, validated as a whole, every error with its path. */
import { parse } from 'yaml';
import { TwinError } from '#protocols/errors';
import { serverConfigSchema, type ServerConfig } from '#server/core/config';

/** Reads a configuration from the text of a file. Errors: `config-invalid`. */
export function readConfig(text: string, path: string): ServerConfig {
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
