/** What one needs to play the run again: the command, the scenario as it was run, and the smallest that fails alike. */
import type { Scenario } from '#scenarios/format/scenario';
import { toInput } from '#scenarios/format/to-input';
import { writeScenario } from '#scenarios/format/write';
import { escapeMarkup } from '../escape.ts';
import { oneLine } from '../figures.ts';
import type { ReportedRun } from '../report-data.ts';

export function scenarioSection(runs: readonly ReportedRun[], heads: readonly string[]): string {
  const several = runs.length > 1;
  const named = (text: string, run: number): string => (several ? `${text} on ${heads[run] ?? ''}` : text);
  const commands = runs.flatMap(({ result }, run) =>
    result.replay === '' ? [] : [copyable(named('Play it again', run), oneLine(result.replay))],
  );
  const shrunk = runs.flatMap((one, run) =>
    one.shrunk === undefined
      ? []
      : [
          folded(named('The smallest scenario that fails alike', run), one.shrunk.text, true),
          ...(one.shrunk.command === '' ? [] : [copyable('Play the smallest', oneLine(one.shrunk.command))]),
        ],
  );
  const texts = new Map<string, string[]>();
  for (const [run, { header }] of runs.entries()) {
    const text = scenarioText(header.source);
    texts.set(text, [...(texts.get(text) ?? []), heads[run] ?? '']);
  }
  const scenarios = [...texts]
    .filter(([text]) => text !== '')
    .map(([text, on]) => folded(texts.size > 1 ? `The scenario, ${on.join(', ')}` : 'The scenario', text, false));
  const parts = [...commands, ...shrunk, ...scenarios];
  if (parts.length === 0) return '';
  return `<section class="again" aria-labelledby="again-title"><h2 id="again-title">Scenario and replay</h2>
${parts.join('\n')}</section>`;
}

/** As one would write it, without the line for editors; a source that is no scenario of today's format as JSON. */
export function scenarioText(source: unknown): string {
  if (source === undefined || source === null) return '';
  try {
    return writeScenario(toInput(source as Scenario)).replace(/^# yaml-language-server.*\n/, '');
  } catch {
    return JSON.stringify(source, null, 2);
  }
}

const COPY = '<button type="button" class="copy">Copy</button>';

const copyable = (name: string, text: string): string =>
  `<div class="command"><span>${escapeMarkup(name)}</span><code>${escapeMarkup(text)}</code>${COPY}</div>`;

const folded = (name: string, text: string, open: boolean): string =>
  `<details class="text"${open ? ' open' : ''}><summary>${escapeMarkup(name)}</summary><div class="quoted">${COPY}<pre tabindex="0"><code>${escapeMarkup(text)}</code></pre></div></details>`;
