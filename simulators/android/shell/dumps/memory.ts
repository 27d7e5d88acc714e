/** `/proc/meminfo`: what the kernel has left of the memory that the maker names. */
import type { AndroidDevice } from '../../device.ts';

/** The kernel, its page tables and the radio keep so much for themselves, per mille. */
const KEPT_PER_MILLE = 80;

export function memoryInfo({ profile }: AndroidDevice): string {
  const total = Math.floor((profile.memoryMib * 1024 * (1000 - KEPT_PER_MILLE)) / 1000);
  const rows: [string, number][] = [
    ['MemTotal:', total],
    ['MemFree:', Math.floor(total / 20)],
    ['MemAvailable:', Math.floor(total / 3)],
    ['Buffers:', 4_120],
    ['Cached:', Math.floor(total / 3)],
    ['SwapTotal:', Math.floor(total / 2)],
    ['SwapFree:', Math.floor(total / 3)],
  ];
  return rows.map(([name, kib]) => `${name.padEnd(15)}${String(kib).padStart(9)} kB\n`).join('');
}
