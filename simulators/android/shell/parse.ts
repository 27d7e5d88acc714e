/**
 * What is understood of a line for mksh, the shell of Android: commands behind `;`, `&&` and `||`, pipes, quotes, `$?`
 * and other variables, and redirections. No loops, functions or patterns: a line that has them is told as not understood.
 */

/** A word as it stands, quoted or not: what is in single quotes is text, elsewhere `$` begins a variable. */
type Piece = { text: string; variables: boolean };
export type Word = readonly Piece[];

/** Where an output goes, or the input comes from. */
export type Redirection = { from: 'stdin' | 'stdout' | 'stderr'; append: boolean; to: Word | 'stdout' | 'stderr' };
export type SimpleCommand = { words: Word[]; redirections: Redirection[] };
/** `when`: after which outcome of what stands before it is run. */
export type Pipeline = { when: 'always' | 'well' | 'ill'; commands: SimpleCommand[] };

type Token = { word: Word } | { operator: string };

/** What a line says; a sentence where it is not understood. */
export function parseLine(line: string): Pipeline[] | string {
  const tokens = tokensOf(line);
  if (typeof tokens === 'string') return tokens;
  const list: Pipeline[] = [];
  let command: SimpleCommand = { words: [], redirections: [] };
  let pipeline: Pipeline = { when: 'always', commands: [command] };
  const next = (when: Pipeline['when']): void => {
    if (command.words.length > 0 || command.redirections.length > 0) list.push(pipeline);
    command = { words: [], redirections: [] };
    pipeline = { when, commands: [command] };
  };
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    if ('word' in token) {
      command.words.push(token.word);
      continue;
    }
    switch (token.operator) {
      case ';':
      case '\n':
        next('always');
        break;
      case '&&':
        next('well');
        break;
      case '||':
        next('ill');
        break;
      case '|':
        command = { words: [], redirections: [] };
        pipeline.commands.push(command);
        break;
      default: {
        const redirection = redirectionOf(token.operator, tokens[i + 1]);
        if (redirection === null) return `syntax error: unexpected '${token.operator}'`;
        if (!token.operator.includes('>&')) i += 1;
        command.redirections.push(redirection);
      }
    }
  }
  next('always');
  return list;
}

function redirectionOf(operator: string, target: Token | undefined): Redirection | null {
  if (operator === '2>&1') return { from: 'stderr', append: false, to: 'stdout' };
  if (operator === '>&2') return { from: 'stdout', append: false, to: 'stderr' };
  if (target === undefined || !('word' in target)) return null;
  const append = operator.endsWith('>>');
  if (operator === '<') return { from: 'stdin', append, to: target.word };
  return { from: operator.startsWith('2') ? 'stderr' : 'stdout', append, to: target.word };
}

const OPERATORS = ['2>&1', '>&2', '2>>', '>>', '2>', '1>', '&&', '||', ';', '|', '>', '<', '\n'];
const NOT_UNDERSTOOD = /^[&()`]/;
const WORD_END = /[\s;&|<>()]/;

function tokensOf(line: string): Token[] | string {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    const blank = /^[ \t\r]+/.exec(rest);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const operator = OPERATORS.find((one) => rest.startsWith(one));
    if (operator !== undefined) {
      tokens.push({ operator });
      at += operator.length;
      continue;
    }
    if (NOT_UNDERSTOOD.test(rest)) return `syntax error: unexpected '${rest[0]}'`;
    const read = wordAt(line, at);
    if (typeof read === 'string') return read;
    tokens.push({ word: read.word });
    at = read.end;
  }
  return tokens;
}

/** Reads a word from `start` on; quoted and unquoted parts stand together. */
function wordAt(line: string, start: number): { word: Word; end: number } | string {
  const word: Piece[] = [];
  const add = (text: string, variables: boolean): void => void word.push({ text, variables });
  let at = start;
  while (at < line.length && !WORD_END.test(line[at] as string)) {
    const char = line[at] as string;
    if (char === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return 'no closing quote';
      add(line.slice(at + 1, end), false);
      at = end + 1;
    } else if (char === '"') {
      const end = endOfQuote(line, at + 1);
      if (end < 0) return 'no closing quote';
      for (const part of partsOf(line.slice(at + 1, end))) add(part.text, part.variables);
      at = end + 1;
    } else if (char === '\\') {
      add(line[at + 1] ?? '', false);
      at += 2;
    } else {
      const plain = /^[^\s;&|<>()'"\\]+/.exec(line.slice(at))?.[0] ?? char;
      add(plain, true);
      at += plain.length;
    }
  }
  return { word, end: at };
}

function endOfQuote(line: string, from: number): number {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === '"') return at;
  }
  return -1;
}

/** What stands between double quotes: a backslash keeps what is special as it is. */
function partsOf(quoted: string): Piece[] {
  const parts: Piece[] = [];
  for (const [part] of quoted.matchAll(/\\[\s\S]|[^\\]+/g)) {
    if (!part.startsWith('\\')) parts.push({ text: part, variables: true });
    else parts.push({ text: /^\\["$`\\]/.test(part) ? part.slice(1) : part, variables: false });
  }
  return parts.length === 0 ? [{ text: '', variables: false }] : parts;
}

/** The word with its variables filled in; one that is not set is empty. */
export function expand(word: Word, variable: (name: string) => string): string {
  return word
    .map(({ text, variables }) =>
      variables
        ? text.replace(/\$(\?|[A-Za-z_]\w*)|\$\{(\w+)\}/g, (_, plain: string, braced: string) =>
            variable(plain ?? braced),
          )
        : text,
    )
    .join('');
}
