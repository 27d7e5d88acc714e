#!/usr/bin/env node
/** The command line: verbs grouped by who uses them, results on standard output, everything else on standard error. */
import { Command, CommanderError } from 'commander';
import { docAnchor, errorTable, TwinError } from '#protocols/errors';
import { EXIT, VERB_GROUPS, type Verb } from './verb.ts';
import { verbs } from './verbs.ts';
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
  for (const verb of verbs) add(program, verb, (result) => (code = result));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.pass;
    if (error.code === 'commander.help') return EXIT.badInput;
    throw new TwinError('usage', error.message.replace(/^error: /, ''));
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

/** One clear error: code, sentence, hint, where it is explained. */
function explain(error: unknown): number {
  if (error instanceof TwinError) {
    process.stderr.write(
      `${error.code}: ${error.message}\n  hint: ${errorTable[error.code].hint}\n  see:  ${docAnchor(error.code)}\n`,
    );
    return error.code === 'crash' ? EXIT.crash : EXIT.badInput;
  }
  const { sentence, hint } = errorTable.crash;
  process.stderr.write(
    `crash: ${sentence}\n  hint: ${hint}\n  see:  ${docAnchor('crash')}\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return EXIT.crash;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.pass);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}
