// A payment terminal that says anything, in any order, late, half, twice, or not at all, and keeps a ledger of the money it
// really took. It lies only where a till can see that something is wrong: out of turn, in an incomplete message, or beside
// the truth. It takes no payments by hand (config bits 10 and 20), and says that nothing runs only when nothing runs.
import type { Dial, Timers } from '#protocols/channel';
import { encodeApdu, type Apdu } from '#protocols/zvt/apdu';
import type { Fields } from '#protocols/zvt/fields';
import { abort, completion, intermediateStatus, negative, positive, statusInformation } from '#protocols/zvt/messages';
import { parseMessage } from '#protocols/zvt/parse';
import { ArbitraryWire, type Step } from './arbitrary-wire.ts';
import type { Tape } from './tape.ts';

type Transaction = { receiptNo: string; trace: number; fields: Fields };
type Process = {
  payment: number;
  cents: number;
  takes: boolean;
  /** The true result was sent, and whether it was acknowledged. */
  stated: boolean;
  settled: boolean;
  wire: ArbitraryWire;
};

const STOPPED = 0x6c;
const DECLINED = 0x05;
const BUSY = 0x9c;
const NO_TRANSACTION = 0x64;
const NOT_POSSIBLE = 0x83;
const REFUSALS = [0x83, 0x9c, 0x6b, 0x37];
/** How the terminal treats an approval that was never acknowledged. */
const AFTER_CUT = ['taken', 'reversed', 'reversed-in-place', 'forgotten'] as const;

const command = (bytes: Uint8Array, then: { answered?: () => void; sent?: () => void } = {}): Step => ({
  bytes,
  command: true,
  ...then,
});
const answer = (bytes: Uint8Array): Step => ({ bytes, command: false });
const bareAbort = encodeApdu(0x061e);

export class ArbitraryTerminal {
  /** Money taken and not given back. */
  readonly ledger: { payment: number; cents: number }[] = [];
  /** The payment of each authorisation that arrived. */
  readonly authorised: number[] = [];
  /** Payments over less than was asked for: should one be lost, nobody can tell from the store whose it is. */
  readonly inPart = new Set<number>();
  private readonly tape: Tape;
  private readonly timers: Timers;
  private readonly present: () => number;
  private store: Transaction[] = [];
  private number = 0;
  private running: Process | null = null;
  private on = true;
  private readonly wires = new Set<ArbitraryWire>();

  /** `present` tells the payment an authorisation sent now belongs to. */
  constructor(tape: Tape, timers: Timers, present: () => number) {
    this.tape = tape;
    this.timers = timers;
    this.present = present;
  }

  readonly dial: Dial<Uint8Array> = (handlers) => {
    const wire = new ArbitraryWire({
      tape: this.tape,
      timers: this.timers,
      handlers,
      hear: (from, apdu) => this.hear(from, apdu),
      gone: (from) => this.wires.delete(from) && this.left(from),
    });
    const answers = this.on && !this.tape.rarely();
    if (!answers) wire.silence();
    else {
      this.wires.add(wire);
      this.timers.after(3, () => handlers.onOpen());
    }
    return wire;
  };

  /** Loses its power and comes back; what it was doing ends somehow. */
  restart(): void {
    this.on = false;
    for (const wire of [...this.wires]) wire.cut(false);
    if (this.running !== null) this.settle(this.running, this.tape.choose(2) === 0);
    this.timers.after(20_000, () => void (this.on = true));
  }

  private hear(wire: ArbitraryWire, apdu: Apdu): void {
    if (apdu.control === 0x06b0) this.askedToStop(wire);
    else if (apdu.control === 0x0601) this.pay(wire, apdu);
    else
      wire.say(
        this.running === null || this.tape.choose(3) === 0 ? this.answerTo(apdu.control) : [answer(negative(BUSY))],
      );
  }

  private answerTo(control: number): Step[] {
    const { tape } = this;
    switch (tape.rarely() ? 'refuse' : tape.rarely() ? 'say nothing' : control) {
      case 0x0600:
        return [answer(positive()), command(completion())];
      case 0x0501:
        return this.status();
      case 0x0620:
        return this.repeat();
      case 'say nothing':
        return [];
      default:
        return [answer(negative(REFUSALS[tape.choose(4)] ?? 0))];
    }
  }

  private status(): Step[] {
    const status = this.running === null ? 0 : BUSY;
    const says = [completion(status), completion(status), completion(BUSY), encodeApdu(0x060f), bareAbort];
    return [answer(positive()), command(says[this.tape.choose(says.length)] ?? bareAbort)];
  }

  /** The last transaction, told truly; or something that tells nothing. */
  private repeat(): Step[] {
    const { tape } = this;
    const last = this.store.at(-1);
    const taken = answer(positive());
    const done = command(completion());
    const other = command(statusInformation(approval(77, 500)));
    const empty = command(abort(NO_TRANSACTION));
    const truth = last === undefined ? [empty] : [command(statusInformation(last.fields)), done];
    switch (tape.choose(9)) {
      case 3:
        return [taken, done];
      case 4:
        return [taken, command(bareAbort)];
      case 5:
        return [taken, command(abort(NOT_POSSIBLE))];
      case 6:
        return [taken, this.noise(), ...(tape.choose(2) === 0 ? [other, done] : [empty])];
      case 7:
        return [taken, ...(last === undefined ? truth : [command(this.weakened(last.fields)), done])];
      case 8:
        return [taken, ...(last === undefined ? truth : [other, ...truth])];
      default:
        return [taken, ...truth];
    }
  }

  private pay(wire: ArbitraryWire, apdu: Apdu): void {
    const { tape } = this;
    const payment = this.present();
    this.authorised.push(payment);
    const message = parseMessage(apdu);
    const asked = (message.ok ? message.fields.amountCents : undefined) ?? 0;
    if (this.running !== null || tape.rarely()) {
      wire.say([answer(negative(REFUSALS[tape.choose(4)] ?? 0))]);
      return;
    }
    const amounts = [asked, asked, asked, asked + Math.ceil(asked / 10), Math.ceil(asked / 2)];
    const process: Process = {
      payment,
      cents: amounts[tape.choose(amounts.length)] ?? asked,
      takes: tape.choose(2) === 0,
      stated: false,
      settled: false,
      wire,
    };
    this.running = process;
    this.number += 1;
    if (process.cents < asked) this.inPart.add(payment);
    if (tape.rarely()) wire.say([], () => this.leftAlone(process));
    else wire.say(this.plan(process), () => this.leftAlone(process));
  }

  /** What is said of a payment: the truth, and whatever cannot be taken for a proof of the contrary. */
  private plan(process: Process): Step[] {
    const { tape } = this;
    const yes = approval(this.number, process.cents);
    const no = declination(this.number, tape.choose(2) === 0);
    const ends = { sent: () => this.settle(process, process.takes) };
    const tells = { sent: () => void (process.stated = true), answered: ends.sent };
    const plainly = command(statusInformation(process.takes ? yes : no), tells);
    const weakly = command(
      process.takes || tape.choose(2) === 0 ? this.weakened(process.takes ? yes : no) : hidden(yes, tape),
      tells,
    );
    const contrary = command(statusInformation(process.takes ? no : yes));
    const end = command(process.takes || tape.choose(2) === 1 ? completion() : abort(DECLINED), ends);
    const contraryEnd = command(process.takes ? abort(STOPPED) : completion({ resultCode: 0 }), ends);
    const minutes = [undefined, undefined, 1, 5];
    const chatter = Array.from({ length: tape.choose(3) }, () =>
      command(intermediateStatus(0x0a, minutes[tape.choose(4)])),
    );
    const opening = [answer(positive()), ...chatter];
    switch (tape.choose(12)) {
      case 3:
        return [...opening, plainly, plainly, end];
      case 4:
      case 5:
        return [...opening, weakly, process.takes || tape.choose(2) === 0 ? command(completion(), ends) : end];
      case 6:
        return [...opening, command(tape.choose(2) === 0 ? completion() : bareAbort, ends)];
      case 7:
        return [...opening, contrary, plainly, end];
      case 8:
        return [...opening, ...(process.takes ? [plainly, contraryEnd] : [contrary, command(abort(DECLINED), ends)])];
      case 9:
        return [
          ...opening,
          this.noise(),
          tape.choose(2) === 0 ? contrary : plainly,
          tape.choose(2) === 0 ? contraryEnd : end,
        ];
      case 10:
        return [contrary, ...opening, tape.choose(2) === 0 ? contraryEnd : end];
      case 11:
        return [...opening, plainly];
      default:
        return [...opening, plainly, end];
    }
  }

  /** Out of turn: a refusal or an acceptance of nothing. */
  private noise(): Step {
    return answer(this.tape.choose(2) === 0 ? positive() : negative(REFUSALS[this.tape.choose(4)] ?? 0));
  }

  /** The same with something missing, cut off, or unreadable. */
  private weakened(fields: Fields): Uint8Array {
    const { tape } = this;
    const { originalTrace } = fields;
    const key = (['resultCode', 'amountCents', 'receiptNo', 'trace'] as const)[tape.choose(4)];
    // A reversal that hides what it reverses would be a lie.
    switch (originalTrace === undefined ? tape.choose(5) : 1) {
      case 0: {
        const whole = statusInformation(fields);
        return encodeApdu(0x040f, whole.slice(3, whole.length - 1 - tape.choose(whole.length - 4)));
      }
      case 1:
        return encodeApdu(0x040f, [...statusInformation(fields).slice(3), 0xc7, 0x01]);
      case 2:
        return statusInformation({ ...fields, resultCodeAs: 5 });
      case 3:
        return statusInformation({ ...fields, receiptNo: 'FFFF' });
      default:
        return statusInformation(Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key)));
    }
  }

  /** A guest who has not paid yet may be stopped; later the terminal says no, or nothing. */
  private askedToStop(wire: ArbitraryWire): void {
    const process = this.running;
    const { tape } = this;
    if (process === null || process.wire !== wire || process.stated || process.settled || tape.choose(3) > 0) {
      if (tape.choose(2) === 0) wire.interject(negative(NOT_POSSIBLE));
      return;
    }
    process.takes = false;
    wire.say(
      [
        answer(positive()),
        command(statusInformation({ resultCode: STOPPED })),
        command(abort(STOPPED), { sent: () => this.settle(process, false) }),
      ],
      () => this.leftAlone(process),
    );
  }

  private left(wire: ArbitraryWire): void {
    if (this.running?.wire === wire) this.leftAlone(this.running);
  }

  /** Nothing more is said of a process. It ends at the terminal all the same, after a while. */
  private leftAlone(process: Process): void {
    const waits = process.settled ? 0 : ([0, 100, 8_000, 60_000, 300_000][this.tape.choose(5)] ?? 0);
    this.timers.after(waits, () => {
      if (process.settled) this.free(process);
      else if (process.stated && process.takes) this.unacknowledged(process);
      else this.settle(process, process.takes && this.tape.choose(2) === 0);
      this.free(process);
    });
  }

  private unacknowledged(process: Process): void {
    const { number } = this;
    const how = AFTER_CUT[this.tape.choose(4)];
    this.settle(process, how === 'taken');
    if (how === 'reversed') {
      this.number += 1;
      this.keep({ ...approval(this.number, process.cents), originalTrace: number });
    } else if (how === 'reversed-in-place')
      this.keep({ ...approval(number, process.cents), resultCode: DECLINED, amountCents: 0 });
  }

  private settle(process: Process, taken: boolean): void {
    if (process.settled) return;
    process.settled = true;
    if (taken) {
      this.ledger.push({ payment: process.payment, cents: process.cents });
      this.keep(approval(this.number, process.cents));
    } else if (!process.takes && this.tape.choose(2) === 0) this.keep(declination(this.number, true));
  }

  private keep(fields: Fields): void {
    this.store.push({ receiptNo: fields.receiptNo ?? '', trace: fields.trace ?? 0, fields });
  }

  private free(process: Process): void {
    if (this.running === process) this.running = null;
  }
}

function approval(number: number, amountCents: number): Fields {
  return { resultCode: 0, amountCents, ...numbers(number), terminalId: '12345678' };
}

function declination(number: number, withNumbers: boolean): Fields {
  return { resultCode: DECLINED, ...(withNumbers ? numbers(number) : {}), terminalId: '12345678' };
}

/** A refusal of the host that comes as result 00: beside it, or where a till that does not know every bitmap cannot read it. */
function hidden(fields: Fields, tape: Tape): Uint8Array {
  const refused = statusInformation({ ...fields, resultCodeAs: DECLINED });
  const at = refused.length - 2;
  return tape.choose(2) === 0
    ? refused
    : encodeApdu(0x040f, [...refused.slice(3, at), 0xc7, 0x01, ...refused.slice(at)]);
}

function numbers(number: number): { receiptNo: string; trace: number } {
  return { receiptNo: String(number).padStart(4, '0'), trace: number };
}
