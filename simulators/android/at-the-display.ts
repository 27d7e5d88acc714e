/** Somebody who stands before a device and answers when its display asks whether a computer may debug it. */
import { z } from 'zod';
import { unreachable } from '#protocols/unreachable';
import type { AndroidDevice } from './device.ts';
import type { Question } from './debugging.ts';

export const displayAnswerSchema = z.strictObject({
  answer: z.enum(['once', 'always', 'refuse', 'nobody']).default('always'),
  /** How long he takes, s. */
  afterS: z.number().min(0).default(2),
});
export type DisplayAnswer = z.output<typeof displayAnswerSchema>;

const A_SECOND = 1000;

/** Answers all that is asked from now on. A display that hangs takes no answer, and is tapped again. */
export function answerAtDisplay({ debugging, system, timers }: AndroidDevice, { answer, afterS }: DisplayAnswer): void {
  const tap = (question: Question): void => {
    if (!debugging.questions().includes(question)) return;
    if (system.getSnapshot().value === 'hung') timers.after(A_SECOND, () => tap(question));
    else give(question, answer);
  };
  debugging.whenAsked((question) => timers.after(afterS * A_SECOND, () => tap(question)));
}

function give(question: Question, answer: DisplayAnswer['answer']): void {
  switch (answer) {
    case 'once':
      return question.answer('ALLOW_ONCE');
    case 'always':
      return question.answer('ALLOW_ALWAYS');
    case 'refuse':
      return question.answer('REFUSE');
    case 'nobody':
      return;
    default:
      unreachable(answer);
  }
}
