/** What the schema cannot say of expectations: their words exist, and what they name can be. */
import type { Scalar } from '#history/expectation';
import {
  candidateOfFact,
  candidatesOfKind,
  checkFields,
  checkNode,
  unknownWord,
  type Candidate,
  type Known,
} from './check-events.ts';
import { ENTRY_KEYS, ownFields, type EventEntry, type Expect } from '../expectation.ts';
import type { Finding } from '../scenario-error.ts';
import { HAPPENS } from '../vocabulary.ts';

type Path = readonly PropertyKey[];

export function checkWords({ happens }: Pick<Expect, 'happens'>): Finding[] {
  return happens.flatMap((word, i) => checkWord(word, ['expect', 'happens', i]));
}

/** `endMs` is when the shortest run ends. */
export function checkExpectedEvent(entry: EventEntry, path: Path, known: Known, endMs: number): Finding[] {
  const { what, never, order, times, after, within, before } = entry;
  const about = ['what', 'never', 'order'].filter((key) => entry[key] !== undefined);
  if (about.length !== 1) {
    const [, second] = about;
    return second === undefined
      ? [{ path, message: 'needs `what`, `never` or `order`' }]
      : [{ path: [...path, second], message: `\`${about.join('` and `')}\` exclude each other`, atKey: true }];
  }
  if (order !== undefined) return checkOrder(entry, order, path, known);
  const findings = checkNamed(
    (what ?? never) as string,
    what === undefined ? 'never' : 'what',
    ownFields(entry),
    path,
    known,
  );
  const say = (key: string, message: string): void =>
    void findings.push({ path: [...path, key], message, atKey: true });
  if (never !== undefined && times !== undefined) say('times', 'counts what occurs; `never` is not at all');
  if (typeof times === 'object' && times.from > times.to)
    say('times', `must not begin (${times.from}) after it ends (${times.to})`);
  if (within !== undefined && after === undefined)
    say('within', 'counts from `after`, which is missing; `before` is a time of the run');
  if (typeof after === 'number' && typeof before === 'number' && before <= after)
    say('before', 'must be later than `after`');
  findings.push(...checkMomentOf(after, [...path, 'after'], ['first', 'last'], known, endMs));
  findings.push(...checkMomentOf(before, [...path, 'before'], ['first'], known, Number.POSITIVE_INFINITY));
  return findings;
}

function checkOrder(entry: EventEntry, order: readonly Record<string, Scalar>[], path: Path, known: Known): Finding[] {
  const others = Object.keys(entry).filter((key) => key !== 'order');
  return [
    ...others.map((key) => ({
      path: [...path, key],
      message: 'does not go with `order`: it belongs to its events',
      atKey: true,
    })),
    ...order.flatMap(({ what, ...fields }, i): Finding[] => {
      const here = [...path, 'order', i];
      return what === undefined
        ? [{ path: here, message: '"what" is missing' }]
        : checkNamed(what, 'what', fields, here, known, ['what', 'node']);
    }),
  ];
}

type MomentEntry = number | Record<string, Scalar> | undefined;

function checkMomentOf(
  moment: MomentEntry,
  path: Path,
  forms: readonly string[],
  known: Known,
  endMs: number,
): Finding[] {
  if (moment === undefined) return [];
  if (typeof moment === 'number') {
    return moment < endMs ? [] : [{ path, message: 'is never reached: the run is over by then' }];
  }
  const [form, ...more] = forms.filter((key) => moment[key] !== undefined);
  if (form === undefined || more.length > 0)
    return [{ path, message: `needs ${forms.map((key) => `\`${key}\``).join(' or ')}: the word of an event` }];
  const { [form]: word, ...fields } = moment;
  return checkNamed(word as Scalar, form, fields, path, known, [...forms, 'node']);
}

/** An event by its word and its fields; `key` is where the word stands. */
function checkNamed(
  word: Scalar,
  key: string,
  { node, ...fields }: Readonly<Record<string, unknown>>,
  path: Path,
  known: Known,
  others: readonly string[] = [...ENTRY_KEYS, 'node'],
): Finding[] {
  const wrong = checkWord(word, [...path, key]);
  if (wrong.length > 0) return wrong;
  const candidates = candidatesOfWord(String(word));
  return [
    ...checkNode(node as Scalar | undefined, [...path, 'node'], candidates, known),
    ...checkFields(fields, path, candidates, known, others),
  ];
}

function checkWord(word: Scalar, path: Path): Finding[] {
  return HAPPENS.has(String(word)) ? [] : [unknownWord(path, 'word', word, HAPPENS.keys())];
}

/** The kinds of events that a word can tell. */
function candidatesOfWord(word: string): Candidate[] {
  switch (HAPPENS.get(word)) {
    case 'refusal':
      return [...candidatesOfKind('reply'), ...candidatesOfKind('told')];
    case 'state':
      return candidatesOfKind('transition');
    case 'fact':
      return [candidateOfFact(word.split(':')[0] as string)];
    default:
      return candidatesOfKind(word);
  }
}
