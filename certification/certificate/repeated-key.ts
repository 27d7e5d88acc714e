/**
 * A key that occurs twice in an object of a JSON text. RFC 8259 leaves open which of the two counts, so two readers may
 * see two files; JSON.parse takes the last and says nothing.
 */

/** The first of them; null if there is none. `__proto__` is taken for one, as readers pass it over or worse. The text must be valid JSON. */
export function repeatedKey(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at);
        last = text.slice(at, end + 1);
        at = end;
        break;
      }
      case '{':
        open.push(new Set());
        break;
      case '[':
        open.push(null);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ':': {
        const key = JSON.parse(last) as string;
        const keys = open.at(-1);
        if (key === '__proto__' || keys?.has(key) === true) return key;
        keys?.add(key);
      }
    }
  }
  return null;
}

/** Where the quote is that ends the string which begins here. */
function endOfString(text: string, begin: number): number {
  for (let at = begin + 1; ; at += 1) {
    at = text.indexOf('"', at);
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (at < 0 || slashes % 2 === 0) return at < 0 ? text.length : at;
  }
}
