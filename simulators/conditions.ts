/**
 * What is wrong on the floor, and who keeps it so. A fault does not break a thing by itself: it holds a condition of its
 * target, `kitchen: out of paper`. The first hold breaks the thing, and it is whole again when the last has ended. So
 * faults overlap and end in any order, and each heals only what it broke.
 */
import { sometimes } from '#protocols/marks';

const heldTwice = sometimes('broken-twice', 'two faults break the same thing at the same time');
const setTwice = sometimes('set-twice', 'two faults give the same thing two values at the same time');

/** Ends a hold; a second time it does nothing. */
export type Release = () => void;

export type Conditions = {
  /** Holds a condition of a target; `breaks` brings it about if nobody holds it yet, and returns what ends it. */
  hold(target: string, condition: string, breaks: () => () => void): Release;
  /** Gives a quantity of a target a value: the latest counts, and after it the one before; `plain` when none is left. */
  set<T>(target: string, quantity: string, value: T, plain: T, apply: (value: T) => void): Release;
};

/** A floor on which nothing is wrong. */
export function createConditions(): Conditions {
  const held = new Map<string, { holds: number; heal: () => void }>();
  const values = new Map<string, { value: unknown }[]>();
  return {
    hold(target, condition, breaks) {
      const key = keyOf(target, condition);
      let kept = held.get(key);
      if (kept === undefined) held.set(key, (kept = { holds: 0, heal: breaks() }));
      heldTwice(kept.holds > 0);
      kept.holds += 1;
      const { heal } = kept;
      const mine = kept;
      return once(() => {
        mine.holds -= 1;
        if (mine.holds > 0) return;
        held.delete(key);
        heal();
      });
    },
    set(target, quantity, value, plain, apply) {
      const key = keyOf(target, quantity);
      const stack = values.get(key) ?? [];
      values.set(key, stack);
      const mine = { value: value as unknown };
      setTwice(stack.length > 0);
      stack.push(mine);
      apply(value);
      return once(() => {
        stack.splice(stack.indexOf(mine), 1);
        const latest = stack.at(-1);
        apply(latest === undefined ? plain : (latest.value as typeof value));
      });
    },
  };
}

const keyOf = (target: string, condition: string): string => `${target}: ${condition}`;

function once(run: () => void): Release {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
