/**
 * What a device answers to a command, as far as it can be trusted. Each command ends with a line that says its exit code
 * (`asked`), so that an answer that was cut off, which adb does not tell from a whole one, has no end. Carriage returns
 * of old Androids are taken off.
 */
import { known, unknown, type Reading } from './reading.ts';

const END = 'end-of-answer';

/** The command as it is sent, with the end of the answer behind it. */
export function asked(command: string): string {
  return `${command}; echo "${END} $?"`;
}

/** A whole answer: its lines, without the end, and the exit code. */
export type Answer = { lines: readonly string[]; exitCode: number };

/** Unknown: cut off, or with two ends. */
export function wholeAnswer(output: string): Reading<Answer> {
  const lines = output.replaceAll('\r', '').split('\n');
  while (lines.at(-1)?.trim() === '') lines.pop();
  const ends = lines.filter((line) => line.includes(END));
  const code = /^end-of-answer (\d{1,3})$/.exec(lines.at(-1) ?? '')?.[1];
  if (ends.length > 1) return unknown('The answer has two ends.');
  if (code === undefined) return unknown('The answer was cut off.');
  return known({ lines: lines.slice(0, -1), exitCode: Number(code) });
}

/** What the shell, a service or Java says instead of an answer. */
const COMPLAINTS = [
  /^\s*Error\b/,
  /^\s*(cmd: )?Can't find service\b/i,
  /^\s*(Unknown|Bad) (command|option|argument)\b/i,
  /^\s*usage:/i,
  /^\s*(java|android)\.[\w.]+(Exception|Error)\b/,
  /^\s*(Exception occurred|Failure\b|Security exception\b)/i,
  /Permission Denial\b/i,
  /:( inaccessible or)? not found$/,
  /: (Permission denied|No such file or directory|Operation not permitted|syntax error)/i,
];

/** Longer answers are no complaint, whatever words occur in them; they are read by their keys. */
const LONGEST_COMPLAINT = 20;

/** The lines of an answer that ended well; unknown where it failed, or complains instead. */
export function linesOf({ lines, exitCode }: Answer): Reading<readonly string[]> {
  const mayComplain = lines.length <= LONGEST_COMPLAINT;
  const complaint = mayComplain ? lines.find((line) => COMPLAINTS.some((one) => one.test(line))) : undefined;
  if (complaint !== undefined) return unknown(`The device answers “${shortened(complaint)}”.`);
  return exitCode === 0 ? known(lines) : unknown(`The command ended with code ${exitCode}.`);
}

const MOST_QUOTED = 80;

/** A line of the device's, fit to stand in a sentence. */
export function shortened(line: string, most: number = MOST_QUOTED): string {
  const plain = line.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/[\p{Cs}]$/u, '')}…`;
}

/** All values of `key: value` or `key=value`, the key standing at the begin of its line. */
export function valuesOf(lines: readonly string[], key: string): string[] {
  return lines.flatMap((line) => {
    const text = line.trim();
    const rest = text.startsWith(key) ? text.slice(key.length) : '';
    const value = /^\s*[:=]\s*(.*)$/.exec(rest)?.[1];
    return value === undefined ? [] : [value];
  });
}

/** A whole number in decimal digits; anything else is none. */
export function wholeOf(text: string): number[] {
  return /^-?\d{1,12}$/.test(text) ? [Number(text)] : [];
}
