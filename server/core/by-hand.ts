/**
 * The core moved by hand, for whoever tries a part of it by itself: it is fed input by input, keeps its journal and what
 * it has put out, and is started anew from the journal alone.
 */
import type { ClientMessage } from '#protocols/mpos/messages';
import { apply } from './apply/apply.ts';
import { serverConfigSchema, type ServerConfigInput } from './config.ts';
import type { JournalEntry } from './facts.ts';
import { emptyState, type State } from './state.ts';
import { step } from './step.ts';
import type { Clock, Input, Output } from './turn.ts';

/** A server that has just been started. */
export class CoreByHand {
  readonly journal: JournalEntry[] = [];
  /** What the next step takes the time for, ms. */
  clock: Clock = { nowMs: 0, wallMs: 0 };
  state: State;
  /** What it has put out since the last start, but for what was taken. */
  outputs: Output[] = [];
  /** The number of the last request. */
  req = 0;
  private readonly input: ServerConfigInput;

  constructor(input: ServerConfigInput, clock?: Clock) {
    this.input = input;
    if (clock !== undefined) this.clock = clock;
    this.state = this.nothing();
    this.feed({ kind: 'started' });
  }

  /** Throws what the core has failed with. */
  feed(input: Input): void {
    const { state, facts, outputs, failure } = step(this.state, this.clock, input);
    if (failure !== undefined) throw new Error(`the core failed at "${input.kind}"`, { cause: failure });
    this.state = state;
    this.journal.push(...facts);
    this.outputs.push(...outputs);
  }

  /** Forgets everything but the journal. */
  restart(): void {
    this.state = this.nothing();
    for (const entry of this.journal) apply(this.state, entry);
    this.outputs = [];
    this.feed({ kind: 'started' });
  }

  /** A device says something. */
  send(device: string, message: object): void {
    this.feed({ kind: 'message', device, message: message as ClientMessage });
  }

  /** It asks for something, under a number of its own. */
  ask(device: string, message: object): void {
    this.req += 1;
    this.send(device, { ...message, req: this.req });
  }

  /** What it has put out of a kind since that was taken last. */
  take<K extends Output['kind']>(kind: K): Extract<Output, { kind: K }>[] {
    const isOf = (output: Output): output is Extract<Output, { kind: K }> => output.kind === kind;
    const taken = this.outputs.filter(isOf);
    this.outputs = this.outputs.filter((output) => !isOf(output));
    return taken;
  }

  private nothing(): State {
    return emptyState(serverConfigSchema.parse(this.input));
  }
}

/** One that has two handhelds and a terminal; tab 5 owes 5.00, and H01 has begun payment 1 for it, under token 1. */
export function corePaying(): CoreByHand {
  const core = new CoreByHand({
    operators: ['Anna', 'Ben'],
    devices: ['H01', 'H02'].map((name) => ({ name, family: 'handheld' })),
    terminals: [{ name: 'pt1' }],
  });
  core.feed({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  core.ask('H01', { type: 'sign-on', operator: 'Anna' });
  core.ask('H01', { type: 'open', tab: 5 });
  const bookings = [{ seq: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' }];
  core.ask('H01', { type: 'pay', tab: 5, token: 1, bookings, terminal: 'pt1' });
  return core;
}
