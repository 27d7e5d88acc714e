/**
 * Which states a transition leaves and enters: the algorithm of SCXML (https://www.w3.org/TR/scxml/#AlgorithmforSCXMLInterpretation)
 * as XState 5 plays it, down to the order. It needs no context and no event, so a chart is asked once for each
 * transition out of each configuration, and the answer is kept (compiled-chart.ts).
 */
import type { AnyStateNode } from 'xstate';

/** The states last left, by the id of the history node that remembers them. */
export type Remembered = Readonly<Record<string, readonly AnyStateNode[]>>;
/** What is known of a transition in advance. */
export type Arrow = {
  source: AnyStateNode;
  target: readonly AnyStateNode[] | undefined;
  reenter: boolean;
};
/** Active states, in the order in which they were entered, and what is remembered. */
export type Place = { nodes: readonly AnyStateNode[]; remembered: Remembered };
export type Move = {
  exits: AnyStateNode[];
  /** `byDefault`: as the initial state of its parent, or in person; then the actions of its own initial transition count. */
  entries: { node: AnyStateNode; byDefault: boolean }[];
  to: Place;
  /** Whether XState would make a new snapshot of it. */
  moved: boolean;
};

/** Where transitions that are taken together lead from a place. None of them is in conflict with another. */
export function moveOf(arrows: readonly Arrow[], { nodes, remembered }: Place): Move {
  const exits = exitsOf(arrows, nodes, remembered).sort((a, b) => b.order - a.order);
  const memory = exits.flatMap((left) =>
    Object.values(left.states)
      .filter(isHistory)
      .map((node): [string, AnyStateNode[]] => [node.id, nodes.filter((one) => isRemembered(one, left, node))]),
  );
  const after = memory.length === 0 ? remembered : { ...remembered, ...Object.fromEntries(memory) };
  return entering(arrows, { nodes, remembered }, exits, after);
}

/** How a chart begins: at its root, into the states that are initial. */
export function firstMove(root: AnyStateNode): Move {
  const start = { source: root, target: initialStates(root), reenter: true };
  const { entries, ...rest } = entering([start], { nodes: [root], remembered: {} }, [], {});
  return { ...rest, entries: entries.map(({ node, byDefault }) => ({ node, byDefault: byDefault || node === root })) };
}

/** Of transitions that would leave the same states, the innermost; else the first. */
export function withoutConflicts<A extends Arrow>(arrows: readonly A[], { nodes, remembered }: Place): A[] {
  const kept = new Set<A>();
  for (const arrow of arrows) {
    const exits = new Set(exitsOf([arrow], nodes, remembered));
    const rivals = [...kept].filter((other) => exitsOf([other], nodes, remembered).some((node) => exits.has(node)));
    if (!rivals.every((other) => isWithin(arrow.source, other.source))) continue;
    for (const rival of rivals) kept.delete(rival);
    kept.add(arrow);
  }
  return [...kept];
}

function entering(arrows: readonly Arrow[], from: Place, exits: AnyStateNode[], remembered: Remembered): Move {
  const entry = new EntrySet(remembered);
  for (const arrow of arrows) entry.follow(arrow);
  const nodes = new Set(from.nodes);
  for (const node of exits) nodes.delete(node);
  const sorted = [...entry.nodes].sort((a, b) => a.order - b.order);
  for (const node of sorted) nodes.add(node);
  const same = nodes.size === from.nodes.length && from.nodes.every((node) => nodes.has(node));
  const moved = !same || remembered !== from.remembered;
  return {
    exits,
    entries: sorted.map((node) => ({ node, byDefault: entry.byDefault.has(node) })),
    to: moved ? { nodes: [...nodes], remembered } : from,
    moved,
  };
}

/** The states that transitions enter, with all that come with them. */
class EntrySet {
  readonly nodes = new Set<AnyStateNode>();
  readonly byDefault = new Set<AnyStateNode>();
  private readonly remembered: Remembered;

  constructor(remembered: Remembered) {
    this.remembered = remembered;
  }

  follow(arrow: Arrow): void {
    const domain = domainOf(arrow, this.remembered);
    for (const node of arrow.target ?? []) {
      if (!isHistory(node) && (arrow.source !== node || arrow.source !== domain || arrow.reenter)) this.add(node);
      this.within(node);
    }
    for (const node of targetsOf(arrow, this.remembered)) {
      const above = ancestorsOf(node, domain);
      if (domain?.type === 'parallel') above.push(domain);
      this.above(above, arrow.source.parent === undefined && arrow.reenter ? undefined : domain);
    }
  }

  private add(node: AnyStateNode): void {
    this.nodes.add(node);
    this.byDefault.add(node);
  }

  /** What is entered inside a state that is entered. */
  private within(node: AnyStateNode): void {
    if (isHistory(node)) this.recall(node);
    else if (node.type === 'compound') {
      const [first] = node.initial.target as [AnyStateNode];
      if (!isHistory(first)) this.add(first);
      this.within(first);
      this.above(ancestorsOf(first, node));
    } else if (node.type === 'parallel') this.regions(node, (region) => this.add(region));
  }

  private recall(history: AnyStateNode): void {
    const parent = history.parent as AnyStateNode;
    const last = this.remembered[history.id];
    const recalled = last ?? firstOf(history);
    for (const node of recalled) {
      this.nodes.add(node);
      if (last === undefined && parent.type !== 'parallel') this.byDefault.add(parent);
      this.within(node);
    }
    for (const node of recalled) this.above(ancestorsOf(node, parent));
  }

  private above(ancestors: readonly AnyStateNode[], domain?: AnyStateNode): void {
    for (const node of ancestors) {
      if (domain === undefined || isWithin(node, domain)) this.nodes.add(node);
      if (node.type === 'parallel') this.regions(node, (region) => this.nodes.add(region));
    }
  }

  /** Regions of a parallel state in which nothing is entered yet. */
  private regions(parallel: AnyStateNode, add: (region: AnyStateNode) => void): void {
    for (const region of Object.values(parallel.states)) {
      if (isHistory(region) || [...this.nodes].some((node) => isWithin(node, region))) continue;
      add(region);
      this.within(region);
    }
  }
}

/** The state within which a transition happens; undefined above the root. */
function domainOf(arrow: Arrow, remembered: Remembered): AnyStateNode | undefined {
  const { source, reenter } = arrow;
  const targets = targetsOf(arrow, remembered);
  if (!reenter && targets.every((node) => node === source || isWithin(node, source))) return source;
  const all = [...targets, source];
  const shared = ancestorsOf(all[0] as AnyStateNode).find((outer) => all.every((node) => isWithin(node, outer)));
  return shared ?? (reenter ? undefined : source.machine.root);
}

/** The states a transition leads to, those remembered in place of history. */
function targetsOf({ target }: Pick<Arrow, 'target'>, remembered: Remembered): AnyStateNode[] {
  const all = (target ?? []).flatMap((node): readonly AnyStateNode[] =>
    isHistory(node) ? (remembered[node.id] ?? targetsOf({ target: firstOf(node) }, remembered)) : [node],
  );
  return [...new Set(all)];
}

function exitsOf(arrows: readonly Arrow[], nodes: readonly AnyStateNode[], remembered: Remembered): AnyStateNode[] {
  const exits = new Set<AnyStateNode>();
  for (const arrow of arrows) {
    if (arrow.target === undefined || arrow.target.length === 0) continue;
    const domain = domainOf(arrow, remembered);
    for (const node of nodes) if (isWithin(node, domain)) exits.add(node);
  }
  return [...exits];
}

function initialStates(node: AnyStateNode): AnyStateNode[] {
  const inner =
    node.type === 'compound'
      ? (node.initial.target as AnyStateNode[]).slice(0, 1)
      : node.type === 'parallel'
        ? Object.values(node.states).filter((child) => !isHistory(child))
        : [];
  return [node, ...inner.flatMap(initialStates)];
}

/** Where history leads that remembers nothing yet. */
function firstOf(history: AnyStateNode): AnyStateNode[] {
  const parent = history.parent as AnyStateNode;
  return parent.type === 'parallel' ? [parent] : (parent.initial.target as AnyStateNode[]);
}

function isRemembered(node: AnyStateNode, left: AnyStateNode, { history }: AnyStateNode): boolean {
  return history === 'deep' ? node.type === 'atomic' && isWithin(node, left) : node.parent === left;
}

/** From the inside out, up to but without `end`. */
export function ancestorsOf(node: AnyStateNode, end?: AnyStateNode): AnyStateNode[] {
  const ancestors: AnyStateNode[] = [];
  if (node === end) return ancestors;
  for (let one = node.parent; one !== undefined && one !== end; one = one.parent) ancestors.push(one);
  return ancestors;
}

/** Whether a state lies inside another; everything lies inside what is above the root. */
function isWithin(node: AnyStateNode, outer: AnyStateNode | undefined): boolean {
  return outer === undefined || ancestorsOf(node).includes(outer);
}

const isHistory = (node: AnyStateNode): boolean => node.type === 'history';
