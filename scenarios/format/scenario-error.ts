/** What is wrong with a scenario file, and where: `floor.yaml:12:7 faults[0].target: … (did you mean "H01"?)`. */
import { didYouMean } from './suggest.ts';

export type ScenarioError = {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** The field at fault: `faults[0].target`; empty for the whole file. */
  path: string;
  message: string;
  suggestions: readonly string[];
};

/** Something a check found, before it is looked up in the text. */
export type Finding = {
  path: readonly PropertyKey[];
  message: string;
  suggestions?: readonly string[];
  /** The key itself is at fault, not its value. */
  atKey?: boolean;
};

/** A path as people write it: `work.steps[3].when["a b"]`. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (typeof part === 'string' && /^[\w-]+$/.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${JSON.stringify(String(part))}]`;
  }
  return text;
}

/** One line for people and editors; `file` is the path they know the file by. */
export function formatScenarioError(file: string, error: ScenarioError): string {
  const { line, column, path, message, suggestions } = error;
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}${didYouMean(suggestions)}`;
}
