/** How fast answers were, in a line for requests and one for taps. */
import type { AnswerFigures } from '#checkers/answers/answer-figures';
import type { RunResult } from '#checkers/run-result';
import { durationText } from '#history/clock';
import { grouped } from './figures.ts';

/** `requests: 100 % of 3,214 answered in time, half within 9 ms, 99 % within 76 ms, all within 310 ms`. */
export function answerLines({ checkers }: Pick<RunResult, 'checkers'>): string[] {
  return (checkers.find(({ answers }) => answers !== undefined)?.answers ?? []).map(line);
}

function line({ what, asked, inTime, p50Ms, p99Ms, mostMs }: AnswerFigures): string {
  const times = `half within ${durationText(p50Ms)}, 99 % within ${durationText(p99Ms)}, all within ${durationText(mostMs)}`;
  return `${what}s: ${shareText(inTime, asked)} of ${grouped(asked)} answered in time, ${times}`;
}

/** `100 %` is said only of all; two digits else: `99.97 %`. */
function shareText(part: number, all: number): string {
  if (part === all) return '100 %';
  return `${Math.min(99.99, Math.floor((part * 10_000) / all) / 100)} %`;
}
