/**
 * Everything that can be said of the values of a file, wherever they stand in it. What parses is checked further even
 * when other parts do not, so that one reading shows everything that is wrong.
 */
import type { z } from 'zod';
import { checkFault, checkFaultName } from './check-faults.ts';
import { checkFloor, checkSize } from './check-floor.ts';
import { checkPlan } from './check-plan.ts';
import type { Known } from './check-events.ts';
import { checkExpectedEvent, checkWords } from './check-expectation.ts';
import { checkStep, checkWaiters, type RunEnd } from './check-work.ts';
import { explainIssues, valueAt } from '../explain-issue.ts';
import type { FaultSpec } from '../fault-spec.ts';
import type { EventEntry } from '../expectation.ts';
import { floorNames } from '../floor-names.ts';
import { scenarioSchema, type Scenario } from '../scenario.ts';
import type { Finding } from '../scenario-error.ts';
import { schemaAt } from '../schema-walk.ts';
import { suggest } from '../suggest.ts';

export type ReadOptions = {
  faults: readonly FaultSpec[];
  /** Names `expect.failing` may list; not checked if absent. */
  checkers?: readonly string[];
};

/** The scenario, if the schema takes it, and what is wrong. */
export function checkScenario(raw: object, options: ReadOptions): { scenario: Scenario | null; findings: Finding[] } {
  const result = scenarioSchema.safeParse(raw);
  const findings: Finding[] = result.success ? [] : explainIssues(result.error.issues, scenarioSchema, raw);
  const known = result.success ? raw : mended(raw, result.error.issues);
  /** A part of the file as it is meant, if it can be understood at all. */
  const part = <T>(path: readonly PropertyKey[]): T | undefined => {
    if (result.success) return valueAt(result.data, path) as T | undefined;
    const schema = schemaAt(scenarioSchema, path);
    const value = valueAt(known, path);
    const parsed = value === undefined ? undefined : schema?.safeParse(value);
    return parsed?.success === true ? (parsed.data as T) : undefined;
  };

  const catalogue = new Map(options.faults.map((fault) => [fault.name, fault]));
  for (const [i, entry] of listAt(raw, ['faults']).entries()) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) continue;
    findings.push(...checkFaultName(entry as Record<string, unknown>, ['faults', i], catalogue));
  }
  const waiters = part<Scenario['work']['waiters']>(['work', 'waiters']);
  if (waiters !== undefined) findings.push(...checkWaiters(waiters));
  const expect = part<Scenario['expect']>(['expect']);
  if (expect !== undefined)
    findings.push(...checkExpectation(expect, faultsThatMatter(raw, catalogue).length, options));

  const floor = part<Scenario['floor']>(['floor']);
  const tooMany = floor === undefined ? [] : checkSize(floor);
  findings.push(...tooMany);
  if (floor !== undefined && tooMany.length === 0) {
    const names = floorNames(floor);
    const { work, run } = endsOf(known);
    const all: Known = { names, faults: [...catalogue.keys()] };
    findings.push(...checkFloor(floor, names, valueAt(raw, ['floor'])));
    findings.push(...checkPlan(floor, names, valueAt(raw, ['floor'])));
    for (const i of listAt(known, ['work', 'steps']).keys()) {
      const step = part<Scenario['work']['steps'][number]>(['work', 'steps', i]);
      if (step !== undefined) findings.push(...checkStep(step, i, all, run));
    }
    for (const i of listAt(known, ['expect', 'events']).keys()) {
      const entry = part<EventEntry>(['expect', 'events', i]);
      if (entry !== undefined) findings.push(...checkExpectedEvent(entry, ['expect', 'events', i], all, run.ms));
    }
    for (const i of listAt(known, ['faults']).keys()) {
      const fault = part<Scenario['faults'][number]>(['faults', i]);
      if (fault !== undefined)
        findings.push(...checkFault(fault, ['faults', i], catalogue.get(fault.fault), all, work));
    }
  }
  return { scenario: result.success ? result.data : null, findings };
}

function checkExpectation(expect: Scenario['expect'], faults: number, options: ReadOptions): Finding[] {
  const findings: Finding[] = [];
  const { checkers } = options;
  for (const [i, name] of expect.failing.entries()) {
    if (checkers === undefined || checkers.includes(name)) continue;
    const path = ['expect', 'failing', i];
    findings.push({ path, message: `there is no checker "${name}"`, suggestions: suggest(name, checkers) });
  }
  if (expect.failing.length > 0 && expect.verdict !== 'fail') {
    findings.push({
      path: ['expect', 'failing'],
      message: 'needs `verdict: fail`: where a checker fails, so does the run',
      atKey: true,
    });
  }
  findings.push(...checkWords(expect));
  if (expect.calm && faults > 0) {
    findings.push({
      path: ['expect', 'calm'],
      message: 'a calm scenario has no faults, but of a second path that is switched off',
    });
  }
  return findings;
}

/**
 * When work and run end where they are shortest: what comes later would be left out there without a word. Without
 * limit if the file does not say it in a way that can be read.
 */
function endsOf(known: object): { work: RunEnd; run: RunEnd } {
  const read = (path: readonly PropertyKey[]): number => {
    const parsed = scenarioSchema.shape.duration.safeParse(valueAt(known, path));
    return parsed.success ? parsed.data : Number.POSITIVE_INFINITY;
  };
  const everywhereMs = read(['duration']);
  let work: RunEnd = { ms: everywhereMs, ground: null, longestMs: everywhereMs };
  for (const ground of ['sim', 'wire', 'lab']) {
    const ms = read(['ground', ground, 'duration']);
    if (ms < work.ms) work = { ...work, ms, ground };
    if (ms > work.longestMs && Number.isFinite(ms)) work = { ...work, longestMs: ms };
  }
  const settle = scenarioSchema.shape.settle.safeParse(valueAt(known, ['settle']));
  return { work, run: { ...work, ms: work.ms + (settle.success ? settle.data : Number.POSITIVE_INFINITY) } };
}

/** Faults without those that do nothing on this floor. */
function faultsThatMatter(raw: object, catalogue: ReadonlyMap<string, FaultSpec>): unknown[] {
  const redundancy = valueAt(raw, ['floor', 'redundancy']) ?? 'off';
  return listAt(raw, ['faults']).filter((entry) => {
    const name = (entry as { fault?: unknown } | null)?.fault;
    return !(redundancy === 'off' && typeof name === 'string' && catalogue.get(name)?.needs === 'redundancy');
  });
}

function listAt(value: unknown, path: readonly PropertyKey[]): unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** Without these, other findings would follow that mend themselves with the first one. */
const LOAD_BEARING = ['name', 'count', 'beltPrinter', 'printers', 'terminals'];

/**
 * A copy without the fields the schema does not know, and without single values it rejects: they are reported, and
 * hide nothing else.
 */
function mended(raw: object, issues: readonly z.core.$ZodIssue[]): object {
  let copy: unknown = raw;
  for (const issue of issues) {
    const last = issue.path.at(-1);
    const found = valueAt(raw, issue.path);
    if (issue.code === 'unrecognized_keys') copy = without(copy, issue.path, issue.keys);
    else if (
      typeof last === 'string' &&
      found !== undefined &&
      typeof found !== 'object' &&
      !LOAD_BEARING.includes(last)
    ) {
      copy = without(copy, issue.path.slice(0, -1), [last]);
    }
  }
  return copy as object;
}

function without(value: unknown, path: readonly PropertyKey[], keys: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) {
    return Object.fromEntries(Object.entries(value as object).filter(([key]) => !keys.includes(key)));
  }
  if (Array.isArray(value)) return value.map((item, i) => (i === first ? without(item, rest, keys) : item));
  const map = value as Record<PropertyKey, unknown>;
  return { ...map, [first]: without(map[first], rest, keys) };
}
