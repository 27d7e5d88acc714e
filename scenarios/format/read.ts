/**
 * Reads a scenario file: YAML (or JSON, which is YAML) in, a scenario or all its errors out. Each error names line,
 * column and path, and what was probably meant. Foreign text never makes it throw.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { checkScenario, type ReadOptions } from './check/check-scenario.ts';
import { offsetOf } from './positions.ts';
import { SCENARIO_FORMAT, type Scenario } from './scenario.ts';
import { pathText, type ScenarioError } from './scenario-error.ts';

export type ReadResult = { ok: true; scenario: Scenario } | { ok: false; errors: ScenarioError[] };

/** Longest text that is read, in UTF-16 units. */
export const MOST_CHARACTERS = 8 * 1024 * 1024;
/** Anchors may be used so often in all, counting those inside of others; more is an attack on memory. */
const MOST_ALIASES = 100;
// Control characters but tab, line feed and carriage return.
// oxlint-disable-next-line no-control-regex
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export function readScenario(text: string, options: ReadOptions): ReadResult {
  const lines = new LineCounter();
  const fail = (message: string, offset = 0): ReadResult => {
    const { line, col } = lines.linePos(offset);
    return {
      ok: false,
      errors: [{ line: Math.max(1, line), column: Math.max(1, col), path: '', message, suggestions: [] }],
    };
  };
  if (text.length > MOST_CHARACTERS) return fail(`the file is longer than ${MOST_CHARACTERS} characters`);
  const binary = text.search(NOT_TEXT);
  if (binary >= 0) return { ok: false, errors: [notText(text, binary)] };

  let doc: Document.Parsed;
  try {
    doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error', merge: true });
  } catch {
    // The parser is recursive; only nesting beyond the stack makes it throw.
    return fail('this is no readable YAML: it is nested too deeply');
  }
  const broken = [...doc.errors, ...doc.warnings].find(({ code }) => code !== 'DUPLICATE_KEY');
  if (broken !== undefined) return fail(`this is no readable YAML: ${broken.message}`, broken.pos[0]);

  let raw: unknown;
  try {
    raw = doc.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    const merge = brokenMerge(doc);
    return merge === null
      ? fail('this is no readable YAML: an alias is unknown, or aliases are used too often', firstAlias(doc))
      : fail('this is no readable YAML: only maps can be merged (<<)', merge);
  }
  if (raw === null || raw === undefined) return fail('the file is empty');
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    return fail('a scenario is a map of fields: format, name, about, duration, floor, …', offsetOf(doc, []));
  }
  const version: unknown = (raw as Record<string, unknown>)['format'];
  if (typeof version === 'number' && version !== SCENARIO_FORMAT) {
    return fail(`this is format ${version}; only format ${SCENARIO_FORMAT} can be read`, offsetOf(doc, ['format']));
  }

  const { scenario, findings } = checkScenario(raw, options);
  const errors = doc.errors.map(({ pos }): Located => ({
    offset: pos[0],
    path: '',
    message: 'this key occurs twice',
    suggestions: [],
  }));
  for (const { path, message, suggestions = [], atKey } of findings) {
    const offset = offsetOf(doc, path, atKey);
    errors.push({ offset, path: pathText(path), message, suggestions });
  }
  if (scenario !== null && errors.length === 0) return { ok: true, scenario };
  errors.sort((a, b) => a.offset - b.offset);
  return {
    ok: false,
    errors: errors.map(({ offset, ...error }) => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col), ...error };
    }),
  };
}

type Located = Omit<ScenarioError, 'line' | 'column'> & { offset: number };

function notText(text: string, offset: number): ScenarioError {
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const code = text.charCodeAt(offset).toString(16).padStart(2, '0');
  return {
    line: before.length,
    column,
    path: '',
    message: `this is no text: it contains the control character 0x${code}`,
    suggestions: [],
  };
}

/** Where something is to be merged that is no map; null if nowhere. */
function brokenMerge(doc: Document.Parsed): number | null {
  let offset: number | null = null;
  visit(doc, {
    Pair(_key, { key, value }) {
      if (!isScalar(key) || typeof key.value !== 'symbol') return undefined;
      const sources: unknown[] = isSeq(value) ? value.items : [value];
      if (sources.every((source) => isMap(isAlias(source) ? source.resolve(doc) : source))) return undefined;
      offset = key.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function firstAlias(doc: Document.Parsed): number {
  let offset = 0;
  visit(doc, {
    Alias(_key, node) {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return isAlias(doc.contents) ? 0 : offset;
}
