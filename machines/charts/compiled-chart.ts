/**
 * A chart as tables. What XState's interpreter works out anew for every event (which transitions a configuration has
 * for it, what they leave, enter and do, and in which order) depends on nothing but the chart; here it is worked out
 * when it is first met, and looked up from then on. Guards and actions are the chart's own functions.
 *
 * It plays what charts of the house are made of. A chart that uses more is refused as a whole when it is compiled
 * (docs/decisions/028).
 */
import type { AnyStateMachine, AnyStateNode, EventObject, StateValue } from 'xstate';
import { actOf, beyondTables, guardOf, type Act, type Announced, type Guard, type Turn } from './chart-acts.ts';
import { arrowTexts, nodesIn, pathOf, type ChartSeen } from './chart-arrows.ts';
import { ancestorsOf, firstMove, moveOf, withoutConflicts, type Arrow, type Move, type Place } from './chart-steps.ts';

/** A transition of the chart, its guard and actions ready to be called. */
type Transition = Arrow & { n: number; guard: Guard | null; acts: readonly Act[]; taken: number };
/** What happens when transitions are taken: exit actions, their own, entry actions; and where they lead. */
type Step = { acts: readonly Act[]; to: Configuration; moved: boolean };
/** Of an event: the inner states choose first, each region for itself; if none does, the first of `own` that may. */
type Choice = { inner: readonly Choice[]; own: readonly Transition[] };

/** The states a chart is in, with what it remembers and what is known of its way on. */
class Configuration {
  readonly place: Place;
  readonly value: StateValue;
  /** For each innermost state, what it or what is around it may do without an event. */
  readonly eventless: readonly (readonly Transition[])[];
  readonly choices = new Map<string, Choice | null>();
  /** By the number of the transition; of several by their numbers. */
  readonly steps = new Map<number | string, Step>();
  /** How often something has led here. */
  entered = 0;

  constructor(place: Place, root: AnyStateNode, eventless: readonly (readonly Transition[])[]) {
    this.place = place;
    this.value = valueOf(root, place.nodes);
    this.eventless = eventless;
  }
}

/** Where one actor stands in its chart. It is changed by playing; context and value are never changed in place. */
export class Position implements Turn {
  context: object = {};
  event: EventObject;
  assigned = false;
  readonly raised: EventObject[] = [];
  /** What is to be done, in order; whoever plays takes it out. */
  readonly announced: Announced[] = [];
  at: Configuration;

  constructor(at: Configuration, event: EventObject) {
    this.at = at;
    this.event = event;
  }

  /** The same object for the same states in the same order. */
  get value(): StateValue {
    return this.at.value;
  }
}

export class CompiledChart {
  private readonly machine: AnyStateMachine;
  private readonly configurations = new Map<string, Configuration>();
  private readonly first: Move;
  private readonly acts = new Map<AnyStateNode, { entry: Act[]; exit: Act[]; initial: Act[] }>();
  private readonly always = new Map<AnyStateNode, Transition[]>();
  private readonly on = new Map<AnyStateNode, Map<string, Transition[]>>();
  /** In the order of `arrowTexts`. */
  private readonly transitions: Transition[] = [];

  /** Throws for a chart that uses what tables do not know. */
  constructor(machine: AnyStateMachine) {
    this.machine = machine;
    const transition = (arrow: Arrow & { guard?: unknown; actions: readonly unknown[] }): Transition => {
      const { source, target, reenter } = arrow;
      const n = this.transitions.length;
      const guard = guardOf(machine, arrow.guard);
      const made = { source, target, reenter, n, guard, acts: this.actsOf(arrow.actions), taken: 0 };
      this.transitions.push(made);
      return made;
    };
    for (const node of nodesIn(machine.root)) {
      refuseUnknown(machine, node);
      const { entry, exit, initial } = node;
      this.acts.set(node, {
        entry: this.actsOf(entry),
        exit: this.actsOf(exit),
        initial: this.actsOf(initial.actions),
      });
      this.always.set(node, (node.always ?? []).map(transition));
      this.on.set(node, new Map([...node.transitions].map(([type, arrows]) => [type, arrows.map(transition)])));
    }
    this.first = firstMove(machine.root);
  }

  /** A chart that begins: entered, and as far as it goes by itself. */
  begin(input: unknown): Position {
    const step = this.stepOf(this.first);
    const position = new Position(step.to, { type: 'xstate.init', input } as EventObject);
    const { context = {} } = this.machine.config as { context?: object | ((args: { input: unknown }) => object) };
    position.context = typeof context === 'function' ? { ...context({ input }) } : context;
    this.take(position, step);
    this.settle(position);
    return position;
  }

  /** How often each state was come to and each transition taken, by all actors of this process. */
  seen(): ChartSeen {
    const states = new Map<string, number>();
    for (const { place, entered } of this.configurations.values())
      for (const node of place.nodes)
        if (node.type === 'atomic') states.set(pathOf(node), (states.get(pathOf(node)) ?? 0) + entered);
    const texts = arrowTexts(this.machine);
    const arrows = new Map(this.transitions.map(({ taken }, n) => [texts[n] as string, taken]));
    return { states, arrows };
  }

  /** Plays an event, and all that follows from it without another. */
  play(position: Position, event: EventObject): void {
    position.event = event;
    this.react(position, event.type);
    this.settle(position);
  }

  /** What the chart does by itself, and what it has raised, until it rests. */
  private settle(position: Position): void {
    const { raised } = position;
    let look = true;
    for (;;) {
      const step: Step | null = look ? this.eventlessStep(position) : null;
      if (step !== null) {
        this.take(position, step);
        // A step that changes nothing would be taken for ever.
        look = position.assigned || step.moved;
        continue;
      }
      const event = raised.shift();
      if (event === undefined) return;
      position.event = event;
      this.react(position, event.type);
      look = true;
    }
  }

  private react(position: Position, type: string): void {
    const { at } = position;
    let choice = at.choices.get(type);
    if (choice === undefined) {
      choice = this.choiceOf(at.place.nodes, this.machine.root, type);
      at.choices.set(type, choice);
    }
    if (choice === null) return;
    if (choice.inner.length === 0) {
      const transition = firstOf(choice.own, position);
      if (transition !== null) this.take(position, this.singleStep(at, transition));
      return;
    }
    const chosen: Transition[] = [];
    choose(choice, position, chosen);
    if (chosen.length > 0) this.take(position, this.sharedStep(at, chosen));
  }

  private eventlessStep(position: Position): Step | null {
    const { at } = position;
    if (at.eventless.length === 0) return null;
    const chosen = new Set<Transition>();
    for (const chain of at.eventless) {
      const transition = firstOf(chain, position);
      if (transition !== null) chosen.add(transition);
    }
    return chosen.size === 0 ? null : this.sharedStep(at, [...chosen]);
  }

  private take(position: Position, { acts, to }: Step): void {
    position.assigned = false;
    for (const act of acts) act(position);
    to.entered += 1;
    position.at = to;
  }

  private singleStep(at: Configuration, transition: Transition): Step {
    let step = at.steps.get(transition.n);
    if (step === undefined) {
      step = this.stepOf(moveOf([transition], at.place), transition.acts);
      at.steps.set(transition.n, step);
    }
    return step;
  }

  private sharedStep(at: Configuration, transitions: readonly Transition[]): Step {
    const [only] = transitions;
    if (transitions.length === 1 && only !== undefined) return this.singleStep(at, only);
    const key = transitions.map(({ n }) => n).join();
    let step = at.steps.get(key);
    if (step === undefined) {
      const taken = withoutConflicts(transitions, at.place);
      step = this.stepOf(
        moveOf(taken, at.place),
        taken.flatMap(({ acts }) => acts),
      );
      at.steps.set(key, step);
    }
    return step;
  }

  private stepOf({ exits, entries, to, moved }: Move, own: readonly Act[] = []): Step {
    const actsOf = (node: AnyStateNode) => this.acts.get(node) as { entry: Act[]; exit: Act[]; initial: Act[] };
    const entered = entries.flatMap(({ node, byDefault }) => {
      const { entry, initial } = actsOf(node);
      return byDefault ? [...entry, ...initial] : entry;
    });
    return { acts: [...exits.flatMap((node) => actsOf(node).exit), ...own, ...entered], to: this.at(to), moved };
  }

  private at(place: Place): Configuration {
    const ids = (nodes: readonly AnyStateNode[]): string => nodes.map(({ order }) => order).join();
    const remembered = Object.entries(place.remembered).map(([id, nodes]) => `${id}:${ids(nodes)}`);
    const key = [ids(place.nodes), ...remembered].join(' ');
    let configuration = this.configurations.get(key);
    if (configuration === undefined) {
      configuration = new Configuration(place, this.machine.root, this.eventlessOf(place));
      this.configurations.set(key, configuration);
    }
    return configuration;
  }

  private eventlessOf({ nodes }: Place): Transition[][] {
    return nodes
      .filter(({ type }) => type === 'atomic')
      .map((node) => [node, ...ancestorsOf(node)].flatMap((one) => this.always.get(one) as Transition[]))
      .filter((chain) => chain.length > 0);
  }

  private choiceOf(nodes: readonly AnyStateNode[], node: AnyStateNode, type: string): Choice | null {
    const own = this.on.get(node)?.get(type) ?? [];
    const inner = nodes
      .filter((child) => child.parent === node)
      .map((child) => this.choiceOf(nodes, child, type))
      .filter((choice) => choice !== null);
    const [only] = inner;
    // One chain of states: the innermost is asked first.
    if (inner.length === 1 && only !== undefined) return { inner: only.inner, own: [...only.own, ...own] };
    return inner.length === 0 && own.length === 0 ? null : { inner, own };
  }

  private actsOf(actions: readonly unknown[]): Act[] {
    return actions.map((action) => actOf(this.machine, action));
  }
}

const charts = new WeakMap<AnyStateMachine, CompiledChart>();

/** The tables of a chart, made once. */
export function compiled(machine: AnyStateMachine): CompiledChart {
  let chart = charts.get(machine);
  if (chart === undefined) {
    chart = new CompiledChart(machine);
    charts.set(machine, chart);
  }
  return chart;
}

/** Adds what an event brings about; whether that is anything. */
function choose({ inner, own }: Choice, turn: Turn, chosen: Transition[]): boolean {
  let any = false;
  for (const choice of inner) any = choose(choice, turn, chosen) || any;
  if (any) return true;
  const transition = firstOf(own, turn);
  if (transition !== null) chosen.push(transition);
  return transition !== null;
}

function firstOf(transitions: readonly Transition[], turn: Turn): Transition | null {
  for (const transition of transitions) {
    if (transition.guard !== null && !transition.guard(turn)) continue;
    transition.taken += 1;
    return transition;
  }
  return null;
}

/** The value XState gives to active states; in the order in which they were entered. */
function valueOf(node: AnyStateNode, nodes: readonly AnyStateNode[]): StateValue {
  const inner = nodes.filter((child) => child.parent === node);
  const [only] = inner;
  if (node.type === 'compound' && only?.type === 'atomic') return only.key;
  return Object.fromEntries(inner.map((child) => [child.key, valueOf(child, nodes)]));
}

function refuseUnknown(machine: AnyStateMachine, node: AnyStateNode): void {
  const { config, id, type, invoke, transitions } = node;
  const unknown = [
    ...(type === 'final' ? ['a final state'] : []),
    ...(invoke.length > 0 ? ['an invoked actor'] : []),
    ...(config.onDone === undefined ? [] : ['onDone']),
    ...(config.route === undefined ? [] : ['a route']),
    ...(type === 'history' && config.target !== undefined ? ['a target for its history'] : []),
    ...[...transitions.keys()].filter((event) => event === '*' || event.endsWith('.*')),
  ];
  if (unknown.length > 0) throw beyondTables(machine, `${unknown.join(', ')} (${id})`);
}
