/** Foreign words in markup: names come from scenario files and must arrive as letters, never as markup. */

/** For XML and HTML, in text and in attributes; characters that XML 1.0 has no place for are removed. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON inside a script element: no `<`, so neither `</script` nor `<!--` can end or bend it. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
