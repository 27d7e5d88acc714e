/** A search on the console: how it stands while it goes on, and at its end what was found and where that is. */
import { durationText } from '#history/clock';
import type { ReportedFind, SearchProgress, SearchResult } from '#search/search-result';
import { grouped, oneLine } from './figures.ts';

/** One line. */
export function searchProgressText(now: SearchProgress): string {
  const { floors, floorsPerSecond, corpus, points, finds, unknown, playedMs } = now;
  return [
    `${durationText(playedMs)}: ${counted(floors, 'floor')}`,
    `${floorsPerSecond.toFixed(1)}/s`,
    `corpus ${grouped(corpus)}`,
    `reached ${grouped(points)}${now.fresh.length === 0 ? '' : ` (+${now.fresh.length})`}`,
    counted(finds, 'find'),
    ...(unknown === 0 ? [] : [`${grouped(unknown)} unknown`]),
  ].join(', ');
}

/** Finds first, each with its story and the command that plays it. Ends without a line break. */
export function searchText(result: SearchResult): string {
  const { floors, kept, playedMs, seed, finds, unknown, corpus, coverage, folder } = result;
  const ofCorpus = kept === 0 ? '' : ` (${grouped(kept)} of the corpus)`;
  const lines = finds.flatMap((find, i) => ['', ...findLines(find, i + 1)]);
  return [
    `${counted(floors, 'floor')}${ofCorpus} in ${durationText(playedMs)}, seed ${seed}: ${counted(finds.length, 'find')}`,
    ...(result.over === 'interrupted' ? ['interrupted; the same command goes on'] : []),
    ...lines,
    '',
    ...neverSeenLines(result),
    ...(unknown === 0 ? [] : [`  unknown:  ${counted(unknown, 'floor')} on which something could not be judged`]),
    `  coverage: ${counted(coverage.size, 'point')}, by ${counted(corpus.floors, 'floor')} in ${oneLine(corpus.folder)}`,
    `  folder:   ${oneLine(folder)}`,
  ].join('\n');
}

function findLines(find: ReportedFind, number: number): string[] {
  const { checker, sentence, signature, size, later, floor, origin, repeats, command } = find;
  const facts = [
    ...(size === null ? [] : [sizeText(size)]),
    `first on floor ${floor}, ${origin}`,
    ...(later === 0 ? [] : [`then on ${grouped(later)} more`]),
    ...(repeats === false ? ['it did not repeat'] : []),
    ...(repeats === null ? ['not made small yet'] : []),
  ];
  return [
    `  ${number}. ${checker}: ${oneLine(sentence)}`,
    `     ${facts.join('; ')}`,
    `     ${oneLine(signature)}`,
    ...(command === '' ? [] : [`     ${oneLine(command)}`]),
  ];
}

function neverSeenLines({ neverSeen }: SearchResult): string[] {
  if (neverSeen.length === 0) return [];
  return ['  never seen:', ...neverSeen.map(({ id, about }) => `    ${id}: ${about}`), ''];
}

function sizeText({ steps, faults, devices }: NonNullable<ReportedFind['size']>): string {
  // Without steps it is waiters who do what has to be done.
  const acts = steps === 0 ? 'waiters' : counted(steps, 'step');
  return `${acts} and ${counted(faults, 'fault')} at ${counted(devices, 'device')}`;
}

function counted(count: number, one: string): string {
  return `${grouped(count)} ${count === 1 ? one : `${one}s`}`;
}
