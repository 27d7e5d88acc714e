/** What is changed of tabs besides booking and settling, by waiters and in steps, and who has which rights. */
import { RIGHT_FOR, RIGHTS, USUAL_REASONS, type ChangeKind } from '#protocols/mpos/tab-changes';
import { formatDuration, parseDuration } from '../format/duration.ts';
import { resolveFloor } from '../format/floor.ts';
import { scenarioSchema, type ScenarioInput } from '../format/scenario.ts';
import type { Draw } from './draw.ts';
import type { StepInput } from './floor/people.ts';
import type { FloorInput } from './stage.ts';

const KINDS = Object.keys(RIGHT_FOR) as ChangeKind[];

/** The scenario with changes of tabs, on some, and with rights of operators on a few of those. */
export function drawTabChanges(draw: Draw, input: ScenarioInput): ScenarioInput {
  if (!draw.chance(45)) return input;
  const { work, floor } = input;
  const changePercent = draw.pick([20, 60, 100]);
  const waiters = work?.waiters === undefined ? {} : { waiters: { ...work.waiters, changePercent } };
  const steps = (work?.steps ?? []).length === 0 ? [] : drawSteps(draw, input);
  const rights = draw.chance(40) ? { rights: drawRights(draw, floor) } : {};
  return {
    ...input,
    floor: { ...floor, ...rights },
    work: { ...work, ...waiters, steps: [...(work?.steps ?? []), ...steps] },
  };
}

function drawRights(draw: Draw, { operators }: FloorInput): NonNullable<FloorInput['rights']> {
  return Object.fromEntries(draw.some(operators, 3).map((operator) => [operator, draw.subset(RIGHTS, 50)]));
}

/** A few changes at devices that do something anyway; each waits until a tab is open there. */
function drawSteps(draw: Draw, { duration, floor, work }: ScenarioInput): StepInput[] {
  const resolved = resolveFloor({ floor: scenarioSchema.shape.floor.parse(floor) });
  const opened = (work?.steps ?? []).filter(({ do: act }) => act === 'open');
  if (opened.length === 0) return [];
  const articles = resolved.articles.map(({ name }) => name);
  const workMs = parseDuration(duration) ?? 0;
  return Array.from({ length: draw.between(1, 4) }, () => {
    const { device, at = 0 } = draw.pick(opened);
    const fromMs = typeof at === 'number' ? at : (parseDuration(at) ?? 0);
    const kind = draw.pick(KINDS);
    const atMs = Math.min(workMs - 1, fromMs + draw.pick([100, 500, 2_000, 8_000]));
    return {
      device,
      do: kind,
      at: formatDuration(Math.max(0, atMs)),
      ...drawSaid(draw, kind, resolved.tables, articles),
    };
  });
}

/** What a step says of its change; now and then it leaves that out. */
function drawSaid(
  draw: Draw,
  kind: ChangeKind,
  tables: { from: number; to: number },
  articles: readonly string[],
): Partial<StepInput> {
  const named = draw.some(articles, 2).map((article) => [article, draw.between(1, 3)] as const);
  const said: Partial<StepInput> = {
    ...(kind === 'split' || kind === 'move' || kind === 'merge' ? { other: draw.between(tables.from, tables.to) } : {}),
    ...(kind === 'split' || kind === 'cancel' || kind === 'bill-lines' ? { what: Object.fromEntries(named) } : {}),
    ...(kind === 'cancel' ? { reason: draw.pick(USUAL_REASONS) } : {}),
    ...(kind === 'discount' ? { percent: draw.pick([1, 10, 33, 100]) } : {}),
    ...(kind === 'bill-share' ? { shares: draw.pick([2, 3, 7]) } : {}),
  };
  return draw.chance(85) ? said : {};
}
