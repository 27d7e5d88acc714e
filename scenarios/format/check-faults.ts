/** What the schema cannot say of a fault: it exists, it begins some time, its target is there and can be hit by it. */
import { checkMoment } from './check-work.ts';
import { explainIssues } from './explain-issue.ts';
import { anyForms, FAULT_FIELDS, ownParams, type FaultSpec, type FaultTarget } from './fault-spec.ts';
import { TILL } from './floor.ts';
import { kindOfName, type FloorNames } from './floor-names.ts';
import { keysOf } from './schema-walk.ts';
import type { ScenarioFault } from './scenario.ts';
import type { Finding } from './scenario-error.ts';
import { suggest } from './suggest.ts';

/** Finds the fault of an entry as it stands in the file, and checks its own parameters. */
export function checkFaultName(
  entry: Record<string, unknown>,
  path: readonly PropertyKey[],
  catalogue: ReadonlyMap<string, FaultSpec>,
): Finding[] {
  const name = entry['fault'];
  if (typeof name !== 'string') {
    // Without a fault nothing tells its parameters from misspelt fields: only a near miss is worth a word.
    return Object.keys(entry).flatMap((key): Finding[] => {
      const suggestion = FAULT_FIELDS.includes(key) ? undefined : suggest(key, FAULT_FIELDS);
      if (suggestion === undefined) return [];
      return [{ path: [...path, key], message: 'there is no such field here', suggestion, atKey: true }];
    });
  }
  const spec = catalogue.get(name);
  if (spec === undefined) {
    const message = `there is no fault "${name}"`;
    return [{ path: [...path, 'fault'], message, suggestion: suggest(name, catalogue.keys()) }];
  }
  const params = ownParams(entry);
  const result = spec.params.safeParse(params);
  if (result.success) return [];
  const missing = keysOf(spec.params).filter((key) => !Object.hasOwn(params, key));
  return explainIssues(result.error.issues, spec.params, params, path, [...FAULT_FIELDS, ...missing]);
}

/** `endMs` is when the faults of the longest run of the scenario are over. */
export function checkFault(
  entry: ScenarioFault,
  path: readonly PropertyKey[],
  spec: FaultSpec | undefined,
  names: FloorNames,
  endMs: number,
): Finding[] {
  const { at, every, until, when, times, target } = entry;
  const findings: Finding[] = [...checkMoment(entry, path, endMs)];
  const say = (key: string, message: string, atKey = false): void => {
    findings.push({ path: [...path, key], message, atKey });
  };
  if (at === undefined && every === undefined && when === undefined) {
    findings.push({ path, message: 'never begins: it needs `at`, `every` or `when`' });
  }
  if (every !== undefined && when !== undefined) say('every', '`every` and `when` exclude each other', true);
  if (every === 0) say('every', 'must be longer than 0s');
  if (until !== undefined && every === undefined) say('until', 'ends a rate, but there is no `every`', true);
  if (until !== undefined && until <= (at ?? 0)) say('until', 'must be later than the beginning');
  if (times !== undefined && when === undefined) say('times', 'counts the events of `when`, which is missing', true);
  if (spec !== undefined) findings.push(...checkTarget(target, path, spec, names));
  return findings;
}

function checkTarget(
  target: string | undefined,
  path: readonly PropertyKey[],
  spec: FaultSpec,
  names: FloorNames,
): Finding[] {
  const forms = anyForms(spec.target);
  const targets = targetsOf(spec.target, names);
  const what = wordsOf[spec.target];
  if (target === undefined || forms.includes(target)) {
    const kind = target === 'any handheld' || target === 'any tablet' ? target.slice('any '.length) : undefined;
    if (targets.some((name) => kind === undefined || names.devices.get(name) === kind)) return [];
    const at = target === undefined ? [...path, 'fault'] : [...path, 'target'];
    return [{ path: at, message: `there is no ${kind ?? what} on this floor that ${spec.name} could hit` }];
  }
  if (targets.includes(target)) return [];
  const found = kindOfName(names, target);
  const message =
    found === undefined
      ? `there is no ${what} "${target}" on this floor`
      : `${spec.name} hits a ${what}, and ${target} is ${found}`.replace('a access', 'an access');
  return [{ path: [...path, 'target'], message, suggestion: suggest(target, [...targets, ...forms]) }];
}

const wordsOf: Record<FaultTarget, string> = {
  device: 'device',
  printer: 'printer',
  'belt-printer': 'belt printer',
  terminal: 'payment terminal',
  'access-point': 'access point',
  server: 'server',
  till: 'till',
};

function targetsOf(target: FaultTarget, names: FloorNames): string[] {
  switch (target) {
    case 'device':
      return [...names.devices.keys()];
    case 'printer':
      return [...names.printers];
    case 'belt-printer':
      return [...names.beltPrinters];
    case 'terminal':
      return [...names.terminals];
    case 'access-point':
      return [...names.accessPoints];
    case 'server':
      return ['server'];
    case 'till':
      return [TILL];
  }
}
