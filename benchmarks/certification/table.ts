/** `npm run power -- certification`: which criterion finds which planted device, and what each profile comes to. */
import type { Class } from '#certification/catalogue/judge';
import { classesOf, probed } from '#cli/rehearsal/asked';
import { differing, expected, judgedWrongly, REFERENCE } from '#cli/rehearsal/planted';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';

const SIGNS: Readonly<Record<Class, string>> = { pass: '.', conditional: 'c', unknown: '?', fail: 'F' };
const NOT_ASKED = ' ';

/** The table, and whether each planted device was found as it should. */
export async function certificationTable(): Promise<{ lines: string[]; isRight: boolean }> {
  const names = [...profileCatalogue.keys()];
  const classes = new Map<string, Map<string, Class>>();
  for (const name of names) classes.set(name, await classesOf(name));
  const reference = classes.get(REFERENCE) ?? new Map<string, Class>();
  const rows = Object.entries(expected).map(([name, one]) => {
    const differs = differing(reference, classes.get(name) ?? new Map());
    return { name, one, differs, ...judgedWrongly(one, differs) };
  });
  const width = Math.max(...names.map((name) => name.length));
  return {
    isRight: rows.every(({ missed, wrong }) => missed.length === 0 && wrong.length === 0),
    lines: [
      ...rows.map(({ name, one, differs, missed, wrong }) => {
        const bad = [...missed.map((id) => `missed ${id}`), ...wrong.map((id) => `wrongly ${id}`)];
        const words = bad.length > 0 ? bad.join(', ') : 'as it should';
        const why = one.why === undefined ? '' : ` (${one.why})`;
        return `${name.padEnd(width)}  ${differs.join(' ') || 'nothing over adb'}: ${words}${why}`;
      }),
      '',
      `. pass  c conditional  ? unknown  F fail; criteria asked over adb`,
      ...verticals(probed).map((line) => `${' '.repeat(width)}  ${line}`),
      ...names.map((name) => {
        const cells = probed.map((id) => SIGNS[classes.get(name)?.get(id) as Class] ?? NOT_ASKED);
        return `${name.padEnd(width)}  ${cells.join('')}`;
      }),
    ],
  };
}

/** Ids from top to bottom, one a column. */
function verticals(ids: readonly string[]): string[] {
  const height = Math.max(...ids.map((id) => id.length));
  return Array.from({ length: height }, (_, row) => ids.map((id) => id.padEnd(height)[row] ?? ' ').join(''));
}
