/**
 * Whom a device lets debug it: everybody, as a build for developers does, or whose key it remembers or somebody allows
 * on its display. What was allowed always it still knows when it was started anew.
 */
import { Actor } from '#machines/actor';
import { usbDebugging } from '#machines/android/usb-debugging';
import { TOKEN_BYTES } from '#protocols/adb/auth';
import type { PublicKey } from '#protocols/adb/public-key';
import type { Timers } from '#protocols/channel';
import { unreachable } from '#protocols/unreachable';
import type { Random } from '../random.ts';

/** What the display asks: may this one debug the device? */
export type Question = { owner: string; answer: (answer: 'ALLOW_ONCE' | 'ALLOW_ALWAYS' | 'REFUSE') => void };

export type Debugging = {
  asksForKeys: boolean;
  /** Keys that are let in at once, by their ids. */
  remembered: Map<string, PublicKey>;
  /** What is on the display and has no answer yet, the oldest first. */
  questions(): readonly Question[];
  /** Calls back for each question. */
  whenAsked(run: (question: Question) => void): void;
  /** Another one for each proof, so that no signature fits twice. */
  newToken(): Uint8Array;
  /** A computer comes to the door. */
  visitor(line: { letIn(): void; putOut(): void }): Visitor;
  /** Forgets all keys, and puts out who is in. */
  revoke(): void;
};

/** What a computer does at the door. */
export type Visitor = { signs(): void; sends(key: PublicKey): void; goes(): void };

export function createDebugging(
  asksForKeys: boolean,
  { timers, random }: { timers: Timers; random: Random },
): Debugging {
  const remembered = new Map<string, PublicKey>();
  const questions = new Set<Question>();
  const inside = new Set<Actor<typeof usbDebugging>>();
  const watchers: ((question: Question) => void)[] = [];

  function visitor({ letIn, putOut }: { letIn(): void; putOut(): void }): Visitor {
    let key: PublicKey | null = null;
    const question = (): Question => ({ owner: key?.owner ?? '', answer: (type) => actor.send({ type }) });
    let asked: Question | null = null;
    const actor = new Actor(usbDebugging, timers, undefined, {
      effect(effect) {
        switch (effect.type) {
          case 'asked':
            asked = question();
            questions.add(asked);
            for (const run of watchers) run(asked);
            return;
          case 'answered':
            if (asked !== null) questions.delete(asked);
            return;
          case 'let-in':
            if (effect.remember && key !== null) remembered.set(key.id, key);
            inside.add(actor);
            return letIn();
          case 'put-out':
            return putOut();
          default:
            unreachable(effect);
        }
      },
    });
    actor.start();
    return {
      signs: () => actor.send({ type: 'SIGNED' }),
      sends(sent) {
        key ??= sent;
        actor.send({ type: 'ASK' });
      },
      goes() {
        inside.delete(actor);
        actor.send({ type: 'GONE' });
      },
    };
  }

  return {
    asksForKeys,
    remembered,
    questions: () => [...questions],
    whenAsked: (run) => void watchers.push(run),
    newToken: () => Uint8Array.from({ length: TOKEN_BYTES }, () => random.below(256)),
    visitor,
    revoke() {
      remembered.clear();
      for (const actor of [...inside]) actor.send({ type: 'REVOKE' });
    },
  };
}
