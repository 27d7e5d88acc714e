/** Windows-1252, which older spreadsheets take a file without a byte order mark for. */

/** What stands at 80 to 9F; U+FFFD where nothing does. */
const HIGH = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';
const codes = new Map([...HIGH].flatMap((letter, i) => (letter === '\uFFFD' ? [] : [[letter, 0x80 + i] as const])));
const UNKNOWN = 0x3f;

/** The bytes of a text; a question mark for every letter there is no byte for. */
export function toWindows1252(text: string): Uint8Array {
  return Uint8Array.from([...text], (letter) => {
    const code = letter.codePointAt(0) ?? UNKNOWN;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
    return codes.get(letter) ?? UNKNOWN;
  });
}
