/** Where in the text of a YAML document the value, or the key, of a path stands. */
import { isAlias, isMap, isScalar, isSeq, type Document, type Pair, type YAMLMap } from 'yaml';

/** Offset of the value at `path`, or of its key; of the innermost thing around it that is there, if it is not. */
export function offsetOf(doc: Document.Parsed, path: readonly PropertyKey[], atKey = false): number {
  let node: unknown = doc.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, part] of path.entries()) {
    const inner: unknown = isAlias(node) ? node.resolve(doc) : node;
    let next: unknown;
    if (isMap(inner)) {
      const pair = pairOf(doc, inner, String(part));
      if (pair === undefined) return offset;
      next = pair.value;
      const keyOffset = startOf(pair.key) ?? offset;
      if (atKey && depth === path.length - 1) return keyOffset;
      offset = startOf(next) ?? keyOffset;
    } else if (isSeq(inner) && typeof part === 'number') {
      next = inner.items[part];
      offset = startOf(next) ?? offset;
    } else return offset;
    node = next;
  }
  return offset;
}

/** The pair of a key: of the map itself, or of those that are merged into it (`<<`). */
function pairOf(doc: Document.Parsed, map: YAMLMap, key: string): Pair | undefined {
  const own = map.items.findLast((item) => !isMerge(item) && keyText(item) === key);
  if (own !== undefined) return own;
  for (const { value } of map.items.filter(isMerge)) {
    for (const source of isSeq(value) ? value.items : [value]) {
      const merged: unknown = isAlias(source) ? source.resolve(doc) : source;
      const found = isMap(merged) ? pairOf(doc, merged, key) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const isMerge = ({ key }: Pair): boolean => isScalar(key) && typeof key.value === 'symbol';

/** The key as `toJS` names it. */
function keyText(pair: Pair): string {
  const { key } = pair;
  if (isScalar(key)) return key.value === null ? '' : String(key.value);
  return String(key);
}

function startOf(node: unknown): number | undefined {
  const range: unknown = (node as { range?: unknown } | null | undefined)?.range;
  return Array.isArray(range) ? (range[0] as number) : undefined;
}
