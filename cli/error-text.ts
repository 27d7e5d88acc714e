/** An error of the table as it leaves the program: lines for people, one object for programs. */
import { docAnchor, errorTable, type ErrorCode, type TwinError } from '#protocols/errors/errors';

/** What a foreign text would do to a console is shown as its number; lines of our own break as they should. */
const tamed = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\n]/gu, (char) => `\\x${(char.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`);

/** Code, sentence, hint, and where it is explained; three lines. */
export function errorText({ code, message }: TwinError): string {
  return `${code}: ${tamed(message)}\n  hint: ${errorTable[code].hint}\n  see:  ${docAnchor(code)}\n`;
}

export type ErrorObject = { code: ErrorCode; sentence: string; detail: string; hint: string; doc: string };

/** What `--json` prints in place of a result. */
export function errorObject({ code, detail }: TwinError): { error: ErrorObject } {
  const { sentence, hint } = errorTable[code];
  return { error: { code, sentence, detail: detail.trim(), hint, doc: docAnchor(code) } };
}
