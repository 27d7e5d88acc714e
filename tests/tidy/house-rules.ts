// The rules the sources keep about themselves, as data: each looks at one file and says what it found.
//
// Words are read off the syntax tree, so that a comment, a string or a method of the same name is no offence.
import { parseSync } from '@swc/core';

export const productFolders = [
  'protocols',
  'machines',
  'server',
  'history',
  'scenarios',
  'simulators',
  'checkers',
  'runs',
  'search',
  'certification',
  'reports',
  'pages',
  'cli',
];

/** Where time, chance, environment and network of the real machine may be touched. */
const edges = [
  /^server\/edges\//,
  /^simulators\/grounds\/wire\//,
  /^simulators\/drivers\//,
  /^(cli|pages)\//,
  /^(reports|runs|search|history)\/(night\/|workers\/|finds\/)?node-[^/]*\.ts$/,
  /^certification\/(catalogue\/|certificate\/|whitelist\/|manual\/|probes\/)?node-[^/]*\.ts$/,
  /^runs\/run-on-wire\.ts$/,
];

/** What runs in a browser as it is and computes the same on every engine. */
const nodeFree =
  /^(protocols|machines|server\/(core|host|station|export)|history|scenarios|simulators|checkers|runs|search|certification)\//;
const needsNode = [...edges, /^scenarios\/node-[^/]*\.ts$/];

const isTest = (path: string) => path.endsWith('.test.ts');
const isOneOf = (path: string, patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(path));
const isOutsideEdges = (path: string) => !isTest(path) && !isOneOf(path, edges);
const isPage = (path: string) => !isTest(path) && path.startsWith('pages/');
const isNodeFree = (path: string) => !isTest(path) && nodeFree.test(path) && !isOneOf(path, needsNode);

export interface HouseRule {
  name: string;
  /** Why, and what to do instead. */
  hint: string;
  appliesTo: (path: string) => boolean;
  /** A rule on how code looks, which tests and benchmarks keep as well. */
  isOfForm?: true;
  offences: (source: string, path: string) => string[];
}

const maxLines = 400;
const maxFunctionLines = 80;

const forbids = (...words: string[]) => {
  return (source: string): string[] => {
    const used = wordsOf(source);
    return words.filter((word) => used.has(word));
  };
};

/** What engines may compute differently in the last bit. */
const inexactMath =
  'sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp expm1 log log2 log10 log1p pow cbrt hypot';

export const houseRules: readonly HouseRule[] = [
  {
    name: 'time, chance, environment and network only in edges',
    hint: 'take a clock, a generator, a transport as an argument',
    appliesTo: isOutsideEdges,
    offences: forbids(
      ...['Date.now', 'new Date()', 'Date()', 'performance.now', 'process.env', 'process.hrtime'],
      ...['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues', 'randomUUID', 'randomBytes'],
      ...['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'WebSocket'],
    ),
  },
  {
    name: 'only what every engine computes alike in the simulation',
    hint: 'tabulate the value, or compare code units',
    appliesTo: isNodeFree,
    offences: forbids(
      ...inexactMath.split(' ').map((name) => `Math.${name}`),
      ...['**', 'Intl', '.localeCompare', '.toLocaleString', '.toLocaleDateString', '.toLocaleTimeString'],
      ...['.toLocaleUpperCase', '.toLocaleLowerCase'],
    ),
  },
  {
    name: "no globals of Node's in the simulation and in pages",
    hint: 'bytes are Uint8Array; the rest belongs in an edge',
    appliesTo: (path) => isNodeFree(path) || isPage(path),
    offences: forbids('Buffer', 'process', 'require', '__dirname', '__filename', 'global'),
  },
  {
    name: 'erasable TypeScript, with its imports at the top',
    hint: 'a union of strings for an enum, a file for a namespace, `import type` for import(…).Type',
    appliesTo: () => true,
    isOfForm: true,
    offences: forbids('an enum', 'a namespace', 'import() as a type'),
  },
  {
    name: 'file names in kebab-case',
    hint: 'small letters, digits and hyphens',
    appliesTo: () => true,
    isOfForm: true,
    offences: (_source, path) =>
      path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d))?(\.[a-z0-9]+)?$/.test(part)) ? [] : [path],
  },
  {
    name: 'no barrels',
    hint: 'import from the file that has the thing',
    appliesTo: () => true,
    isOfForm: true,
    offences: (_source, path) => (/(^|\/)index\.ts$/.test(path) ? [path] : []),
  },
  {
    name: 'no folder for odds and ends',
    hint: 'give it the name of what it does',
    appliesTo: () => true,
    isOfForm: true,
    offences: (_source, path) =>
      path.split('/').filter((part) => /^(utils?|helpers?|common|misc|shared)(\.ts)?$/.test(part)),
  },
  {
    name: `no file over ${maxLines} lines`,
    hint: 'it holds two concepts: part them',
    appliesTo: () => true,
    isOfForm: true,
    offences: (source) => (linesOf(source) > maxLines ? [`${linesOf(source)} lines`] : []),
  },
  {
    name: `no function over ${maxFunctionLines} lines`,
    hint: 'give its parts names; a table of data and a list of tests may be longer',
    appliesTo: () => true,
    isOfForm: true,
    offences: longFunctions,
  },
];

export function linesOf(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
}

/** Absolute paths that exist on one machine only. */
export function machinePathsIn(text: string): string[] {
  return text.match(/(?<![\w.~:/-])\/(home|root|Users|work|workspace)\/[\w.-]+|[A-Z]:\\Users\\\w+/g) ?? [];
}

type Node = { type?: string; [key: string]: unknown };

/** Several rules ask for the words of the same source, and to parse it takes longest. */
const wordsKnown = new Map<string, ReadonlySet<string>>();

/** Names of globals used (`Date.now`, `fetch`), methods called (`.localeCompare`) and constructs (`an enum`, `**`). */
function wordsOf(source: string): ReadonlySet<string> {
  const known = wordsKnown.get(source);
  if (known !== undefined) return known;
  const words = new Set<string>();
  wordsKnown.set(source, words);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === 'object') visitNode(value as Node, words, visit);
  };
  visit(parseSync(source, { syntax: 'typescript', target: 'esnext' }));
  return words;
}

/** Keys under which an identifier is a mere label, not a use of the thing it names. */
const labels: Record<string, readonly string[]> = {
  MemberExpression: ['property'],
  KeyValueProperty: ['key'],
  KeyValuePatternProperty: ['key'],
  MethodProperty: ['key'],
  GetterProperty: ['key'],
  SetterProperty: ['key'],
  ClassMethod: ['key'],
  ClassProperty: ['key'],
  TsPropertySignature: ['key'],
  TsMethodSignature: ['key'],
  TsFnParameter: ['params'],
  TsFunctionType: ['params'],
  ImportSpecifier: ['imported'],
  ExportSpecifier: ['exported'],
};

function visitNode(node: Node, words: Set<string>, visit: (value: unknown) => void): void {
  const word = wordOf(node);
  if (word !== undefined) words.add(word);
  if (node.type === 'MemberExpression') {
    const owner = nameOf(node['object']);
    const property = nameOf(node['property']);
    if (property !== undefined) words.add(`.${property}`);
    if (owner !== undefined && property !== undefined)
      words.add(owner === 'globalThis' ? property : `${owner}.${property}`);
  }
  const skipped = labels[node.type ?? ''] ?? [];
  for (const [key, child] of Object.entries(node)) {
    if (!skipped.includes(key) || (child as Node | null)?.type === 'Computed') visit(child);
  }
}

function wordOf(node: Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return nameOf(node);
    case 'NewExpression':
      return nameOf(node['callee']) === 'Date' && isEmpty(node['arguments']) ? 'new Date()' : undefined;
    case 'CallExpression':
      return nameOf(node['callee']) === 'Date' ? 'Date()' : undefined;
    case 'BinaryExpression':
      return node['operator'] === '**' && !isWholePower(node) ? '**' : undefined;
    case 'TsEnumDeclaration':
      return 'an enum';
    case 'TsModuleDeclaration':
      return 'a namespace';
    case 'TsImportType':
      return 'import() as a type';
    default:
      return undefined;
  }
}

/** `Date` of an identifier, `now` of `['now']`, `Date` again of `globalThis.Date`. */
function nameOf(value: unknown): string | undefined {
  const node = value as Node | undefined;
  if (node?.type === 'Identifier') return node['value'] as string;
  if (node?.type === 'MemberExpression' && nameOf(node['object']) === 'globalThis') return nameOf(node['property']);
  if (node?.type !== 'Computed') return undefined;
  const inner = node['expression'] as Node;
  return inner.type === 'StringLiteral' ? (inner['value'] as string) : undefined;
}

/** A whole number written out, to a power that is not written as a fraction: exact everywhere as far as 2^53. */
function isWholePower(node: Node): boolean {
  const base = (node['left'] as Node)['value'];
  const exponent = (node['right'] as Node)['value'];
  return Number.isInteger(base) && (typeof exponent !== 'number' || Number.isInteger(exponent));
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'Constructor']);
const methods = new Set(['MethodProperty', 'ClassMethod', 'PrivateMethod', 'GetterProperty', 'SetterProperty']);
const isFunction = ({ type = '' }: Node) => functions.has(type) || methods.has(type);

/** The functions that are too long, by name; what is nested in one counts as part of it. */
function longFunctions(source: string): string[] {
  const bytes = new TextEncoder().encode(source);
  const offences: string[] = [];
  const visit = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, name);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    const node = value as Node;
    if (listsTests(node)) return visitListedTests(node);
    const own = nameOf(node['identifier'] ?? node['id'] ?? node['key']) ?? name;
    const lines = isFunction(node) && !isTable(node) ? linesOfSpan(bytes, node) : 0;
    if (lines > maxFunctionLines) offences.push(`${own}: ${lines} lines`);
    for (const child of Object.values(node)) visit(child, own);
  };
  const visitListedTests = (call: Node): void => {
    for (const { expression } of call['arguments'] as { expression: Node }[]) {
      visit(isFunction(expression) ? expression['body'] : expression, 'describe');
    }
  };
  visit(parseSync(source, { syntax: 'typescript', target: 'esnext' }), 'a function');
  return offences;
}

/** `describe('…', () => { … })`: a list of tests, each of which is looked at for itself. */
function listsTests(node: Node): boolean {
  return node.type === 'CallExpression' && nameOf(node['callee']) === 'describe';
}

/** A function that does nothing but hand over a literal in which no function stands. */
function isTable(node: Node): boolean {
  const body = (node['body'] ?? (node['function'] as Node | undefined)?.['body']) as Node | undefined;
  const statements = body?.['stmts'] as Node[] | undefined;
  if (statements !== undefined && statements.length !== 1) return false;
  const only = statements === undefined ? body : (statements[0]?.['argument'] as Node | undefined);
  const literal = only?.type === 'ParenthesisExpression' ? (only['expression'] as Node) : only;
  return /^(Object|Array)Expression$/.test(literal?.type ?? '') && !holdsFunction(literal);
}

function holdsFunction(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsFunction);
  if (value === null || typeof value !== 'object') return false;
  return isFunction(value as Node) || Object.values(value).some(holdsFunction);
}

/** Spans count bytes from 1. A method of an object has its span within `function` in some kinds of node. */
function linesOfSpan(bytes: Uint8Array, node: Node): number {
  const { start, end } = (node['span'] ?? (node['function'] as Node)['span']) as { start: number; end: number };
  let lines = 1;
  for (let i = start - 1; i < end - 1; i += 1) if (bytes[i] === 10) lines += 1;
  return lines;
}

const isEmpty = (value: unknown) => !Array.isArray(value) || value.length === 0;
