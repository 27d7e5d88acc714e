// What each checker notices when a good evening is spoiled in one place, and what it says. The evenings are scenarios of the
// library and of the regressions, as `mpos-twin run NAME` once played and saved them: they stay as they are, whatever the
// server does today. What a checker finds stands in found/: the first of each finding in full, the others counted. An
// evening that only breaks off is never called wrong. MPOS_TWIN_WRITE_FOUND=1 writes what is found now; read the difference.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { checkerCatalogue } from '#checkers/catalogue';
import type { CheckResult, Checker } from '#checkers/checker';
import { judgeHistory } from '#checkers/judge';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { readHistory } from '#history/reading';
import { spoilingsOf, type Evening, type Spoiling } from './spoil.ts';

/** What scenarios expect is no matter of the evening. */
const OF_SCENARIOS = ['expected-events'];

const EVENINGS = new URL('evenings/', import.meta.url);
const FOUND = new URL('found/', import.meta.url);

function read(file: string): Evening {
  const events: HistoryEvent[] = [];
  const lines = readFileSync(new URL(file, EVENINGS), 'utf8').split('\n');
  const { header, damage } = readHistory(lines, { event: (event) => events.push(event) });
  assert.equal(damage, null, file);
  return { name: file.replace('.ndjson', ''), header: header as HistoryHeader, events };
}

const evenings = readdirSync(EVENINGS).toSorted().map(read);
const spoilings = spoilingsOf(evenings);

/** Whether a checker can notice: it looks at an event that is touched. */
function looksAt(checker: Checker, { header }: Evening): (spoiling: Spoiling) => boolean {
  const { on = {}, facts = {} } = checker.start(header);
  return ({ kinds }) => kinds === null || kinds.some((kind) => kind in on || kind in facts);
}

function told({ verdict, failures, evidence, reason }: CheckResult): string {
  if (verdict !== 'fail') return reason ?? '';
  const findings = evidence.map(({ events, sentence, deadline, what }) => {
    const { node = '', fromMs = 0, dueMs = 0, actualMs = 0 } = deadline ?? {};
    const late = deadline === undefined ? '' : ` (${node} from ${fromMs}, due ${dueMs}, then ${actualMs})`;
    return `[${events.join(' ')}] ${sentence}${late}${what === undefined ? '' : ` (${what})`}`;
  });
  return `${failures > 1 ? `${failures}: ` : ''}${findings.join(' / ')}`;
}

/** What a finding says, whatever the names and numbers in it. */
const sortOf = (said: string): string => said.replaceAll(/\S*\d\S*(?: \S*\d\S*)*|“[^”]*”/g, '#');

/** What is found by a checker, finding by finding: the first spoiling that shows it with what is said, and the others. */
function foundBy(checker: Checker): string {
  const found = new Map<string, { first: string; others: Map<string, number> }>();
  const judged: string[] = [];
  for (const [evening, some] of spoilings) {
    const plain = judgeHistory(evening.header, evening.events, { checkers: [checker] })[0] as CheckResult;
    assert.equal(plain.verdict, 'pass', `${evening.name} as it is`);
    assert.equal(plain.name, checker.name);
    if (plain.judged > 0) judged.push(`${evening.name} ${plain.judged}`);
    for (const spoiling of some.filter(looksAt(checker, evening))) {
      const { header, events, whole } = spoiling.spoil();
      const result = judgeHistory(header, events, { whole, checkers: [checker] })[0] as CheckResult;
      if (!whole) assert.notEqual(result.verdict, 'fail', `${evening.name} ${spoiling.name}: ${told(result)}`);
      if (!whole || result.verdict === 'pass') continue;
      const said = told(result);
      const first = `${evening.name} ${spoiling.name}\n  ${said}`;
      const sort = found.get(sortOf(said));
      if (sort === undefined) found.set(sortOf(said), { first, others: new Map() });
      else sort.others.set(evening.name, (sort.others.get(evening.name) ?? 0) + 1);
    }
  }
  const lines = [...found.values()].flatMap(({ first, others }) => [
    first,
    ...(others.size === 0 ? [] : [`  and ${[...others].map(([evening, times]) => `${evening} ${times}`).join(', ')}`]),
  ]);
  return [`judged: ${judged.join(', ')}`, ...lines, ''].join('\n');
}

describe('a spoiled evening', () => {
  for (const checker of checkerCatalogue.filter(({ name }) => !OF_SCENARIOS.includes(name))) {
    it(`is noticed by ${checker.name}, or passes it`, () => {
      const url = new URL(`${checker.name}.txt`, FOUND);
      const found = foundBy(checker);
      if (process.env['MPOS_TWIN_WRITE_FOUND'] === '1') writeFileSync(url, found);
      assert.ok(existsSync(url), `${url.pathname} is missing`);
      assert.deepEqual(found.split('\n'), readFileSync(url, 'utf8').split('\n'));
    });
  }
});
