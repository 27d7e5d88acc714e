#!/usr/bin/env node
/** The command line: verbs grouped by who uses them, results on standard output, everything else on standard error. */
import { Command, CommanderError } from 'commander';
import { TwinError } from '#protocols/errors/errors';
import { usageError } from './arguments.ts';
import { errorObject, errorText } from './error-text.ts';
import { mindOutput } from './mind-output.ts';
import { EXIT, VERB_GROUPS, type Verb } from './verb.ts';
import { verbsFor } from './verbs.ts';
import { programVersion } from './version.ts';

const OLDEST_NODE = 24;

async function main(argv: string[]): Promise<number> {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new TwinError('usage', `mpos-twin needs Node ${OLDEST_NODE} or newer, this is ${process.versions.node}.`);
  }
  let code: number = EXIT.pass;
  const program = new Command('mpos-twin')
    .description('Digital twin of a restaurant’s mobile-POS floor: plays scenarios, breaks things, proves or refutes.')
    .version(programVersion())
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const verb of await verbsFor(argv)) add(program, verb, (result) => (code = result));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.pass;
    if (error.code === 'commander.help') return EXIT.badInput;
    throw usageError(error);
  }
  return code;
}

function add(program: Command, verb: Verb, done: (code: number) => void): void {
  const command = program
    .command(verb.name)
    .description(verb.about)
    .helpGroup(`${VERB_GROUPS[verb.group]}:`)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', `\nExamples:\n${verb.examples.map((line) => `  ${line}`).join('\n')}`);
  verb.set(command);
  command.action(async () => {
    done(await verb.run(command.opts() as never, command.args));
  });
}

/** One clear error on standard error; with `--json` as an object on standard output too. Returns the exit code. */
function explain(error: unknown, argv: readonly string[]): number {
  const known = error instanceof TwinError ? error : new TwinError('crash');
  process.stderr.write(errorText(known));
  if (known !== error) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(errorObject(known))}\n`);
  if (known.code === 'journal-not-written') return EXIT.notWritten;
  return known.code === 'crash' ? EXIT.crash : EXIT.badInput;
}

mindOutput(process.stdout, 'standard output');
mindOutput(process.stderr, 'standard error');
const argv = process.argv.slice(2);
process.on('uncaughtException', (error) => process.exit(explain(error, argv)));
let code: number;
try {
  code = await main(argv);
} catch (error) {
  code = explain(error, argv);
}
if (code !== EXIT.pass) process.exitCode = code;
