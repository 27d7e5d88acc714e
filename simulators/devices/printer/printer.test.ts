import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wlanPrinter } from '#machines/printers/wlan-printer';
import { concatBytes, fromHex, toHex } from '#protocols/bytes';
import type { Channel } from '#protocols/channel';
import * as encode from '#protocols/escpos/encode';
import { printerProfiles, type PrinterProfile } from '#protocols/escpos/profiles';
import { cableTo } from '../../grounds/sim/cable.ts';
import { createPrinter } from './printer.ts';

const LINE_MS = 100;

/** A printer on a cable, and what comes out of it. */
function stage(profile: Partial<PrinterProfile> = {}) {
  const { clock, network, ground, events } = cableTo('kitchen');
  const printer = createPrinter({
    name: 'kitchen',
    of: 'printer',
    machine: wlanPrinter,
    ground,
    profile: { ...printerProfiles.epson, ...profile },
    lineMs: LINE_MS,
  });
  const wait = (ms: number): void => clock.runUntil(clock.now() + ms);
  /** Connects; `heard` gets every byte that comes back, as hex with the time. */
  const connect = (): { channel: Channel<Uint8Array>; heard: string[] } => {
    const heard: string[] = [];
    const channel = network.dial<Uint8Array>('server', 'kitchen', 'bytes', 'kitchen', {
      onOpen() {},
      onData: (bytes) => heard.push(`${clock.now()} ${toHex(bytes)}`),
      onClose: (reason) => heard.push(`${clock.now()} ${reason}`),
    });
    wait(5);
    return { channel, heard };
  };
  const texts = (): (string[] | undefined)[] =>
    events.flatMap((event) => (event.kind === 'printed' ? [event.text] : []));
  return { clock, printer, events, texts, wait, connect };
}

/** What is on paper after these bytes (hex) and a cut, one array per ticket. */
function paperOf(hex: string, profile: Partial<PrinterProfile> = {}): (string[] | undefined)[] {
  const { connect, wait, texts } = stage(profile);
  connect().channel.send(fromHex(hex.replaceAll(' ', '')));
  wait(60_000);
  return texts();
}

const ticket = (number: number, lines: number): Uint8Array =>
  concatBytes([
    encode.initialise(),
    encode.line(`#${number}`),
    ...Array.from({ length: lines - 1 }, (_, i) => encode.line(`line ${i + 2}`)),
    encode.cut(),
  ]);

describe('what a printer puts on paper', () => {
  it('is text in the selected code table and country, and PC437 again after ESC @', () => {
    assert.deepEqual(paperOf('1B40 1B7410 4772FCDF65 0A 1D5600'), [['Grüße']]);
    assert.deepEqual(paperOf('1B40 1B7413 D5 0A 1B7402 D5 0A 1B7412 BD 0A 1D5600'), [['€', 'ı', 'Ż']]);
    assert.deepEqual(paperOf('1B7410 FC 0A 1B40 81 0A 1D5600'), [['ü', 'ü']]);
    assert.deepEqual(paperOf('1B5202 5B5C5D7E 0A 1B5200 5B5C5D7E 0A 1D5600'), [['ÄÖÜß', '[\\]~']]);
  });

  it('is in the table selected before, where the number is none of the profile', () => {
    assert.deepEqual(paperOf('1B7410 FC 1B74FE FC 0A 1D5600'), [['üü']]);
    assert.deepEqual(paperOf('1B7410 1B742D A3 0A 1D5600', printerProfiles.clone), [['£']]);
    assert.deepEqual(paperOf('1B7410 1B742D A3 0A 1D5600', printerProfiles.epson), [['Ł']]);
  });

  it('stands at tab stops: every eighth column, or where ESC D puts them', () => {
    assert.deepEqual(paperOf('1B40 41 09 42 0A 1D5600'), [['A       B']]);
    assert.deepEqual(paperOf('1B44030500 41 09 42 09 43 09 44 0A 1D5600'), [['A  B CD']]);
    assert.deepEqual(paperOf('1B4400 41 09 42 0A 1D5600'), [['AB']]);
    assert.deepEqual(paperOf(`${'41'.repeat(41)} 09 42 0A 1D5600`), [['A'.repeat(41).padEnd(42), 'B']]);
    assert.deepEqual(paperOf('41 1B247800 42 1B5C1800 43 0A 1D5600'), [['A         B  C']]);
  });

  it('breaks into lines at LF, ESC d, ESC J and the right margin, not at CR', () => {
    assert.deepEqual(paperOf('1B40 41 1B4A20 42 0A 1D5600'), [['A', 'B']]);
    assert.deepEqual(paperOf('41 1B6403 42 0D 43 1B6400 44 0A 1D5600'), [['A', '', '', 'BC', 'D']]);
    const long = `${'41'.repeat(43)} 0A 1D5600`;
    assert.deepEqual(paperOf(long), [['A'.repeat(42), 'A']]);
    assert.deepEqual(paperOf(long, { columns: 48 }), [['A'.repeat(43)]]);
  });

  it('is cut by the numbers of GS V that mean a cut, and by no other', () => {
    assert.deepEqual(paperOf('41 0A 1D5630 42 0A 1D564200'), [['A'], ['B']]);
    assert.deepEqual(paperOf('41 0A 1D5605 42 0A 1D5600'), [['A', 'B']]);
  });

  it('is not cut within a line: an Epson goes on in it, a clone prints it first', () => {
    const hex = '2331370A 6F726465720A 54616220310A 6C617374 1D5600 0A 1D5600';
    assert.deepEqual(paperOf(hex), [['#17', 'order', 'Tab 1', 'last']]);
    assert.deepEqual(paperOf(hex, printerProfiles.clone), [['#17', 'order', 'Tab 1', 'last']]);
    const next = '41 1D5600 1B40 42 0A 1D5600';
    assert.deepEqual(paperOf(next), [['B']]);
    assert.deepEqual(paperOf(next, printerProfiles.clone), [['A'], ['B']]);
  });

  it('is nothing where a blank strip is cut', () => {
    assert.deepEqual(paperOf('1D5600 0A0A 1D5600'), []);
  });

  it('holds half a ticket where another begins before the cut', () => {
    const { connect, wait, events } = stage();
    connect().channel.send(concatBytes([encode.line('#17'), encode.line('order'), ticket(18, 3)]));
    wait(2_000);
    assert.deepEqual(events, [
      { kind: 'half-printed', ticket: 17, copy: false, lines: 2 },
      {
        kind: 'printed',
        ticket: 18,
        copy: false,
        document: 'line 2',
        tab: 0,
        lines: 3,
        text: ['#18', 'line 2', 'line 3'],
      },
    ]);
  });
});

describe('a printer in time', () => {
  it('prints line by line: whatever cuts its power leaves as many lines as there was time for', () => {
    for (const [afterMs, lines] of [
      [20, 0],
      [150, 1],
      [350, 3],
      [650, 6],
    ] as const) {
      const { connect, wait, events, printer } = stage();
      connect().channel.send(ticket(17, 6));
      wait(afterMs);
      printer.tell({ type: 'POWER_OFF' });
      const half = events.filter((event) => event.kind !== 'condition');
      const whole = lines === 6 ? 'printed' : 'half-printed';
      assert.deepEqual(
        half.map((event) => [event.kind, 'lines' in event && event.lines]),
        lines === 0 ? [] : [[whole, lines]],
      );
    }
  });

  it('goes on where it stopped when there is paper again', () => {
    const { connect, wait, texts, printer } = stage();
    connect().channel.send(ticket(17, 3));
    wait(150);
    printer.tell({ type: 'PAPER_OUT' });
    wait(10_000);
    assert.deepEqual(texts(), []);
    printer.tell({ type: 'PAPER_IN' });
    wait(250);
    assert.deepEqual(texts(), [['#17', 'line 2', 'line 3']]);
  });

  it('that is stuck says that it is well and takes what comes, and prints it when it is loose', () => {
    const { connect, wait, texts, printer } = stage();
    const { channel, heard } = connect();
    channel.send(ticket(17, 3));
    wait(150);
    printer.tell({ type: 'STUCK' });
    channel.send(concatBytes([encode.processId('0017'), encode.realTimeStatus(1), ticket(18, 2)]));
    wait(10_000);
    assert.deepEqual([texts(), heard, printer.ready()], [[], ['157 12'], false]);
    printer.tell({ type: 'LOOSE' });
    wait(550);
    assert.deepEqual(texts(), [
      ['#17', 'line 2', 'line 3'],
      ['#18', 'line 2'],
    ]);
    assert.equal(heard.length, 2);
  });

  it('that is stuck loses what it has with its power, and is stuck afterwards', () => {
    const { connect, wait, texts, printer, events } = stage();
    printer.tell({ type: 'STUCK' });
    connect().channel.send(ticket(17, 3));
    wait(1_000);
    for (const type of ['POWER_OFF', 'POWER_ON', 'PAPER_OUT', 'PAPER_IN'] as const) printer.tell({ type });
    connect().channel.send(ticket(18, 2));
    wait(1_000);
    assert.deepEqual(texts(), []);
    printer.tell({ type: 'LOOSE' });
    wait(1_000);
    assert.deepEqual(texts(), [['#18', 'line 2']]);
    const states = events.flatMap((event) => (event.kind === 'condition' ? [event.state] : []));
    assert.deepEqual(states, ['stuck', 'off', 'stuck', 'paper-out+stuck', 'stuck', 'ready']);
  });

  it('echoes a process id when what stands before it is printed, not what stands behind it', () => {
    const { connect, wait } = stage();
    const { channel, heard } = connect();
    channel.send(concatBytes([ticket(1, 4), encode.processId('0001'), ticket(2, 4), encode.processId('0002')]));
    wait(2_000);
    assert.deepEqual(heard, ['407 37223030303100', '807 37223030303200']);
  });

  it('answers GS r and GS I in order with the data, real-time requests at once', () => {
    const { connect, wait } = stage();
    const { channel, heard } = connect();
    channel.send(concatBytes([ticket(1, 2), encode.transmitStatus(1), encode.printerId(67), encode.realTimeStatus(1)]));
    wait(2_000);
    assert.deepEqual(heard, ['7 12', '207 005F544D2D5438385600']);
    channel.send(concatBytes([encode.transmitStatus(2), encode.printerId(1), encode.printerId(0x31)]));
    wait(2_000);
    assert.deepEqual(heard.slice(2), ['2007 002020']);
  });

  it('tells changes by itself where GS a asked for them', () => {
    const { connect, wait, printer } = stage();
    const { channel, heard } = connect();
    channel.send(encode.enableAsb(0x08));
    wait(100);
    printer.tell({ type: 'COVER_OPENED' });
    printer.tell({ type: 'PAPER_OUT' });
    printer.tell({ type: 'COVER_CLOSED' });
    wait(100);
    assert.deepEqual(heard, ['7 10000000', '106 38000F00']);
  });
});

describe('what a printer has received', () => {
  it('stays over connections, and goes with the power', () => {
    const { connect, wait, texts, events, printer } = stage();
    const whole = ticket(17, 3);
    const first = connect();
    first.channel.send(whole.subarray(0, 10));
    first.channel.close();
    wait(50);
    connect().channel.send(whole.subarray(10));
    wait(1_000);
    assert.deepEqual(texts(), [['#17', 'line 2', 'line 3']]);

    connect().channel.send(whole.subarray(0, 10));
    wait(1_000);
    printer.tell({ type: 'POWER_OFF' });
    printer.tell({ type: 'POWER_ON' });
    connect().channel.send(ticket(18, 2));
    wait(1_000);
    assert.deepEqual(texts().slice(1), [['#18', 'line 2']]);
    assert.deepEqual(
      events.filter((event) => event.kind === 'half-printed'),
      [{ kind: 'half-printed', ticket: 17, copy: false, lines: 1 }],
    );
  });

  it('waits at the sender behind a full buffer, and comes out whole when there is paper', () => {
    const { connect, wait, texts, printer } = stage({ bufferBytes: 20 });
    printer.tell({ type: 'PAPER_OUT' });
    const { channel, heard } = connect();
    channel.send(ticket(17, 9));
    channel.send(encode.realTimeStatus(4));
    wait(1_000);
    assert.deepEqual(heard, [], 'the request stands behind what the printer cannot take');
    connect();
    printer.tell({ type: 'PAPER_IN' });
    wait(2_000);
    assert.equal(texts()[0]?.length, 9);
  });

  it('loses what the sender still held when the sender gives up', () => {
    const { connect, wait, texts, printer } = stage({ bufferBytes: 20 });
    printer.tell({ type: 'PAPER_OUT' });
    const first = connect();
    for (const byte of ticket(17, 9)) {
      first.channel.send(Uint8Array.of(byte));
      wait(2);
    }
    const second = connect();
    printer.tell({ type: 'PAPER_IN' });
    second.channel.send(ticket(18, 2));
    wait(2_000);
    assert.equal(texts().length, 1);
    assert.ok((texts()[0]?.length ?? 99) < 9);
  });

  it('takes a picture larger than its buffer while it can print', () => {
    const picture = concatBytes([fromHex('1D76300048004000'), new Uint8Array(0x48 * 0x40), ticket(1, 2)]);
    const { connect, wait, texts } = stage({ bufferBytes: 100 });
    connect().channel.send(picture);
    wait(1_000);
    assert.deepEqual(texts(), [['#1', 'line 2']]);
  });

  it('is looked at for real-time commands within data by some printers, and by others not', () => {
    const hex = '1B2A000300100401 0A';
    for (const [profile, answer] of [
      [printerProfiles.epson, []],
      [printerProfiles.clone, ['7 12']],
      [printerProfiles['write-only'], []],
    ] as const) {
      const { connect, wait } = stage(profile);
      const { channel, heard } = connect();
      channel.send(fromHex(hex.replaceAll(' ', '')));
      wait(1_000);
      assert.deepEqual(heard, answer);
    }
  });

  it('is cleared by DLE ENQ 2 after an error, and goes on after DLE ENQ 1', () => {
    for (const [n, lines] of [
      [1, 4],
      [2, 1],
    ] as const) {
      const { connect, wait, texts, printer } = stage();
      const { channel } = connect();
      channel.send(ticket(17, 4));
      wait(150);
      printer.tell({ type: 'ERROR' });
      wait(1_000);
      channel.send(encode.realTimeRecover(n));
      channel.send(encode.cut());
      wait(1_000);
      assert.equal(texts()[0]?.length, lines);
    }
  });
});

describe('any bytes whatsoever', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    fc.constantFrom(encode.cut(), encode.line('Käsespätzle'), encode.initialise(), fromHex('0A'), ticket(3, 3)),
  );
  const stream = fc.array(piece, { maxLength: 12 }).map(concatBytes);

  it('make the same paper in one piece, in many, over many connections, and through a small buffer', () => {
    fc.assert(
      fc.property(
        stream,
        fc.array(fc.tuple(fc.nat({ max: 200 }), fc.boolean()), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        (bytes, cuts, bufferBytes) => {
          const whole = stage({ bufferBytes: 1 << 20 });
          whole.connect().channel.send(concatBytes([bytes, ender]));
          whole.wait(300_000);

          const parts = stage({ bufferBytes });
          let { channel } = parts.connect();
          let from = 0;
          for (const [at, anew] of [...cuts].sort(([a], [b]) => a - b)) {
            channel.send(bytes.slice(from, at));
            from = Math.max(from, at);
            if (!anew) continue;
            channel.close();
            parts.wait(300_000);
            ({ channel } = parts.connect());
          }
          channel.send(bytes.slice(from));
          channel.send(ender);
          parts.wait(300_000);
          assert.deepEqual(parts.events, whole.events);
        },
      ),
      { numRuns: 100 },
    );
  });

  /** Ends whatever command is open, and the strip. */
  const ender = concatBytes([new Uint8Array(300), fromHex('1B40'), encode.line('end'), encode.cut()]);
});
