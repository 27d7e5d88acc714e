/**
 * Marks: places in the code that say what must hold there, or that they are worth being seen. A search that never comes
 * to one has gone blind there, and says so; an ordinary pass cannot tell.
 *
 * - `always`: must hold whenever it is looked at. Broken, it fails the run.
 * - `sometimes`: must hold at least once in a long search.
 * - `reachable`: must be passed at least once in a long search.
 *
 * A mark is made once, where its module begins, and called where it stands. A call adds one to a number: no text is
 * built, nothing is looked up. The numbers are those of the process (or worker); who wants those of a run takes the
 * difference (search/coverage/blind-spots.ts).
 */

export type MarkSort = 'always' | 'sometimes' | 'reachable';
/** `about` is one line that people who test can read: what is the case when the mark holds. */
export type Mark = { id: string; sort: MarkSort; about: string };
/** How often a mark was looked at and held, and how often not. */
export type MarkCount = { held: number; not: number };
/** Numbers of marks by their ids; plain, to be kept and sent. */
export type MarkCounts = Record<string, MarkCount>;

const made: Mark[] = [];
const numbers = new Map<string, number>();
const held: number[] = [];
const not: number[] = [];
const listeners = new Set<(mark: Mark) => void>();

/** Holds whenever it is looked at. Broken, it is told to who listens, and the run fails. */
export function always(id: string, about: string): (condition: boolean) => void {
  const n = make({ id, sort: 'always', about });
  return (condition) => {
    if (condition) held[n] = (held[n] as number) + 1;
    else broken(n);
  };
}

/** Holds now and then: in a long search at least once. */
export function sometimes(id: string, about: string): (condition?: boolean) => void {
  const n = make({ id, sort: 'sometimes', about });
  return (condition = true) => {
    if (condition) held[n] = (held[n] as number) + 1;
    else not[n] = (not[n] as number) + 1;
  };
}

/** Is passed now and then: in a long search at least once. */
export function reachable(id: string, about: string): () => void {
  const n = make({ id, sort: 'reachable', about });
  return () => {
    held[n] = (held[n] as number) + 1;
  };
}

/** All marks of the modules loaded so far, by their ids. */
export function marks(): Mark[] {
  return made.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** How often each mark was looked at in this process. */
export function marksSeen(): MarkCounts {
  return Object.fromEntries(made.map(({ id }, n) => [id, { held: held[n] as number, not: not[n] as number }]));
}

/** Tells the listener the first time that each `always` is broken, until the returned function is called. */
export function whenBroken(tell: (mark: Mark) => void): () => void {
  const told = new Set<Mark>();
  const listener = (mark: Mark): void => {
    if (told.has(mark)) return;
    told.add(mark);
    tell(mark);
  };
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The number of a new mark. A module that is loaded twice has its marks once; two marks of one id are a mistake. */
function make(mark: Mark): number {
  const known = numbers.get(mark.id);
  if (known === undefined) {
    numbers.set(mark.id, made.length);
    held.push(0);
    not.push(0);
    return made.push(mark) - 1;
  }
  const { sort, about } = made[known] as Mark;
  if (sort !== mark.sort || about !== mark.about) throw new Error(`two marks are called ${mark.id}`);
  return known;
}

function broken(n: number): void {
  not[n] = (not[n] as number) + 1;
  for (const listener of [...listeners]) listener(made[n] as Mark);
}
