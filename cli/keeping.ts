/**
 * The files a verb writes beside its result. One that cannot be written is told at once and never costs the result:
 * the verb goes on, prints what it found, and its exit code says that something is missing.
 */
import { TwinError } from '#protocols/errors/errors';
import { errorText } from './error-text.ts';
import { EXIT } from './verb.ts';

export type Keeping = {
  /** Told what could not be written. */
  lost(error: TwinError): void;
  /** Writes, unless it cannot be done. */
  attempt(write: () => void): boolean;
  /** The exit code of the verb: that of its result, unless it is a pass and a file is missing. */
  exit(code: number): number;
};

/** Nothing is lost yet. */
export function startKeeping(): Keeping {
  let isWhole = true;
  const lost = (error: TwinError): void => {
    isWhole = false;
    process.stderr.write(errorText(error));
  };
  return {
    lost,
    attempt(write) {
      try {
        write();
        return true;
      } catch (error) {
        if (!(error instanceof TwinError)) throw error;
        lost(error);
        return false;
      }
    },
    exit: (code) => (code === EXIT.pass && !isWhole ? EXIT.notWritten : code),
  };
}
