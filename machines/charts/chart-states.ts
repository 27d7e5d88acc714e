/** The states a chart can be in, as values of XState, and as the short texts that history and scenarios name them by. */
import type { AnyStateMachine, AnyStateNode, StateValue } from 'xstate';

/** Every combination of innermost states; without those that are left at once whatever holds. */
export function statesOf(machine: AnyStateMachine): StateValue[] {
  return valuesOf(machine.root);
}

function valuesOf(node: AnyStateNode): StateValue[] {
  const inner = Object.values(node.states).filter((child) => child.type !== 'history' && !isTransient(child));
  if (node.type === 'parallel') {
    return inner.reduce<Record<string, StateValue>[]>(
      (all, child) => all.flatMap((value) => within(child).map((one) => ({ ...value, ...one }))),
      [{}],
    );
  }
  return inner.flatMap((child): StateValue[] => (hasStates(child) ? within(child) : [child.key]));
}

/** The values of a child under its name; a region without states of its own has none. */
function within(child: AnyStateNode): Record<string, StateValue>[] {
  return valuesOf(child).map((value) => ({ [child.key]: value }));
}

/** `{ on: { paper: 'out', cover: 'closed' } }` → `on.(out cover=closed)`; nested names joined by dots. */
export function stateText(value: StateValue): string {
  if (typeof value === 'string') return value;
  const keys = Object.keys(value);
  if (keys.length === 1) {
    const key = keys[0] as string;
    return `${key}.${stateText(value[key] as StateValue)}`;
  }
  return keys.map((key) => `${key}=${stateText(value[key] as StateValue)}`).join(' ');
}

const hasStates = (node: AnyStateNode): boolean => Object.keys(node.states).length > 0;
const isTransient = (node: AnyStateNode): boolean => node.always?.some(({ guard }) => guard === undefined) === true;
