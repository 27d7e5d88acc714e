/** ESC R: countries put letters of theirs in place of twelve ASCII signs. After Epson's public command reference. */

const SIGNS = '#$@[\\]^`{|}~';

/** By the number of ESC R, in the order of SIGNS. */
const letters: readonly string[] = [
  SIGNS,
  '#$à°ç§^`éùè¨', // France
  '#$§ÄÖÜ^`äöüß', // Germany
  '£$@[\\]^`{|}~', // United Kingdom
  '#$@ÆØÅ^`æøå~', // Denmark I
  '#¤ÉÄÖÅÜéäöåü', // Sweden
  '#$@°\\é^ùàòèì', // Italy
  '₧$@¡Ñ¿^`¨ñ}~', // Spain I
  '#$@[¥]^`{|}~', // Japan
  '#¤ÉÆØÅÜéæøåü', // Norway
  '#$ÉÆØÅÜéæøåü', // Denmark II
  '#$á¡Ñ¿é`íñóú', // Spain II
  '#$á¡Ñ¿éüíñóú', // Latin America
  '#$@[₩]^`{|}~', // Korea
  '#$ŽŠĐĆČžšđćč', // Slovenia and Croatia
  '#¥@[\\]^`{|}~', // China
];

/** The text as it looks in that country; as it is for 0 and numbers without a country. */
export function inCountry(text: string, n: number): string {
  const theirs = letters[n];
  if (n === 0 || theirs === undefined) return text;
  return text.replace(/[#$@[\\\]^`{|}~]/g, (sign) => theirs.charAt(SIGNS.indexOf(sign)));
}
