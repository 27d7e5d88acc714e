/** What a process takes of the memory together with those it has started, as Linux tells it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Bytes, pages that several of them share counted once; null where the system does not tell. */
export function memoryOf(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  const kilobytes = familyOf(pid).map(proportionalKilobytes);
  const known = kilobytes.filter((one) => one !== null);
  return known.length === 0 ? null : 1_024 * known.reduce((sum, one) => sum + one, 0);
}

function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of entriesOf('/proc')) {
    const [, parent] = /^PPid:\s*(\d+)$/m.exec(textOf(`/proc/${name}/status`)) ?? [];
    if (parent !== undefined) children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const one of family) family.push(...(children.get(one) ?? []));
  return family;
}

function proportionalKilobytes(pid: number): number | null {
  const [, kilobytes] = /^Pss:\s*(\d+) kB$/m.exec(textOf(`/proc/${pid}/smaps_rollup`)) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes);
}

function entriesOf(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => /^\d+$/.test(name));
  } catch {
    return []; // no Linux
  }
}

/** Empty for a process that has ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
