/** A chart as a Mermaid state diagram. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** Text of a `stateDiagram-v2`: every state, its nesting, every transition with its event. */
export function mermaidOf(machine: AnyStateMachine): string {
  const lines = ['stateDiagram-v2'];
  const arrows: string[] = [];
  states(machine.root, '  ', lines, arrows);
  return `${[...lines, ...arrows].join('\n')}\n`;
}

const idOf = (node: AnyStateNode): string => node.id.replaceAll(/[^A-Za-z0-9]/g, '_');

function states(node: AnyStateNode, indent: string, lines: string[], arrows: string[]): void {
  const children = Object.values(node.states) as AnyStateNode[];
  if (node.type === 'compound') {
    for (const start of node.initial.target ?? []) lines.push(`${indent}[*] --> ${idOf(start)}`);
  }
  children.forEach((child, i) => {
    if (node.type === 'parallel' && i > 0) lines.push(`${indent}--`);
    if (Object.keys(child.states).length === 0) lines.push(`${indent}state "${child.key}" as ${idOf(child)}`);
    else {
      lines.push(`${indent}state "${child.key}" as ${idOf(child)} {`);
      states(child, `${indent}  `, lines, arrows);
      lines.push(`${indent}}`);
    }
  });
  for (const [event, transitions] of node.transitions) {
    for (const { target } of transitions)
      for (const to of target ?? []) arrows.push(`  ${idOf(node)} --> ${idOf(to)} : ${label(event)}`);
  }
  for (const { target } of node.always ?? [])
    for (const to of target ?? []) arrows.push(`  ${idOf(node)} --> ${idOf(to)}`);
}

/** `xstate.after.lease.tab-lock.held` → `after lease`. */
function label(event: string): string {
  return event.startsWith('xstate.after.') ? `after ${event.split('.')[2] ?? ''}` : event;
}
