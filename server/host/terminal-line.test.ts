// One connection to a terminal: bytes become messages, and a connection that is of no use is given up in time.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromHex } from '#protocols/bytes';
import type { Dialogue } from '#server/core/money/evidence';
import { serverConfigSchema } from '#server/core/config';
import { dialByHand, marked, timersByHand, type ByHand } from './by-hand.ts';
import { AUTHORISATION, REGISTRATION, STATUS_ENQUIRY } from './terminal-exchange.ts';
import { Line } from './terminal-line.ts';

const { durations } = serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] });
const { zvtT3Ms, zvtT4Ms } = durations;
const TAKEN = '800000';
const DONE = '060F00';
const RESULT = '040F132700040000000012340B000017870017490978';
const COMMAND = fromHex('060100');

function stage() {
  const timers = timersByHand();
  const { dial, connections } = dialByHand();
  const told: string[] = [];
  const line = new Line({
    dial,
    timers,
    durations,
    opened: () => told.push('opened'),
    lost: () => told.push('lost'),
  });
  const terminal = connections[0] as ByHand;
  const dialogues: Dialogue[] = [];
  const command = (control: number): void =>
    line.command(control, COMMAND, (dialogue) => {
      dialogues.push(structuredClone(dialogue));
      told.push('ended');
    });
  const say = (hex: string): void => terminal.say(fromHex(hex));
  return { timers, line, terminal, told, dialogues, command, say };
}

describe('a line to a terminal', () => {
  it('is lost when nobody takes the connection within T3, or it ends before it is used', () => {
    const silent = stage();
    silent.timers.pass(zvtT3Ms - 1);
    assert.deepEqual(silent.told, []);
    silent.timers.pass(1);
    assert.deepEqual([silent.told, silent.terminal.closed], [['lost'], true]);

    const refusing = stage();
    refusing.terminal.end('refused');
    assert.deepEqual([refusing.told, refusing.timers.waiting()], [['lost'], 0]);

    const late = stage();
    late.terminal.open();
    late.timers.pass(10 * zvtT3Ms);
    assert.deepEqual(late.told, ['opened']);
  });

  it('is lost by a terminal that speaks without being asked', () => {
    const { terminal, say, told } = stage();
    terminal.open();
    say(DONE);
    assert.deepEqual([told, terminal.closed], [['opened', 'lost'], true]);
  });

  it('carries one command after the other, and ends each with what it brought', () => {
    const { terminal, say, told, command, dialogues, timers } = stage();
    terminal.open();
    command(REGISTRATION);
    say(TAKEN + DONE);
    command(AUTHORISATION);
    for (const hex of [TAKEN, RESULT, DONE]) say(hex);
    assert.deepEqual([told, timers.waiting()], [['opened', 'ended', 'ended'], 0]);
    assert.deepEqual(
      dialogues.map(({ opening, results, ending, fault }) => [opening, results.length, ending?.by, fault]),
      [
        ['accepted', 0, 'completion', null],
        ['accepted', 1, 'completion', null],
      ],
    );
    assert.deepEqual(terminal.sent, ['060100', '800000', '060100', '800000', '800000']);
  });

  it('proves nothing when bytes come that are no message, when it is cut, or silent', () => {
    for (const [what, fault, happens] of [
      ['bytes that are no message', 'text such as HTTP instead of ZVT', (one) => one.say('48545450')],
      ['half', 'half a message', (one) => (one.say('040F'), one.timers.pass(zvtT3Ms))],
      ['cut', 'the connection is closed', (one) => one.terminal.end('reset')],
      ['silence', 'silence', (one) => one.timers.pass(zvtT4Ms)],
      ['more', 'a message after the end', (one) => one.say(DONE + DONE)],
      ['a piece more', 'a message after the end', (one) => one.say(`${DONE}06`)],
    ] as [string, string, (one: ReturnType<typeof stage>) => void][]) {
      const one = stage();
      one.terminal.open();
      one.command(STATUS_ENQUIRY);
      one.say(TAKEN);
      happens(one);
      assert.deepEqual([one.told, one.dialogues[0]?.fault], [['opened', 'ended'], fault], what);
      one.line.close();
      assert.equal(one.timers.waiting(), 0, what);
    }
  });

  it('gives a message that dribbles in T3 from its first byte, however it dribbles', () => {
    const { terminal, say, told, command, timers } = stage();
    terminal.open();
    command(AUTHORISATION);
    say(TAKEN);
    for (let n = 0; n < 4; n += 1) {
      say(RESULT.slice(2 * n, 2 * n + 2));
      timers.pass(zvtT3Ms / 4 - 1);
    }
    assert.deepEqual(told, ['opened']);
    timers.pass(4);
    assert.deepEqual(told, ['opened', 'ended']);
  });

  it('gives the next message T3 of its own, and what came whole no limit any more', () => {
    const { terminal, say, told, command, timers } = stage();
    terminal.open();
    command(AUTHORISATION);
    say(TAKEN);
    for (const piece of [RESULT.slice(0, 6), RESULT.slice(6, 20), RESULT.slice(20) + RESULT.slice(0, 6)]) {
      say(piece);
      timers.pass(zvtT3Ms / 2 - 1);
    }
    timers.pass(zvtT3Ms / 2);
    assert.deepEqual(told, ['opened']);
    say(RESULT.slice(6));
    timers.pass(2 * zvtT3Ms);
    assert.deepEqual(told, ['opened']);
  });

  it('calls nobody back once it is hung up, and asks a payment to stop', () => {
    const { terminal, say, told, command, timers, line } = stage();
    terminal.open();
    command(AUTHORISATION);
    line.close();
    line.close();
    say(TAKEN + DONE);
    terminal.open();
    terminal.end('reset');
    timers.pass(10 * zvtT4Ms);
    assert.deepEqual([told, terminal.closed, timers.waiting()], [['opened'], true, 0]);
    assert.deepEqual(terminal.sent, ['060100', '06B000']);
  });

  it('remembers what came out of turn, and answers it all the same', () => {
    for (const [says, fault] of [
      [['04FF010A', TAKEN, DONE], 'a command before the acceptance'],
      [[TAKEN, TAKEN, DONE], 'an answer to nothing'],
      [[TAKEN, TAKEN, '04FF010A', DONE], 'an answer to nothing'],
    ] as [string[], string][]) {
      const { terminal, say, command, dialogues } = stage();
      terminal.open();
      command(AUTHORISATION);
      for (const hex of says) say(hex);
      assert.equal(dialogues[0]?.fault, fault);
      const commands = says.filter((hex) => hex !== TAKEN);
      assert.deepEqual(
        terminal.sent.slice(1),
        commands.map(() => '800000'),
      );
    }
  });

  it('tells by which code a command was refused', () => {
    const { terminal, say, command, dialogues, timers } = stage();
    terminal.open();
    command(STATUS_ENQUIRY);
    say('849C00');
    assert.deepEqual(dialogues, [{ opening: { refused: 0x9c }, results: [], ending: null, fault: null }]);
    assert.equal(timers.waiting(), 0);
  });

  it('is answered within T3, whatever comes before the answer', () => {
    const asked = stage();
    asked.terminal.open();
    asked.command(AUTHORISATION);
    asked.timers.pass(zvtT3Ms - 1);
    asked.say('04FF010A');
    asked.timers.pass(1);
    assert.deepEqual(asked.told, ['opened', 'ended']);

    const stopped = stage();
    stopped.terminal.open();
    stopped.command(AUTHORISATION);
    stopped.say(TAKEN);
    stopped.timers.pass(zvtT4Ms);
    assert.equal(stopped.terminal.sent.at(-1), '06B000');
    stopped.timers.pass(zvtT3Ms - 1);
    stopped.say('04FF010A');
    assert.deepEqual(stopped.told, ['opened']);
    assert.deepEqual(
      marked('terminal-silent', () => stopped.timers.pass(1)),
      { held: 1, not: 0 },
    );
    assert.deepEqual(stopped.told, ['opened', 'ended']);
    assert.equal(stopped.terminal.sent.filter((hex) => hex === '06B000').length, 1, 'asked to stop once');
  });

  it('asks only a payment that has not ended to stop when it is hung up', () => {
    const STOP = '06B000';
    for (const [control, says, stops, held] of [
      [AUTHORISATION, [], 1, 1],
      [AUTHORISATION, [TAKEN, RESULT], 1, 1],
      [AUTHORISATION, [`${TAKEN}${DONE}48545450`], 0, 0],
      [STATUS_ENQUIRY, [TAKEN], 0, 0],
      [REGISTRATION, [], 0, 0],
    ] as [number, string[], number, number][]) {
      const { terminal, say, command, line, timers } = stage();
      terminal.open();
      command(control);
      const count = marked('stopped-unheard', () => {
        for (const hex of says) say(hex);
        line.close();
      });
      assert.equal(terminal.sent.filter((hex) => hex === STOP).length, stops);
      assert.deepEqual([count.held, terminal.closed, timers.waiting()], [held, true, 0]);
    }
  });

  it('leaves marks where a payment is asked to stop, and where a command loses its connection', () => {
    const { terminal, say, command, timers } = stage();
    terminal.open();
    command(AUTHORISATION);
    say(TAKEN);
    assert.equal(marked('stopped-by-till', () => timers.pass(zvtT4Ms)).held, 1);
    assert.equal(marked('lost-in-command', () => terminal.end('reset')).held, 1);
  });

  it('answers an intermediate status that says nothing, and goes on', () => {
    const { terminal, say, command, dialogues } = stage();
    terminal.open();
    command(AUTHORISATION);
    for (const hex of [TAKEN, '04FF00', DONE]) say(hex);
    assert.deepEqual([dialogues[0]?.fault, dialogues[0]?.ending?.by], [null, 'completion']);
    assert.deepEqual(terminal.sent.slice(1), ['800000', '800000']);
  });

  it('hears the same however the bytes are cut', () => {
    const spoken = TAKEN + '04FF020A00' + RESULT + DONE;
    const heard = (cuts: readonly number[]): unknown => {
      const { terminal, say, told, command, dialogues } = stage();
      terminal.open();
      command(AUTHORISATION);
      const at = [0, ...cuts.map((cut) => 2 * (cut % (spoken.length / 2))).toSorted((a, b) => a - b), spoken.length];
      for (let i = 1; i < at.length; i += 1) say(spoken.slice(at[i - 1], at[i]));
      return [told, dialogues, terminal.sent];
    };
    const whole = heard([]);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), (cuts) => assert.deepEqual(heard(cuts), whole)),
    );
  });
});
