/** What the schema cannot say of a radio plan: names lead somewhere, spots are on it, and people walk as people do. */
import { valueAt } from '../explain-issue.ts';
import { unknownName } from './check-floor.ts';
import type { FloorNames } from '../floor-names.ts';
import { resolveFloor, TILL } from '../floor.ts';
import { spotOf, type Plan } from '../plan.ts';
import type { Scenario } from '../scenario.ts';
import type { Finding } from '../scenario-error.ts';

type Path = readonly PropertyKey[];
const PLAN: Path = ['floor', 'plan'];

/** Nobody in a restaurant runs faster, decimetres in a second. */
const FASTEST = 50;

/** `written` is the floor as it stands in the file. */
export function checkPlan(floor: Scenario['floor'], names: FloorNames, written: unknown): Finding[] {
  const { plan } = floor;
  if (plan === undefined) return [];
  return [
    ...checkNames(plan, names),
    ...checkSpots(plan),
    ...plan.accessPoints.flatMap(({ load }, i) => checkLevels(load, [...PLAN, 'accessPoints', i, 'load'])),
    ...plan.crowds.flatMap(({ guests }, i) => checkLevels(guests, [...PLAN, 'crowds', i, 'guests'])),
    ...plan.stations.flatMap((_, i) => checkWalk(plan, i, names)),
    ...checkSignals(floor, plan, written),
  ];
}

function checkNames(plan: Plan, names: FloorNames): Finding[] {
  const known = [...names.devices.keys(), ...names.printers, ...names.terminals, ...(names.till ? [TILL] : [])];
  const findings: Finding[] = [];
  for (const [what, list, there] of [
    ['access point', 'accessPoints', [...names.accessPoints]],
    ['device, printer or terminal', 'stations', known],
  ] as const) {
    const seen = new Set<string>();
    for (const [i, { name }] of plan[list].entries()) {
      const path = [...PLAN, list, i, 'name'];
      findings.push(...unknownName(path, what, name, there));
      if (seen.has(name)) findings.push({ path, message: `"${name}" stands on the plan already` });
      seen.add(name);
    }
  }
  return findings;
}

/** Everything is on the plan, and what has a length has one. */
function checkSpots(plan: Plan): Finding[] {
  const [width, height] = spotOf(plan.size);
  const findings: Finding[] = [];
  if (width === 0 || height === 0)
    findings.push({ path: [...PLAN, 'size'], message: 'must be wider and higher than 0' });
  const spots: [Path, readonly number[]][] = [];
  for (const list of ['accessPoints', 'ovens', 'stations'] as const)
    for (const [i, { at }] of plan[list].entries()) spots.push([[...PLAN, list, i, 'at'], at]);
  for (const list of ['walls', 'rooms', 'crowds'] as const)
    for (const [i, { from, to }] of plan[list].entries()) {
      const path = [...PLAN, list, i];
      spots.push([[...path, 'from'], from], [[...path, 'to'], to]);
      const [one, other] = [spotOf(from), spotOf(to)];
      const flat =
        list === 'walls' ? one[0] === other[0] && one[1] === other[1] : one[0] === other[0] || one[1] === other[1];
      if (flat) findings.push({ path: [...path, 'to'], message: `leaves nothing between it and ${spotText(from)}` });
    }
  for (const [i, { walk }] of plan.stations.entries())
    for (const [k, { to }] of walk.entries()) spots.push([[...PLAN, 'stations', i, 'walk', k, 'to'], to]);
  for (const [path, spot] of spots) {
    const [x, y] = spotOf(spot);
    if (x > width || y > height)
      findings.push({ path, message: `${spotText(spot)} is not on the plan, which ends at ${spotText(plan.size)}` });
  }
  return findings;
}

const spotText = (spot: readonly number[]): string => `[${spot.join(', ')}]`;

function checkLevels(levels: readonly { at: number }[], path: Path): Finding[] {
  return levels.flatMap(({ at }, i) => {
    const before = levels[i - 1];
    return before === undefined || at > before.at
      ? []
      : [{ path: [...path, i, 'at'], message: 'must be later than the one before' }];
  });
}

function checkWalk(plan: Plan, index: number, names: FloorNames): Finding[] {
  const station = plan.stations[index] as Plan['stations'][number];
  const { name, at, walk, every, until } = station;
  const path = [...PLAN, 'stations', index];
  if (walk.length > 0 && (names.printers.has(name) || name === TILL || names.wired.has(name)))
    return [{ path: [...path, 'walk'], message: `${name} stands where it stands: nobody carries it about` }];
  if (every !== undefined && walk.length === 0)
    return [{ path: [...path, 'every'], message: 'there is no walk that could begin anew', atKey: true }];
  if (until !== undefined && every === undefined)
    return [
      { path: [...path, 'until'], message: 'ends a walk that begins anew, but there is no `every`', atKey: true },
    ];
  const findings = checkLevels(walk, [...path, 'walk']);
  const last = walk.at(-1);
  if (every !== undefined && last !== undefined && every <= last.at)
    findings.push({ path: [...path, 'every'], message: 'must be longer than the walk' });
  let from = spotOf(at);
  let fromMs = 0;
  for (const [i, { at: atMs, to: spot }] of walk.entries()) {
    const to = spotOf(spot);
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const squared = dx * dx + dy * dy;
    const most = (FASTEST * Math.max(0, atMs - fromMs)) / 1_000;
    if (squared > most * most)
      findings.push({
        path: [...path, 'walk', i, 'at'],
        message: `${name} cannot be there by then: people do not run faster than 5 m/s`,
      });
    from = to;
    fromMs = atMs;
  }
  return findings;
}

/** The signal of a device on the plan comes from there, and its access point as well. */
function checkSignals(floor: Scenario['floor'], plan: Plan, written: unknown): Finding[] {
  const placed = new Set(plan.stations.map(({ name }) => name));
  return floor.devices.flatMap((entry, i) => {
    const name = resolveFloor({ floor: { ...floor, devices: [entry] } }).devices.find((one) =>
      placed.has(one.name),
    )?.name;
    if (name === undefined) return [];
    return (['accessPoint', 'signal'] as const).flatMap((key): Finding[] =>
      valueAt(written, ['devices', i, key]) === undefined
        ? []
        : [
            {
              path: ['floor', 'devices', i, key],
              message: `${name} stands on the plan, which decides that`,
              atKey: true,
            },
          ],
    );
  });
}
