/** What the schema cannot say of a fault: it exists, it begins some time, its target is there and can be hit by it. */
import type { Known } from './check-events.ts';
import { checkMoment, type RunEnd } from './check-work.ts';
import { explainIssues } from '../explain-issue.ts';
import { FAULT_FIELDS, groupForms, groupOf, ownParams, type FaultSpec, type FaultTarget } from '../fault-spec.ts';
import { NETWORK, SERVER, TILL } from '../floor.ts';
import { kindOfName, type FloorNames } from '../floor-names.ts';
import { keysOf } from '../schema-walk.ts';
import type { ScenarioFault } from '../scenario.ts';
import type { Finding } from '../scenario-error.ts';
import { suggest } from '../suggest.ts';

type Path = readonly PropertyKey[];

/** Finds the fault of an entry as it stands in the file, and checks its own parameters. */
export function checkFaultName(
  entry: Record<string, unknown>,
  path: Path,
  catalogue: ReadonlyMap<string, FaultSpec>,
): Finding[] {
  const name = entry['fault'];
  if (typeof name !== 'string') {
    // Without a fault nothing tells its parameters from misspelt fields: only a near miss is worth a word.
    return Object.keys(entry).flatMap((key): Finding[] => {
      const suggestions = FAULT_FIELDS.includes(key) ? [] : suggest(key, FAULT_FIELDS);
      if (suggestions.length === 0) return [];
      return [{ path: [...path, key], message: 'there is no such field here', suggestions, atKey: true }];
    });
  }
  const spec = catalogue.get(name);
  if (spec === undefined) {
    const message = `there is no fault "${name}"`;
    return [{ path: [...path, 'fault'], message, suggestions: suggest(name, catalogue.keys()) }];
  }
  const params = ownParams(entry);
  const result = spec.params.safeParse(params);
  if (result.success) return [];
  const missing = keysOf(spec.params).filter((key) => !Object.hasOwn(params, key));
  return explainIssues(result.error.issues, spec.params, params, path, [...FAULT_FIELDS, ...missing]);
}

/** `ends` is when the faults are over. */
export function checkFault(
  entry: ScenarioFault,
  path: Path,
  spec: FaultSpec | undefined,
  known: Known,
  ends: RunEnd,
): Finding[] {
  const { at, every, until, when, times, target, for: lasts } = entry;
  const findings: Finding[] = [...checkMoment(entry, path, ends, known)];
  const say = (key: string, message: string, atKey = false): void => {
    findings.push({ path: [...path, key], message, atKey });
  };
  if (at === undefined && every === undefined && when === undefined) {
    findings.push({ path, message: 'never begins: it needs `at`, `every` or `when`' });
  }
  if (every !== undefined && when !== undefined) say('every', '`every` and `when` exclude each other', true);
  if (every === 0) say('every', 'must be longer than 0s');
  if (lasts === 0) say('for', 'must be longer than 0s');
  if (
    every !== undefined &&
    (at ?? 0) + Math.floor(every / 2) >= Math.min(until ?? Number.POSITIVE_INFINITY, ends.longestMs)
  ) {
    say('every', 'never happens: all is over before the first time');
  }
  if (until !== undefined && every === undefined) say('until', 'ends a rate, but there is no `every`', true);
  if (until !== undefined && until <= (at ?? 0)) say('until', 'must be later than the beginning');
  if (times !== undefined && when === undefined) say('times', 'counts the events of `when`, which is missing', true);
  if (spec !== undefined) findings.push(...checkTarget(target, path, spec, known.names));
  return findings;
}

function checkTarget(target: ScenarioFault['target'], path: Path, spec: FaultSpec, names: FloorNames): Finding[] {
  const there = targetsOf(spec, names);
  if (target === undefined) {
    if (there.length > 0) return [];
    return [{ path: [...path, 'fault'], message: nobodyThere(spec, wordsOf[spec.target]) }];
  }
  if (typeof target === 'string') return checkOneTarget(target, [...path, 'target'], spec, names, there);
  return target.flatMap((one, i) => {
    const here = [...path, 'target', i];
    return target.indexOf(one) < i
      ? [{ path: here, message: `"${one}" occurs twice` }]
      : checkOneTarget(one, here, spec, names, there);
  });
}

function checkOneTarget(target: string, path: Path, spec: FaultSpec, names: FloorNames, there: string[]): Finding[] {
  if (there.includes(target)) return [];
  const forms = groupForms(spec.target);
  const what = wordsOf[spec.target];
  if (forms.includes(target)) {
    const kind = groupOf(target)?.kind ?? null;
    if (there.some((name) => kind === null || names.devices.get(name) === kind)) return [];
    return [{ path, message: nobodyThere(spec, kind ?? what) }];
  }
  if (spec.radio === true && names.wired.has(target)) {
    return [{ path, message: `${spec.name} hits the radio, and ${target} has none: it is wired (lan)` }];
  }
  const found = kindOfName(names, target);
  const message =
    found === undefined
      ? `there is no ${what} "${target}" on this floor`
      : `${spec.name} hits ${withArticle(what)}, and ${target} is ${found}`;
  return [{ path, message, suggestions: suggest(target, [...there, ...forms]) }];
}

const nobodyThere = (spec: FaultSpec, what: string): string =>
  `there is no ${what}${spec.radio === true ? ' with a radio' : ''} on this floor that ${spec.name} could hit`;
const withArticle = (what: string): string => `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;

const wordsOf: Record<FaultTarget, string> = {
  device: 'device',
  printer: 'printer',
  'belt-printer': 'belt printer',
  monitor: 'kitchen monitor',
  camera: 'camera',
  terminal: 'payment terminal',
  'access-point': 'access point',
  'lan-port': 'LAN port',
  crowd: 'crowd',
  oven: 'oven',
  service: 'cloud service',
  network: 'network',
  server: 'server',
  till: 'till',
};

/** What a fault can hit on a floor. */
export function targetsOf({ target, radio }: Pick<FaultSpec, 'target' | 'radio'>, names: FloorNames): string[] {
  switch (target) {
    case 'device':
      return [...names.devices.keys()].filter((name) => radio !== true || !names.wired.has(name));
    case 'printer':
      return [...names.printers];
    case 'belt-printer':
      return [...names.beltPrinters];
    case 'terminal':
      return [...names.terminals];
    case 'monitor':
      return [...names.monitors];
    case 'camera':
      return [...names.cameras];
    case 'access-point':
      return [...names.accessPoints];
    case 'lan-port':
      return [...names.lanPorts];
    case 'crowd':
      return [...names.crowds];
    case 'oven':
      return [...names.ovens];
    case 'service':
      return [...names.services];
    case 'network':
      return [NETWORK];
    case 'server':
      return [SERVER];
    case 'till':
      return [TILL];
  }
}
