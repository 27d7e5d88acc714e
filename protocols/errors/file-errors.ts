/**
 * What an operating system says of a file, as an error of the table: the one place that knows its codes. Whoever
 * touches a disk wraps what is thrown there with this, so that no reader ever meets a bare `EACCES` or a stack.
 */
import { TwinError, type ErrorCode } from './errors.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EISDIR: 'is-a-folder',
  ENOTDIR: 'not-a-folder',
  EEXIST: 'not-a-folder',
  ENXIO: 'not-a-file',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  ENAMETOOLONG: 'name-too-long',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
  EFBIG: 'file-too-large',
  ERR_FS_FILE_TOO_LARGE: 'file-too-large',
  ERR_STRING_TOO_LONG: 'file-too-large',
};

/** Which of the table's errors came of reading or writing that file. One of the table already is handed on. */
export function fileError(doing: 'read' | 'written', path: string, error: unknown): TwinError {
  if (error instanceof TwinError) return error;
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  if (code === 'ENOENT') return new TwinError(doing === 'read' ? 'file-not-found' : 'folder-not-found', path);
  const known = CODES[code];
  return known === undefined ? new TwinError(`file-not-${doing}`, `${path}: ${message}`) : new TwinError(known, path);
}
