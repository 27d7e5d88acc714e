/** Values on the command line, validated where they enter. */
import { InvalidArgumentError, type CommanderError } from 'commander';
import { TwinError } from '#protocols/errors/errors';
import { parseDuration } from '#scenarios/format/duration';

/** A whole number within limits. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
    }
    return value;
  };
}

/** One of the given words. */
export function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((one) => one === text);
    if (word === undefined) throw new InvalidArgumentError(`one of ${words.join(', ')}`);
    return word;
  };
}

/** A time longer than none, in ms. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === null || ms === 0) throw new InvalidArgumentError('a duration like 90s, 10min or 8h');
  return ms;
}

/** The error of the table for arguments that were refused. */
export function usageError({ message }: CommanderError): TwinError {
  return new TwinError('usage', message.replace(/^error: /, ''));
}
