/** What the schema cannot say of a floor: names lead somewhere, and each node has a name of its own. */
import { nameSchema } from '#protocols/names';
import { placesByTimeErrors } from '#protocols/places-by-time';
import { smartSwapErrors } from '#protocols/smart-swap';
import { valueAt } from '../explain-issue.ts';
import { beltWearers, isThinClient, NETWORK, resolveFloor, servicesOf, TILL, type Article } from '../floor.ts';
import { countDevices, MOST_DEVICES, type FloorNames } from '../floor-names.ts';
import { scenarioSchema, type Scenario, type ScenarioDevice } from '../scenario.ts';
import type { Finding } from '../scenario-error.ts';
import { keysOf } from '../schema-walk.ts';
import { suggest } from '../suggest.ts';

type Path = readonly PropertyKey[];

/** Nodes every history has. */
const RESERVED = [TILL, NETWORK, 'server', 'run'];
/** What a fault calls its targets when it hits any of them, or all. */
const GROUP = /^(any|all)( |$)/;
/** Each printer and each terminal has a connection of the server's. */
const MOST_PERIPHERALS = 200;

/** A finding if `name` is given and not among the known ones. */
export function unknownName(path: Path, what: string, name: string | undefined, known: Iterable<string>): Finding[] {
  if (name === undefined) return [];
  const names = new Set(known);
  if (names.has(name)) return [];
  const message =
    names.size === 0 ? `there is no ${what} on this floor` : `there is no ${what} "${name}" on this floor`;
  return [{ path, message, suggestions: suggest(name, names) }];
}

/** Whether so many devices can be spelled out at all. */
export function checkSize(floor: Scenario['floor']): Finding[] {
  const count = countDevices(floor);
  if (count <= MOST_DEVICES) return [];
  return [{ path: ['floor', 'devices'], message: `must be at most ${MOST_DEVICES} devices, not ${count}` }];
}

/** `written` is the floor as it stands in the file, before anything is filled in. */
export function checkFloor(floor: Scenario['floor'], names: FloorNames, written: unknown): Finding[] {
  const { tables, till } = floor;
  const findings = [
    ...checkDevices(floor, names, written),
    ...checkWired(floor, written),
    ...checkPrinters(floor, names),
    ...checkNodeNames(floor),
    ...checkOwnTerminals(floor),
    ...checkServices(floor, names),
    ...checkMonitors(floor, names),
  ];
  if (tables.from > tables.to) {
    findings.push({
      path: ['floor', 'tables'],
      message: `must not begin (${tables.from}) after they end (${tables.to})`,
    });
  }
  if (till !== undefined) {
    findings.push(...unknownName(['floor', 'till', 'operator'], 'operator', till.operator, names.operators));
  }
  for (const operator of Object.keys(floor.rights ?? {}))
    findings.push(...unknownName(['floor', 'rights', operator], 'operator', operator, names.operators));
  for (const [i, article] of (floor.articles ?? []).entries()) {
    const path = ['floor', 'articles', i, 'place'];
    if (article.place !== 'none') {
      findings.push(...unknownName(path, 'production place', article.place, names.places));
    }
  }
  for (const { path, message } of placesByTimeErrors(floor.placesByTime ?? [], names.printers, names.places))
    findings.push({ path: ['floor', 'placesByTime', ...path], message });
  if (floor.smartSwap !== undefined)
    for (const { path, message } of smartSwapErrors(
      floor.smartSwap,
      names.printers,
      names.places,
      new Set(beltWearers(resolveFloor({ floor }))),
    ))
      findings.push({ path: ['floor', 'smartSwap', ...path], message });
  const { simpleOrder } = floor;
  findings.push(...unknownName(['floor', 'simpleOrder', 'article'], 'article', simpleOrder?.article, names.articles));
  for (const what of ['operators', 'articles'] as const) findings.push(...checkTwice(floor, what));
  for (const what of ['printers', 'monitors', 'terminals'] as const) {
    if (floor[what].length > MOST_PERIPHERALS) {
      findings.push({ path: ['floor', what], message: `must have at most ${MOST_PERIPHERALS} entries` });
    }
  }
  return findings;
}

function checkDevices(floor: Scenario['floor'], names: FloorNames, written: unknown): Finding[] {
  const { articles } = resolveFloor({ floor });
  return floor.devices.flatMap((device, i) => {
    const path = ['floor', 'devices', i];
    const findings = [
      ...unknownName([...path, 'operator'], 'operator', device.operator, names.operators),
      ...unknownName([...path, 'accessPoint'], 'access point', device.accessPoint, names.accessPoints),
      ...unknownName([...path, 'terminal'], 'payment terminal', device.terminal, names.terminals),
      ...checkThinClient(device, path, floor),
      ...checkPlaces([...path, 'places'], device.places ?? [], articles, names),
      ...unknownName([...path, 'iis'], 'IIS', device.iis, names.iis),
      ...unknownName([...path, 'dials'], 'IIS', device.dials, names.iis),
    ];
    findings.push(...checkBelt(device, path, floor));
    if (device.beltPrinter !== false && floor.fallbackPrinter === undefined && !isMisspelt(written)) {
      findings.push({
        path: [...path, 'beltPrinter'],
        message: 'a belt printer needs a floor with a fallbackPrinter, to which its jobs are redirected',
      });
    }
    return findings;
  });
}

/** Monitors show what is made at places there are. */
function checkMonitors({ monitors }: Scenario['floor'], { places }: FloorNames): Finding[] {
  return monitors.flatMap((monitor, i) =>
    monitor.places.flatMap((place, k) =>
      unknownName(['floor', 'monitors', i, 'places', k], 'production place', place, places),
    ),
  );
}

/** Whoever prints on another's belt printer names a device that wears one. */
function checkBelt({ beltPrinter }: ScenarioDevice, path: Path, floor: Scenario['floor']): Finding[] {
  if (typeof beltPrinter === 'boolean') return [];
  return unknownName(
    [...path, 'beltPrinter', 'of'],
    'device with a belt printer of its own',
    beltPrinter.of,
    beltWearers(resolveFloor({ floor })),
  );
}

/** What only thin clients have, and what they lack. */
function checkThinClient(
  device: Scenario['floor']['devices'][number],
  path: Path,
  floor: Scenario['floor'],
): Finding[] {
  const { kind, as, terminal, beltPrinter, model, lan, browser } = device;
  const findings: Finding[] = [];
  if (kind === 'freestyle' && floor.till === undefined)
    findings.push({
      path: [...path, 'kind'],
      message: 'a Freestyle device needs a till, which shows its sign-up code',
    });
  if (kind === 'paypos' && terminal === undefined)
    findings.push({ path: [...path, 'kind'], message: 'a PayPOS needs the `terminal` that is in it' });
  if (kind === 'freestyle' && terminal !== undefined)
    findings.push({
      path: [...path, 'terminal'],
      message: 'a Freestyle device signs up by itself, and has no fixed terminal',
    });
  if (kind === 'paypos' && lan)
    findings.push({ path: [...path, 'lan'], message: 'a PayPOS is carried, and has no cable' });
  if (isThinClient(kind) && beltPrinter !== false)
    findings.push({ path: [...path, 'beltPrinter'], message: 'a thin client drives no belt printer' });
  if (browser && !isThinClient(kind))
    findings.push({ path: [...path, 'browser'], message: 'only the app of a thin client can be a page in a browser' });
  if (model !== undefined && !isThinClient(kind) && Object.keys(model).length > 1)
    findings.push({ path: [...path, 'model'], message: 'of a handheld or tablet only the name of the model is told' });
  if (model?.android !== undefined && model.ios !== undefined)
    findings.push({ path: [...path, 'model', 'ios'], message: 'a device has Android or iOS, not both' });
  if (as !== undefined) {
    const others = resolveFloor({ floor }).devices.filter((one) => one.kind === kind && one.as === one.name);
    if (kind !== 'client' && kind !== 'paypos')
      findings.push({ path: [...path, 'as'], message: 'only an mPOS Client or a PayPOS is set up as a client' });
    else
      findings.push(
        ...unknownName(
          [...path, 'as'],
          `device of kind ${kind}`,
          as,
          others.map(({ name }) => name),
        ),
      );
  }
  return findings;
}

/** Names of IIS, and what is offered there. */
function checkServices(floor: Scenario['floor'], names: FloorNames): Finding[] {
  const { articles } = resolveFloor({ floor });
  return [
    ...checkTwice(floor, 'iis'),
    ...checkPlaces(['floor', 'offers'], floor.offers ?? [], articles, names),
    ...floor.iis.flatMap(({ offers = [] }, i) => checkPlaces(['floor', 'iis', i, 'offers'], offers, articles, names)),
  ];
}

/** A payment terminal is in one PayPOS at most, and stands on the plan with it. */
function checkOwnTerminals(floor: Scenario['floor']): Finding[] {
  const findings: Finding[] = [];
  const inside = new Map<string, string>();
  for (const [i, entry] of floor.devices.entries())
    for (const { name, ownTerminal } of resolveFloor({ floor: { ...floor, devices: [entry] } }).devices) {
      if (ownTerminal === null) continue;
      const other = inside.get(ownTerminal);
      const path = ['floor', 'devices', i, 'terminal'];
      if (other !== undefined) findings.push({ path, message: `"${ownTerminal}" is in ${other} already` });
      else inside.set(ownTerminal, name);
    }
  for (const [i, { name }] of (floor.plan?.stations ?? []).entries()) {
    const device = inside.get(name);
    const path = ['floor', 'plan', 'stations', i, 'name'];
    if (device !== undefined) findings.push({ path, message: `"${name}" is in ${device}, and is where that is` });
  }
  return findings;
}

/** Whether the floor has a field that the format does not know: what seems to be missing may be there. */
function isMisspelt(written: unknown): boolean {
  const known = keysOf(scenarioSchema.shape.floor);
  return Object.keys(written as object).some((key) => !known.includes(key));
}

/** A device on LAN has no radio, so nothing can be said of it. */
function checkWired(floor: Scenario['floor'], written: unknown): Finding[] {
  return floor.devices.flatMap(({ lan }, i) =>
    (['accessPoint', 'signal'] as const).flatMap((key): Finding[] => {
      if (!lan || valueAt(written, ['devices', i, key]) === undefined) return [];
      const what = key === 'signal' ? 'signal' : 'access point';
      return [{ path: ['floor', 'devices', i, key], message: `a wired device (lan) has no ${what}`, atKey: true }];
    }),
  );
}

/** Production places of a device: they exist, and there is something to order from them. */
function checkPlaces(path: Path, places: string[], articles: readonly Article[], names: FloorNames): Finding[] {
  const unknown = places.flatMap((place, i) => unknownName([...path, i], 'production place', place, names.places));
  if (unknown.length > 0 || places.length === 0) return unknown;
  if (articles.some(({ place }) => places.includes(place))) return [];
  return [{ path, message: 'has no article: nothing on the menu is made there' }];
}

function checkPrinters(floor: Scenario['floor'], names: FloorNames): Finding[] {
  const findings: Finding[] = [
    ...unknownName(['floor', 'fallbackPrinter'], 'printer', floor.fallbackPrinter, names.printers),
    ...unknownName(['floor', 'noticePrinter'], 'printer', floor.noticePrinter, names.printers),
  ];
  for (const [place, printer] of Object.entries(floor.places)) {
    findings.push(...unknownName(['floor', 'places', place], 'printer', printer, names.printers));
  }
  for (const [i, { name, alternatives, roll }] of floor.printers.entries()) {
    for (const key of ['left', 'nearEnd'] as const)
      if (roll !== undefined && (roll[key] ?? 0) > roll.lines) {
        const path = ['floor', 'printers', i, 'roll', key];
        findings.push({ path, message: `must be no more than the ${roll.lines} lines of a roll` });
      }
    for (const [k, other] of alternatives.entries()) {
      const path = ['floor', 'printers', i, 'alternatives', k];
      findings.push(...unknownName(path, 'printer', other, names.printers));
      if (other === name) findings.push({ path, message: 'a printer cannot stand in for itself' });
    }
  }
  return findings;
}

function checkTwice(floor: Scenario['floor'], what: 'operators' | 'articles' | 'iis'): Finding[] {
  const seen = new Set<string>();
  return (floor[what] ?? []).flatMap((entry, i): Finding[] => {
    const name = typeof entry === 'string' ? entry : entry.name;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const path = ['floor', what, i, ...(typeof entry === 'string' ? [] : ['name'])];
    return [{ path, message: `"${name}" occurs twice` }];
  });
}

/** Devices, printers, terminals and access points share one space of names: that of the nodes of a history. */
function checkNodeNames(floor: Scenario['floor']): Finding[] {
  const findings: Finding[] = [];
  const taken = new Map(RESERVED.map((name) => [name, 'is the name of a node that is always there']));
  const take = (name: string, path: Path, what: string): void => {
    const why = taken.get(name);
    if (GROUP.test(name)) findings.push({ path, message: `"${name}" is what faults call a group of nodes` });
    else if (!nameSchema.safeParse(name).success) {
      findings.push({ path, message: `"${name}" is no name: ${nameSchema.safeParse(name).error?.issues[0]?.message}` });
    } else if (why === undefined) taken.set(name, `is the name of ${what} already`);
    else findings.push({ path, message: `"${name}" ${why}` });
  };
  for (const [i, entry] of floor.devices.entries()) {
    const path = ['floor', 'devices', i, ...(entry.name === undefined ? [] : ['name'])];
    for (const { name } of resolveFloor({ floor: { ...floor, devices: [entry] } }).devices) {
      const before = findings.length;
      take(name, path, 'a device');
      if (findings.length > before) break;
    }
  }
  for (const [i, { name }] of floor.printers.entries()) take(name, ['floor', 'printers', i, 'name'], 'a printer');
  for (const [i, { name }] of floor.monitors.entries()) {
    take(name, ['floor', 'monitors', i, 'name'], 'a kitchen monitor');
  }
  for (const [i, { name }] of (floor.till?.cameras ?? []).entries()) {
    take(name, ['floor', 'till', 'cameras', i, 'name'], 'a camera');
  }
  for (const [i, { name }] of floor.terminals.entries()) {
    take(name, ['floor', 'terminals', i, 'name'], 'a payment terminal');
  }
  for (const [i, name] of floor.accessPoints.entries()) take(name, ['floor', 'accessPoints', i], 'an access point');
  for (const name of servicesOf(resolveFloor({ floor }))) take(name, ['floor', 'services', name], 'a cloud service');
  const { crowds = [], ovens = [] } = floor.plan ?? {};
  for (const [i, { name }] of crowds.entries()) take(name, ['floor', 'plan', 'crowds', i, 'name'], 'a crowd');
  for (const [i, { name }] of ovens.entries()) take(name, ['floor', 'plan', 'ovens', i, 'name'], 'an oven');
  return findings;
}
