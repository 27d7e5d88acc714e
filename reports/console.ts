/**
 * A judged run on the console: one line that says what ran, the invariants in a table, and under each that does not
 * hold the story that shows it; last, the command that plays the run again.
 */
import type { CheckResult, Verdict } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { durationText } from '#history/clock';
import { answerLines } from './answers-text.ts';
import { grouped, oneLine, speedText, verdictMark } from './figures.ts';
import { browserLine, trafficLine, trafficOf } from './traffic-text.ts';

export type ConsoleOptions = { colour: boolean };

const SGR = { pass: '32', fail: '31', unknown: '33', dim: '2', bold: '1' };
type Paint = (text: string, style: keyof typeof SGR) => string;

/** One run: header, invariants, findings, replay. Ends without a line break. */
export function formatRun(result: RunResult, options: ConsoleOptions): string {
  const paint = painter(options);
  const { checkers } = result;
  const nameWidth = widest(checkers.map((one) => oneLine(one.name)));
  const judgedWidth = widest(checkers.map((one) => grouped(one.judged)));
  const lines = [runLine(result, paint), ''];
  for (const checker of checkers) {
    const name = oneLine(checker.name).padEnd(nameWidth);
    const judged = `${grouped(checker.judged).padStart(judgedWidth)} judged`;
    lines.push(`  ${marked(checker.verdict, paint)} ${name}  ${paint(judged, 'dim')}`);
    lines.push(...findings(checker, paint));
  }
  if (checkers.length === 0) lines.push('  no invariant was judged');
  const said = [...answerLines(result), trafficLine(result), browserLine(trafficOf(result))].filter(
    (line) => line !== '',
  );
  if (said.length > 0) lines.push('', ...said.map((line) => `  ${line}`));
  const { verdict, failing, met } = result.expectation;
  if (verdict !== 'pass')
    lines.push('', `  ${met ? 'as' : 'not as'} its scenario expects: ${[verdict, ...failing].map(oneLine).join(', ')}`);
  if (result.history !== null) lines.push('', `  history: ${oneLine(result.history)}`);
  if (result.verdict !== 'pass') {
    lines.push(...(result.history === null ? [''] : []), `  replay:  ${oneLine(result.replay)}`);
  }
  return lines.join('\n');
}

/** Several runs, usually the same scenario on several grounds: invariants as rows, runs as columns. */
export function formatSideBySide(results: readonly RunResult[], options: ConsoleOptions = { colour: false }): string {
  const paint = painter(options);
  const names = [...new Set(results.flatMap((result) => result.checkers.map((one) => one.name)))];
  const heads = columnHeads(results);
  const columns = results.map((result, i) => {
    const cells = names.map((name) => cellOf(result.checkers.find((one) => one.name === name)));
    return { cells, width: widest([heads[i] ?? '', ...cells.map((cell) => cell.text)]) };
  });
  const nameWidth = widest(['invariant', ...names.map(oneLine)]);
  const head = ['invariant'.padEnd(nameWidth), ...columns.map(({ width }, i) => (heads[i] ?? '').padEnd(width))];
  const lines = [
    ...results.map((result) => runLine(result, paint)),
    '',
    paint(`  ${head.join('  ').trimEnd()}`, 'dim'),
  ];
  for (const [row, name] of names.entries()) {
    const cells = columns.map(({ cells, width }) => {
      const cell = cells[row] as Cell;
      return cell.verdict === null ? cell.text.padEnd(width) : paint(cell.text.padEnd(width), cell.verdict);
    });
    lines.push(`  ${oneLine(name).padEnd(nameWidth)}  ${cells.join('  ')}`.trimEnd());
  }
  for (const [i, result] of results.entries()) {
    const wrong = result.checkers.filter((one) => one.verdict !== 'pass');
    if (wrong.length === 0 && result.verdict === 'pass') continue;
    lines.push('', paint(`  ${heads[i]}`, 'bold'));
    for (const checker of wrong) {
      lines.push(`  ${marked(checker.verdict, paint)} ${oneLine(checker.name)}`, ...findings(checker, paint));
    }
    lines.push(`  replay:  ${oneLine(result.replay)}`);
  }
  return lines.join('\n');
}

/** What tells the runs apart: the ground, and where that is not enough scenario and seed as well. */
export function columnHeads(results: readonly RunResult[]): string[] {
  const same = (pick: (result: RunResult) => unknown): boolean => new Set(results.map(pick)).size <= 1;
  const oneScenario = same((result) => result.scenario);
  const oneSeed = same((result) => result.seed);
  return results.map((result) =>
    [
      ...(oneScenario ? [] : [oneLine(result.scenario)]),
      result.ground,
      ...(oneSeed ? [] : [`seed ${result.seed}`]),
    ].join(' · '),
  );
}

type Cell = { text: string; verdict: Verdict | null };

function cellOf(checker: CheckResult | undefined): Cell {
  if (checker === undefined) return { text: '–', verdict: null };
  return { text: `${verdictMark(checker.verdict)} ${grouped(checker.judged)}`, verdict: checker.verdict };
}

function runLine(result: RunResult, paint: Paint): string {
  const { simulatedMs, wallMs } = result;
  const facts = [
    `seed ${result.seed}`,
    `${durationText(simulatedMs)} in ${durationText(wallMs)} (${speedText(simulatedMs, wallMs)})`,
    `${grouped(result.events)} events`,
    `hash ${result.historyHash}`,
  ];
  const title = paint(`${oneLine(result.scenario)} on ${result.ground}`, 'bold');
  const { verdict, met } = result.expectation;
  // A tick would be misread where the scenario expects a failure.
  const expected = verdict === 'pass' ? '' : paint(met ? ', as expected' : ', not as expected', met ? 'pass' : 'fail');
  return `${marked(result.verdict, paint)} ${title}${expected} · ${facts.join(' · ')}`;
}

function findings(checker: CheckResult, paint: Paint): string[] {
  if (checker.verdict === 'pass') return [];
  const stories = checker.evidence.map(({ sentence, events }) => {
    const where = events.length === 0 ? '' : paint(`  [${events.map((n) => `#${n}`).join(' ')}]`, 'dim');
    return `      ${oneLine(sentence)}${where}`;
  });
  const told = checker.evidence.length;
  if (told < checker.failures)
    stories.push(paint(`      ${told} of ${grouped(checker.failures)} findings are told`, 'dim'));
  if (checker.verdict === 'unknown') stories.unshift(`      unknown: ${oneLine(checker.reason ?? 'no reason given')}`);
  return stories;
}

const marked = (verdict: Verdict, paint: Paint): string => paint(verdictMark(verdict), verdict);

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

function painter({ colour }: ConsoleOptions): Paint {
  return (text, style) => (colour ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text);
}
