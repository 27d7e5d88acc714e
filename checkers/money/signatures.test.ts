// What a unit must sign, when it is noted as failed, and what bills say then.
import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Story } from '../story.ts';
import { signatures } from './signatures.ts';

const limits = { serviceAnswerMs: 5_000, serviceRestMostMs: 30_000, signatureWaitMs: 8_000 };
const NOTE = 'Signing unit out of order';

const line = { seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' };
const booked = (tab = 5): Fact => ({
  ...{ kind: 'booked', tab, token: 1, device: 'H01', operator: 'Anna', source: '40', offline: false },
  bookings: [line],
});
const due = (handOver = 1, tab = 5, cents = 690): Fact => ({
  ...{ kind: 'signature-due', handOver, tab, device: 'H01', operator: 'Anna', cents, lines: ['1 x Soup  6.90'] },
});
const made = (handOver = 1, signature = `s${handOver}`): Fact => ({
  ...{ kind: 'signature-made', handOver, counter: handOver, signature },
});
const signed = (handOver = 1, more: object = {}): EventBody => ({
  ...{ kind: 'service-did', did: 'hand-over-signed', key: `hand-over-${handOver}`, handOver, atMs: 10_000, tab: 5 },
  ...{ operator: 'Anna', cents: 690, lines: ['1 x Soup  6.90'], counter: handOver, signature: `s${handOver}` },
  ...more,
});
const failed: Fact = { kind: 'tse-failed', trouble: 'silent' };
const back: Fact = { kind: 'tse-back' };
const billed = (tab = 5): Fact => ({
  ...{ kind: 'billed', bill: 1, tab, device: 'H01', operator: 'Anna', cents: 690, tender: 'cash', payment: null },
});
const ticket = (...more: string[]): Fact => ({
  ...{ kind: 'job-queued', job: 1, document: 'bill', tab: 5, route: 'static', queue: 'counter', device: 'H01' },
  ...{ ticket: 1, copy: false, lines: ['Tab 5  Anna', 'Bill 1', ...more] },
});
const moved: Fact = {
  ...{ kind: 'lines-moved', why: 'move', tab: 5, token: 1, device: 'H01', operator: 'Anna', from: 5, to: 6 },
  ...{ lines: [], cents: 690 },
};
const EVENTS = ['service-did', 'condition', 'fault'];
type Step = [s: number, node: string, ...what: (Fact | EventBody)[]];

/** Something happens at each time, s; the run ends at 600 s. Without the unit, if said. */
function verdict(steps: Step[], services: object = { tse: {} }): string {
  const story = new Story().server('up').fact({ kind: 'started' });
  for (const [s, node, ...all] of steps) {
    story.at(s * 1_000);
    for (const what of all) {
      if (EVENTS.includes(what.kind)) story.event(node, what as EventBody);
      else story.fact(what as Fact);
    }
  }
  story.at(500_000).event('run', { kind: 'phase', phase: 'faults-over' });
  story.at(600_000).event('run', { kind: 'phase', phase: 'end' });
  const result = story.judged(signatures, limits, true, { floor: { services } } as never);
  return result.verdict === 'fail' ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '') : result.verdict;
}

const BOOKED: Step = [10, 'server', booked(), due()];
const fault = (phase: 'begun' | 'ended', id = 1): EventBody => ({
  ...{ kind: 'fault', phase, fault: 'service-down', id, params: {} },
});
/** The unit is down from 5 s to 100 s; tab 5 is handed over meanwhile and noted as not signed. */
const DOWN: Step[] = [[5, 'tse', fault('begun')], BOOKED, [15, 'server', failed]];
const UP: Step[] = [
  [100, 'tse', fault('ended')],
  [110, 'tse', signed()],
  [111, 'server', made(), back],
];

describe('signatures', () => {
  it('lets a hand-over be signed at once, or be made up for', () => {
    assert.equal(verdict([BOOKED, [11, 'tse', signed()], [12, 'server', made()]]), 'pass');
    assert.equal(verdict([...DOWN, ...UP]), 'pass');
    assert.equal(verdict([[10, 'server', booked()]], {}), 'pass');
  });

  it('sees one that nobody is to sign, that is another one, or out of count', () => {
    const answered: Fact = {
      ...{ kind: 'answered', device: 'H01', req: 1, reply: { type: 'reply', req: 1, ok: true, did: 'done' } },
    };
    assert.equal(verdict([[10, 'server', booked(), answered]]), 'nobody is to sign them');
    assert.equal(verdict([[10, 'server', booked(), due(1, 5, 700)]]), 'it is not what was booked');
    assert.equal(verdict([[10, 'server', due()]]), 'it is not what was booked');
    assert.equal(verdict([[10, 'server', booked(), due(2)]]), 'the one before it was 0');
  });

  it('sees one signed twice, never, out of turn, as something else, or with another time', () => {
    const then = (...steps: Step[]) => verdict([BOOKED, ...steps, [12, 'server', made()]]);
    const again = signed(1, { counter: 2, key: 'again' });
    assert.equal(then([11, 'tse', signed(), again]), 'the unit has signed it 2 times');
    assert.equal(then(), 'it was taken for signed and was not');
    assert.equal(verdict([...DOWN, [100, 'tse', fault('ended')]]), 'by the end it was not signed, over 6.90');
    assert.match(then([11, 'tse', signed(1, { cents: 1 })]), /^what was signed is 0\.01 for tab 5/);
    assert.equal(then([11, 'tse', signed(9)]), 'the unit signed that at 0:00:11.000');
    assert.equal(then([11, 'tse', signed(1, { signature: 'x' })]), 'the journal has another signature than the unit');
    const second: Step = [20, 'server', booked(), due(2)];
    const both = (...steps: Step[]) => verdict([BOOKED, second, ...steps]);
    const late = signed(2, { atMs: 20_000 });
    assert.equal(
      both(
        [21, 'tse', { ...late, counter: 1 } as EventBody, signed(1, { counter: 2 })],
        [22, 'server', made(1), made(2)],
      ),
      'hand-over 2 was signed before it',
    );
    assert.equal(
      both([21, 'tse', signed(), { ...late, counter: 1 } as EventBody], [22, 'server', made(1), made(2)]),
      'the counter of the unit went from 1 to 1',
    );
    assert.match(
      both([21, 'tse', signed(), signed(2, { atMs: 25_000 })], [22, 'server', made(1), made(2)]),
      /^it was signed with a time that is 5 s later/,
    );
    assert.equal(then([11, 'tse', signed()], [12, 'server', made()]), 'it was taken for signed twice');
  });

  it('sees a unit that is noted too late, for no reason, or back too early', () => {
    assert.match(verdict([[5, 'tse', fault('begun')], BOOKED, [60, 'server', failed], ...UP]), /neither signed nor/);
    assert.match(verdict([BOOKED, [60, 'tse', signed()], [61, 'server', made()]]), /neither signed nor/);
    assert.match(verdict([BOOKED, [15, 'server', failed], ...UP.slice(1)]), /is noted as "silent"$/);
    assert.match(verdict([...DOWN, [50, 'server', back], ...UP]), /^the unit was said to be back at 0:00:50/);
  });

  it('gives the unit its time anew after a start, and none while nobody runs', () => {
    const killed: EventBody = { kind: 'condition', of: 'server', state: 'killed' };
    const up: EventBody = { kind: 'condition', of: 'server', state: 'up' };
    const again: Step = [200, 'server', up, { kind: 'started' }];
    const course = (s: number): string =>
      verdict([BOOKED, [12, 'server', killed], again, [s, 'tse', signed()], [s, 'server', made()]]);
    assert.equal(course(205), 'pass');
    assert.match(course(260), /neither signed nor/);
  });

  it('wants the note on a bill just while something of its tab is not signed and the unit has failed', () => {
    const no = 'it does not say that the unit is out of order';
    const too = 'it says that the unit is out of order';
    const bill = (before: Step[], s: number, tab: number, ...note: string[]): string =>
      verdict([...before, [s, 'server', billed(tab), ticket(...note)], ...(before === DOWN ? UP : [])]);
    assert.equal(bill(DOWN, 20, 5, NOTE), 'pass');
    assert.equal(bill(DOWN, 20, 5), no);
    assert.equal(bill(DOWN, 20, 7), 'pass');
    assert.equal(bill(DOWN, 20, 7, NOTE), too);
    assert.equal(bill([...DOWN, ...UP], 120, 5), 'pass');
    assert.equal(bill([...DOWN, ...UP], 120, 5, NOTE), too);
    assert.equal(verdict([...DOWN, [16, 'server', moved], [20, 'server', billed(6), ticket(NOTE)], ...UP]), 'pass');
    assert.equal(verdict([...DOWN, [16, 'server', moved], [20, 'server', billed(6), ticket()], ...UP]), no);
  });
});
