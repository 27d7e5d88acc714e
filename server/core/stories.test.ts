// What the core decides, told as stories: every fact and every output, in full, for evenings in which much happens. A
// story is a file; its inputs are played, and what comes of them must be what stands below each, and at its end how often
// each mark of the core was looked at: a search goes by them. After every restart the state is folded anew from the journal. MPOS_TWIN_WRITE_STORIES=1 writes what comes now; read the difference.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { marksSeen, type MarkCounts } from '#protocols/marks';
import { apply } from './apply/apply.ts';
import { serverConfigSchema, type ServerConfig } from './config.ts';
import type { JournalEntry } from './facts.ts';
import { emptyState, type State } from './state.ts';
import { step } from './step.ts';
import type { Input } from './turn.ts';

const FOLDER = new URL('./stories/', import.meta.url);
const WALL_MS = 1_700_000_000_000;
const stories = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

/** What is journalled of a state; the live half begins anew with every process. */
function journalled(state: State): unknown {
  const { locks, payments, tabs } = state;
  const kept = <T extends object>(one: T): object =>
    Object.fromEntries(
      Object.entries(one).filter(
        ([key]) =>
          !['carriedMs', 'sinceMs', 'lastContactMs', 'unclaimed', 'busyJob', 'busyUntilMs', 'lock'].includes(key),
      ),
    );
  return {
    ...state,
    config: null,
    live: null,
    locks: [...locks.values()].map(kept),
    payments: [...payments.values()].map(kept),
    tabs: [...tabs.values()].map((tab) => ({ ...kept(tab), held: tab.lock?.token ?? null })),
  };
}

/** Plays the inputs of a story: lines of a time in seconds and an input, or `restart`. */
function tell(text: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith('  '));
  const config: ServerConfig = serverConfigSchema.parse(JSON.parse(lines[1]?.slice('floor '.length) ?? ''));
  const told: string[] = [];
  const journal: JournalEntry[] = [];
  let state = emptyState(config);
  const before = marksSeen();
  for (const line of lines) {
    told.push(line);
    const [, at, what] = /^([\d.]+) (\S.*)$/.exec(line) ?? [];
    if (at === undefined || what === undefined) continue;
    if (what === 'restart') {
      const known = journalled(state);
      state = emptyState(config);
      for (const entry of journal) apply(state, entry);
      assert.deepEqual(journalled(state), known, `the fold of the journal at ${line}`);
    }
    const input = what === 'restart' ? { kind: 'started' } : (JSON.parse(what) as object);
    const nowMs = Math.round(Number(at) * 1_000);
    const result = step(state, { nowMs, wallMs: WALL_MS + nowMs }, input as Input);
    assert.equal(result.failure, undefined, line);
    state = result.state;
    journal.push(...result.facts);
    for (const { n, at: wallMs, fact } of result.facts)
      told.push(`  ${n} at ${wallMs - WALL_MS}: ${JSON.stringify(fact)}`);
    for (const output of result.outputs) told.push(`  → ${JSON.stringify(output)}`);
  }
  return [...told.filter((line) => line !== ''), ...marksSince(before), ''].join('\n');
}

/** Which marks were looked at since then, and how often each held, and did not. */
function marksSince(before: MarkCounts): string[] {
  return Object.entries(marksSeen())
    .map(([id, { held, not }]) => {
      const { held: heldBefore = 0, not: notBefore = 0 } = before[id] ?? {};
      return { id, held: held - heldBefore, not: not - notBefore };
    })
    .filter(({ held, not }) => held + not > 0)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, held, not }) => `  mark ${id}: ${held}, not ${not}`);
}

describe('the story of', () => {
  for (const name of stories) {
    const url = new URL(name, FOLDER);
    const text = readFileSync(url, 'utf8');
    it(text.split('\n')[0]?.replace('# ', '') ?? name, () => {
      const told = tell(text);
      if (process.env['MPOS_TWIN_WRITE_STORIES'] === '1') writeFileSync(url, told);
      assert.deepEqual(told.split('\n'), text.split('\n'));
    });
  }
});
