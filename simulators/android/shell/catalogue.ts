/** The commands of the shell, by name. */
import type { Command } from './command.ts';
import { date, echo, no, sleep, yes } from './commands/basics.ts';
import { getprop, setprop } from './commands/properties.ts';

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['date', date],
  ['echo', echo],
  ['false', no],
  ['getprop', getprop],
  ['setprop', setprop],
  ['sleep', sleep],
  ['true', yes],
]);
