/**
 * One decision after the other. Whatever comes while a decision is being carried out waits in line, so an input that
 * is caused by an output (a printer that answers at once) never gets between the outputs of one decision. Facts are
 * handed to the journal when they are decided; outputs leave when the facts of their decision, and of all before it,
 * are durable. An output without facts of its own waits as well: no reply overtakes an earlier one. A timer counts from
 * its decision, however long the disk has taken.
 */
import { sometimes } from '#protocols/marks';
import type { State } from '#server/core/state';
import type { Clock, Input, Output, Step } from '#server/core/turn';
import { cameToItsEnd } from './own-errors.ts';
import type { ServerPlatform } from './platform.ts';

const waitsItsTurn = sometimes(
  'waits-its-turn',
  'an answer that needs no entry in the journal waits for entries before it',
);

export type Decisions = {
  /** Decides an input, now or when what is being carried out is done. */
  feed(input: Input): void;
  state(): State;
  /** Nothing is decided or carried out any more. */
  stop(): void;
};

/** What is to be done once it may be, and when that was decided, ms. */
type Decided = { outputs: readonly Output[]; decidedMs: number };

/** Decides from a state on; `perform` carries out one output, `waitedMs` after it was decided. */
export function startDeciding(options: {
  state: State;
  step: Step;
  platform: Pick<ServerPlatform, 'timers' | 'wallClock' | 'zoneMs' | 'append' | 'log'>;
  perform(output: Output, waitedMs: number): void;
}): Decisions {
  const { step, platform, perform } = options;
  const { timers } = platform;
  let { state } = options;
  /** Inputs in line. */
  const line: Input[] = [];
  /** Decisions by the commit they wait for, the oldest first. */
  const undurable: Decided[][] = [];
  let busy = false;
  let stopped = false;

  function decide(input: Input): void {
    const decidedMs = timers.now();
    const result = step(state, clockOf(platform, decidedMs), input);
    state = result.state;
    const decided = { outputs: result.outputs, decidedMs };
    if (result.facts.length > 0) {
      undurable.push([decided]);
      platform.append(result.facts, durable);
    } else {
      const last = undurable[undurable.length - 1];
      waitsItsTurn(last !== undefined && result.outputs.length > 0);
      if (last === undefined) carryOut(decided);
      else last.push(decided);
    }
    if (result.failure !== undefined) throw result.failure;
  }

  /** Carries out outputs in order; one that fails takes no other with it. */
  function carryOut({ outputs, decidedMs }: Decided): void {
    for (const output of outputs) {
      if (stopped) return;
      try {
        perform(output, timers.now() - decidedMs);
        cameToItsEnd(true);
      } catch (error) {
        cameToItsEnd(false);
        platform.log('error', 'output-failed', { output: output.kind, error: String(error) });
      }
    }
  }

  const carryOutAll = (decisions: readonly Decided[]): void => decisions.forEach(carryOut);

  /** The facts of the oldest decision that waits are durable. */
  function durable(): void {
    const decisions = undurable.shift();
    if (decisions !== undefined) inTurn(carryOutAll, decisions);
  }

  /** Does one thing, then whatever has come meanwhile, however much; an error does not keep the rest from its turn. */
  function inTurn<T>(act: (about: T) => void, about: T): void {
    busy = true;
    let failed = attempt(act, about);
    for (let next = line.shift(); next !== undefined && !stopped; next = line.shift()) {
      const another = attempt(decide, next);
      failed ??= another;
    }
    busy = false;
    if (failed !== null) throw failed.failure;
  }

  return {
    feed(input) {
      if (stopped) return;
      if (busy) line.push(input);
      else inTurn(decide, input);
    },
    state: () => state,
    stop() {
      stopped = true;
    },
  };
}

/** Does it; the error, if it throws one. */
function attempt<T>(act: (about: T) => void, about: T): { failure: unknown } | null {
  try {
    act(about);
    return null;
  } catch (failure) {
    return { failure };
  }
}

function clockOf(platform: Pick<ServerPlatform, 'wallClock' | 'zoneMs'>, nowMs: number): Clock {
  return { nowMs, wallMs: platform.wallClock(), zoneMs: platform.zoneMs?.() ?? 0 };
}
