/** `cat /proc/meminfo` and `df -k /data`, in MiB. */
import { known, single, andThen, unknown, type Reading } from '../reading.ts';
import { valuesOf, wholeOf } from '../answer.ts';

const KIB_PER_MIB = 1_024;

/** All memory that the kernel has. */
export function totalMemory(lines: readonly string[]): Reading<number> {
  const kib = valuesOf(lines, 'MemTotal').flatMap((text) => /^(\d+) kB$/.exec(text)?.[1] ?? []);
  return andThen(single(kib, 'memory'), (text) => known(Number(text) / KIB_PER_MIB));
}

/** What is free of /data; the headings say which column that is. */
export function freeStorage(lines: readonly string[]): Reading<number> {
  const headings = lines.find((line) => /\bAvailable\b/.test(line) && /\b1K-blocks\b/.test(line));
  const fromRight = headings === undefined ? -1 : columns(headings).toReversed().indexOf('Available');
  if (fromRight < 0) return unknown('The answer has no column of what is free, in blocks of 1 KiB.');
  const rows = lines.map(columns).filter((row) => row.at(-1)?.startsWith('/data') === true);
  return andThen(
    single(
      rows.flatMap((row) => wholeOf(row.at(-1 - fromRight) ?? '')),
      'free storage',
    ),
    (kib) => known(kib / KIB_PER_MIB),
  );
}

/** Words of a line; `Mounted on` is one column. */
const columns = (line: string): string[] => line.trim().replace('Mounted on', 'Mounted-on').split(/\s+/);
