/**
 * Single-byte code tables that payment terminals and receipt printers use for text.
 *
 * A table is the 128 characters of its upper half; bytes below 80h are ASCII, control
 * bytes included, in every table. The five bytes Windows leaves unassigned in 1252 stand
 * for the C1 control of the same number, so that decoding and encoding stay inverse.
 */

export type CodeTable = 'cp437' | 'cp850' | 'cp858' | 'wpc1252' | 'latin-1';

const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ' +
  'áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀' +
  'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const upperHalves: Record<CodeTable, string> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ' +
    'áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp850,
  // 858 is 850 with the euro sign in place of the dotless i.
  cp858: cp850.replace('ı', '€'),
  wpc1252:
    '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ' +
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿' +
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß' +
    'àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  'latin-1': String.fromCharCode(...Array.from({ length: 128 }, (_, index) => 0x80 + index)),
};

const QUESTION_MARK = 0x3f;

const decoders = new Map<CodeTable, string[]>();
const encoders = new Map<CodeTable, Map<string, number>>();
for (const table of Object.keys(upperHalves) as CodeTable[]) {
  const characters = Array.from({ length: 128 }, (_, byte) => String.fromCharCode(byte));
  characters.push(...upperHalves[table]);
  decoders.set(table, characters);
  encoders.set(table, new Map(characters.map((character, byte) => [character, byte])));
}

/** The text behind `bytes[from..to)`, one character per byte. Every byte has a character. */
export function decodeCodeTable(bytes: Uint8Array, table: CodeTable, from = 0, to = bytes.length): string {
  const characters = decoders.get(table)!;
  let text = '';
  for (let at = from; at < to; at++) text += characters[bytes[at]!];
  return text;
}

/** One byte per character of `text`; '?' for a character the table has not. Composes decomposed umlauts first. */
export function encodeCodeTable(text: string, table: CodeTable): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return encodeBeyondAscii(text, table);
    bytes[at] = code;
  }
  return bytes;
}

function encodeBeyondAscii(text: string, table: CodeTable): Uint8Array {
  const byteOf = encoders.get(table)!;
  const composed = text.normalize('NFC');
  const bytes = new Uint8Array(composed.length);
  let length = 0;
  for (const character of composed) bytes[length++] = byteOf.get(character) ?? QUESTION_MARK;
  return length === bytes.length ? bytes : bytes.slice(0, length);
}
