/**
 * The states and transitions of a chart, each with a text that tells it from all others of the chart: what a search
 * counts. A state is an innermost one; a transition is an arrow of the drawing, so that two guards on one event are two.
 */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** How often something of a chart has been seen, by its text. */
export type ChartSeen = { states: Map<string, number>; arrows: Map<string, number> };

/** All nodes of a chart, from the outside in. */
export function nodesIn(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesIn)];
}

/** The innermost states, as `running.app.open.booking`. */
export function innermostStates(machine: AnyStateMachine): string[] {
  return nodesIn(machine.root)
    .filter(({ type }) => type === 'atomic')
    .map(pathOf);
}

/** Where a node is in its chart; empty for the root. */
export function pathOf({ path }: AnyStateNode): string {
  return path.join('.');
}

/**
 * The transitions, node by node: first those without an event, then by event. As `open.booking BOOK [mayStore]`; one
 * that is taken when no guard before it holds is told by where it leads.
 */
export function arrowTexts(machine: AnyStateMachine): string[] {
  return nodesIn(machine.root).flatMap((node) => {
    const eventless = (node.always ?? []).map((arrow) => textOf(machine, node, 'always', arrow));
    const others = [...node.transitions].flatMap(([type, arrows]) =>
      arrows.map((arrow) => textOf(machine, node, eventText(type), arrow)),
    );
    return [...eventless, ...others];
  });
}

type Drawn = { guard?: unknown; target: readonly AnyStateNode[] | undefined };

function textOf(machine: AnyStateMachine, node: AnyStateNode, event: string, { guard, target }: Drawn): string {
  const named = typeof guard === 'string' ? guard : ((guard as { type?: string } | undefined)?.type ?? '');
  const where = pathOf(node) === '' ? machine.id : pathOf(node);
  const to = target === undefined || target.length === 0 ? '' : ` to ${target.map(pathOf).join(' and ')}`;
  return `${where} ${event}${named === '' ? '' : ` [${named}]`}${to}`;
}

/** `after tolerance` for what XState calls `xstate.after.tolerance.handheld.running.app.opening`. */
function eventText(type: string): string {
  const [, delay] = /^xstate\.after\.([^.]+)\./.exec(type) ?? [];
  return delay === undefined ? type : `after ${delay}`;
}
