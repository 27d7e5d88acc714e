/**
 * The signature of a failure: the invariant that does not hold, and the shape of what shows it. The same bug has it on
 * whatever floor it shows, so names, numbers and texts are no part of it; two bugs that one checker finds mostly differ
 * in it.
 */
import type { CheckResult, Evidence } from '#checkers/checker';
import type { HistoryEvent } from '#history/events';
import { TELLING_FIELDS } from '#history/match';

/** Finds an event of the run by its number, from 1; undefined where that event was not kept. */
export type EventOfRun = (id: number) => HistoryEvent | undefined;

/** The signature of a failure by its first evidence, e.g. `lock-recovery: fact tab-locked > fact tab-released:restart (late)`. */
export function signatureOf(check: CheckResult, eventOf: EventOfRun): string {
  const [first] = check.evidence;
  return first === undefined ? check.name : signatureOfEvidence(check.name, first, eventOf);
}

/** The signatures of all the evidence that is told: a run may fail a checker for several causes. */
export function signaturesOf(check: CheckResult, eventOf: EventOfRun): string[] {
  return [...new Set(check.evidence.map((one) => signatureOfEvidence(check.name, one, eventOf)))];
}

function signatureOfEvidence(name: string, { events, deadline, what }: Evidence, eventOf: EventOfRun): string {
  const shapes: { shape: string; again: boolean }[] = [];
  // One event may be evidence twice: as what began something, and as the last sign of life.
  for (const id of new Set(events)) {
    const event = eventOf(id);
    const shape = event === undefined ? null : shapeOf(event, deadline !== undefined);
    if (shape === null) continue;
    const before = shapes.at(-1);
    // How often something came again is chance; that it did is not.
    if (before?.shape === shape) before.again = true;
    else shapes.push({ shape, again: false });
  }
  const told = shapes.map(({ shape, again }) => (again ? `${shape}, again` : shape)).join(' > ');
  const words = [
    ...(deadline === undefined ? [] : [deadline.actualMs < deadline.dueMs ? 'early' : 'late']),
    ...(what === undefined ? [] : [what]),
  ];
  return [`${name}:`, ...(told === '' ? [] : [told]), ...(words.length === 0 ? [] : [`(${words.join(', ')})`])].join(
    ' ',
  );
}

/**
 * What of an event belongs to the shape; null for what is chance: a sign of life may be anything a device says, and
 * what is too late may have been waited for since any change of its circumstances.
 */
function shapeOf(event: HistoryEvent, isLate: boolean): string | null {
  switch (event.kind) {
    case 'fact': {
      const telling = TELLING_FIELDS.flatMap((field) => event.fact[field] ?? []).map(String);
      return ['fact ', event.fact.kind, ...telling.map((word) => `:${word}`)].join('');
    }
    case 'heard':
      return null;
    case 'reply':
      return event.ok ? `reply ${event.did}` : `refusal ${event.code ?? ''}`;
    case 'told':
      return `told ${event.code}`;
    case 'transition':
      return `state ${event.to}`;
    case 'act':
    case 'gave-up':
      return `${event.kind} ${event.act}`;
    case 'sent':
      return `sent ${event.type}`;
    case 'hold-lost':
      return `hold-lost ${event.why}`;
    case 'collected':
      return event.offline ? 'collected offline' : 'collected';
    case 'payment-shown':
      return `payment-shown ${event.outcome}`;
    case 'half-printed':
    case 'printed':
      return event.copy ? `${event.kind} copy` : event.kind;
    case 'condition':
      return isLate ? null : `${event.of} ${event.state.startsWith('not started') ? 'not started' : event.state}`;
    case 'money':
    case 'phase':
      return `${event.kind} ${event.phase}`;
    case 'mark-broken':
      return `${event.kind} ${event.mark}`;
    case 'fault':
      return isLate ? null : `fault ${event.fault} ${event.phase}`;
    default:
      return event.kind;
  }
}
