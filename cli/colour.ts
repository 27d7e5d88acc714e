/**
 * Whether to colour what is printed. NO_COLOR forbids it, whatever it says (https://no-color.org); FORCE_COLOR wants it,
 * unless it is 0 or false; else a terminal that knows colours gets them, and a file or a pipe none.
 */
export function wantsColour(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const { NO_COLOR = '', FORCE_COLOR, TERM } = env;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}
