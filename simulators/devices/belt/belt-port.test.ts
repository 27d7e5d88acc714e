// The Bluetooth port of a device: it opens for what is paired, and for one device at a time.
import assert from 'node:assert/strict';
import type { ChannelHandlers, Timers } from '#protocols/channel';
import { BeltPort, type BeltSeat } from './belt-port.ts';

type Line = { port: BeltPort; dials: number; heard: string[]; dial(): { close(): void } };

/** A device with a port to the printer of that seat. */
function lineTo(seat: BeltSeat): Line {
  const timers: Timers = {
    now: () => 0,
    after(_ms, run) {
      run();
      return {};
    },
    cancel() {},
  };
  const heard: string[] = [];
  const handlers: ChannelHandlers<Uint8Array> = {
    onOpen: () => heard.push('open'),
    onData() {},
    onClose: (reason) => heard.push(reason),
  };
  const port = new BeltPort(timers, seat, () => {
    line.dials += 1;
    return { send() {}, close() {} };
  });
  const line: Line = { port, dials: 0, heard, dial: () => port.dial(handlers) };
  return line;
}

describe('the port to a belt printer', () => {
  it('opens for what is paired, through its driver', () => {
    const line = lineTo({ taken: null });
    line.dial();
    assert.deepEqual([line.dials, line.port.trouble, line.heard], [1, null, []]);
    for (const pairing of ['unpaired', 'wrong-driver'] as const) {
      const other = lineTo({ taken: null });
      other.port.pair(pairing);
      other.dial();
      assert.deepEqual([other.dials, other.port.trouble, other.heard], [0, pairing, ['refused']]);
    }
  });

  it('is closed at once when the pairing is lost, and frees the printer', () => {
    const seat: BeltSeat = { taken: null };
    const line = lineTo(seat);
    line.dial();
    line.port.pair('unpaired');
    assert.deepEqual([seat.taken, line.port.trouble, line.heard], [null, 'unpaired', ['closed']]);
  });

  it('opens for the second device when the first has let go', () => {
    const seat: BeltSeat = { taken: null };
    const [first, second] = [lineTo(seat), lineTo(seat)];
    const held = first.dial();
    second.dial();
    assert.deepEqual([second.dials, second.port.trouble, second.heard], [0, 'in-use', ['refused']]);
    held.close();
    second.dial();
    assert.deepEqual([second.dials, second.port.trouble], [1, null]);
  });

  it('opens again for the device that has it', () => {
    const line = lineTo({ taken: null });
    line.dial();
    line.dial();
    assert.equal(line.dials, 2);
  });
});
