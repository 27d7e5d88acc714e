/** What people would find of a good device, in the words and within the limits of each criterion: for tests and rehearsals. */
import type { Catalogue } from '../catalogue/criterion.ts';
import type { Findings } from './bench.ts';

export function goodFindings({ criteria }: Catalogue): Findings['runs'][number] {
  return Object.fromEntries(
    criteria
      .filter(({ method }) => method !== 'probe')
      .map(({ id, numbers, words }) => {
        const word = words?.pass[0];
        if (word !== undefined) return [id, { measured: word }];
        const { least, most } = numbers?.pass ?? { least: 0, most: 0 };
        return [id, { measured: most ?? least ?? 0, uncertainty: 0 }];
      }),
  );
}
