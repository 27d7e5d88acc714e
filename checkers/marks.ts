/**
 * What the code says of itself must hold (protocols/marks.ts). A broken mark is an event of the history; one that holds
 * is none, so how often the marks were looked at is not told here but by `mpos-twin coverage`.
 */
import type { Checker } from './checker.ts';
import { findings } from './findings.ts';

export const marksHold: Checker = {
  name: 'marks',
  about: 'What the code says must always hold where it stands has held whenever it was looked at.',
  start(header) {
    const found = findings('marks', header);
    return {
      on: {
        'mark-broken'({ t, node, mark, about }, id) {
          found.judge();
          const where = node === 'run' ? mark : `${mark}, in the process of the ${node}`;
          found.fail(
            [id],
            `let it hold that ${about}; then it was looked at; however at ${found.at(t)} it was not so (${where})`,
          );
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
