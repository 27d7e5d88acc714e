/** Files of evidence: what was asked and answered, word for word, so that every value can be made from them again. */
import type { Catalogue } from '../catalogue/criterion.ts';
import { probes } from './measures/probes.ts';
import type { Step } from './plan.ts';
import type { Heards } from './seen.ts';

/** What people have found, among the evidence of a criterion. On disk it has a name of its own for each content. */
export const FINDINGS_FILE = 'findings.json';

/** Text by the name of the file. */
export function evidenceFiles(steps: readonly Step[], heard: Heards): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name, file } of steps) {
    const one = heard[name];
    if (one === undefined) continue;
    const times = 'output' in one ? ` (${instant(one.askedAt)} to ${instant(one.answeredAt)})` : '';
    const answer = 'output' in one ? one.output : `no answer: ${one.silent}\n`;
    const end = answer.endsWith('\n') || answer === '' ? '' : '\n';
    files.set(file, `${files.get(file) ?? ''}$ ${one.command}${times}\n${answer}${end}\n`);
  }
  return files;
}

/** The files that the value of a criterion comes from. */
export function evidenceOf(
  { id, method }: Catalogue['criteria'][number],
  steps: readonly Step[],
  heard: Heards,
): string[] {
  if (method !== 'probe') return [FINDINGS_FILE];
  const uses = probes[id]?.uses ?? [];
  const files = steps.filter(({ name }) => uses.includes(name) && 'output' in (heard[name] ?? {}));
  return [...new Set(files.map(({ file }) => file))];
}

const instant = (ms: number): string => new Date(ms).toISOString();
