// Which connection is which device, whatever devices and sockets do.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorTable } from '#protocols/errors/errors';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { marked } from './by-hand.ts';
import { createConnections, type Connections, type DeviceHandlers } from './connections.ts';

const KNOWN = ['H01', 'H02', 'H03'] as const;

const hello = (device: string, v = 1): ClientMessage =>
  ({ type: 'hello', v, device, family: 'handheld', clockMs: 0 }) as ClientMessage;
const beat = (n: number): ClientMessage => ({ type: 'heartbeat', n, clockMs: 0, token: 0 });
const alive = (n: number): ServerMessage => ({ type: 'alive', n }) as ServerMessage;

/** A connection as a test sees it: what came out of it, and what its socket can do. */
type Wire = DeviceHandlers & { sent: ServerMessage[]; closes: number };

function stage(hear: (device: string, message: ClientMessage, ask: number) => void = () => {}) {
  const heard: [string, ClientMessage][] = [];
  const connections = createConnections(
    {
      isKnown: (device) => (KNOWN as readonly string[]).includes(device),
      rightIis: (_device, iis) => (iis === 'terrace' ? 'hall' : null),
    },
    (device, message, ask) => {
      heard.push([device, message]);
      hear(device, message, ask);
    },
  );
  return { connections, heard, dial: () => dialled(connections) };
}

function dialled(connections: Connections): Wire {
  const wire: Wire = { sent: [], closes: 0, onData() {}, onClose() {} };
  const { onData, onClose } = bound(
    connections.accept({
      send: (message) => void wire.sent.push(message),
      close: () => void (wire.closes += 1),
    }),
  );
  return Object.assign(wire, { onData, onClose });
}

const bound = (handlers: DeviceHandlers): DeviceHandlers => ({
  onData: (message) => handlers.onData(message),
  onClose: () => handlers.onClose(),
});

const codesOf = (wire: Wire): unknown[] =>
  wire.sent.map((message) => ('code' in message ? message.code : message.type));

describe('a connection of a device', () => {
  it('says first which device it is; else it is told what is wrong, closed, and not heard any more', () => {
    for (const [first, code] of [
      [beat(1), 'hello-first'],
      [hello('H01', 2), 'protocol-version'],
      [hello('nobody'), 'unknown-device'],
    ] as const) {
      const { heard, dial } = stage();
      const wire = dial();
      wire.onData(first);
      wire.onData(hello('H01'));
      wire.onData(beat(2));
      assert.deepEqual([codesOf(wire), wire.closes, heard], [[code], 1, []]);
    }
  });

  it('is told in the sentence of the error, with the name of a device that is not known, or of the IIS to go to', () => {
    const terrace = { ...hello('H01'), iis: 'terrace' } as ClientMessage;
    for (const [first, code, behind, more] of [
      [beat(1), 'hello-first', '', {}],
      [hello('nobody'), 'unknown-device', ' nobody', {}],
      [terrace, 'wrong-iis', ' hall', { iis: 'hall' }],
    ] as const) {
      const { dial, heard } = stage();
      const wire = dial();
      wire.onData(first);
      const text = `${errorTable[code].sentence}${behind}`;
      assert.deepEqual([wire.sent, wire.closes, heard], [[{ type: 'error', code, text, ...more }], 1, []]);
    }
  });

  it('leaves marks where a device is connected twice, and where nobody is there', () => {
    const { connections, dial } = stage();
    const sends = (): void => connections.send('H01', alive(1));
    assert.deepEqual(marked('nobody-there', sends), { held: 1, not: 0 });
    assert.deepEqual(
      marked('connects-twice', () => dial().onData(hello('H01'))),
      { held: 0, not: 1 },
    );
    assert.deepEqual(
      marked('connects-twice', () => dial().onData(hello('H01'))),
      { held: 1, not: 0 },
    );
    assert.deepEqual(marked('nobody-there', sends), { held: 0, not: 1 });
  });

  it('is told to go when the device has connected anew, and its end is not taken for that of the new one', () => {
    const { connections, heard, dial } = stage();
    const [old, fresh] = [dial(), dial()];
    old.onData(hello('H01'));
    fresh.onData(hello('H01'));
    assert.deepEqual([codesOf(old), old.closes], [['device-replaced'], 1]);
    old.onData(beat(7));
    old.onClose();
    connections.send('H01', alive(1));
    assert.deepEqual(codesOf(fresh), ['alive']);
    assert.deepEqual(
      heard.map(([device, { type }]) => [device, type]),
      [
        ['H01', 'hello'],
        ['H01', 'hello'],
      ],
    );
  });

  it('is welcomed to its own hello, and to none that was said on the connection before', () => {
    const asks: number[] = [];
    const { connections, dial } = stage((_device, _message, ask) => asks.push(ask));
    const [old, fresh] = [dial(), dial()];
    for (const one of [old, fresh]) one.onData(hello('H01'));
    const [first, second] = asks as [number, number];
    const welcome = { type: 'welcome' } as ServerMessage;
    assert.deepEqual(
      marked('welcomed-late', () => connections.send('H01', welcome, first)),
      { held: 1, not: 0 },
    );
    assert.deepEqual([codesOf(old), codesOf(fresh)], [['device-replaced'], []]);
    assert.deepEqual(
      marked('welcomed-late', () => connections.send('H01', welcome, second)),
      { held: 0, not: 1 },
    );
    connections.send('H01', alive(1));
    assert.deepEqual(codesOf(fresh), ['welcome', 'alive']);
    fresh.onClose();
    connections.send('H01', welcome, second);
    assert.deepEqual(codesOf(fresh), ['welcome', 'alive'], 'nobody is there any more');
  });

  it('may say hello again, but not for another device', () => {
    const { connections, heard, dial } = stage();
    const [wire, other] = [dial(), dial()];
    wire.onData(hello('H01'));
    wire.onData(hello('H01'));
    other.onData(hello('H02'));
    assert.deepEqual([wire.closes, heard.length], [0, 3]);
    wire.onData(hello('H02'));
    assert.deepEqual([codesOf(wire), wire.closes, heard.length], [['device-replaced'], 1, 3]);
    connections.send('H01', alive(1));
    connections.send('H02', alive(2));
    assert.deepEqual([codesOf(wire), codesOf(other)], [['device-replaced'], ['alive']]);
  });

  it('gets what is said while it is heard, also when what it says has replaced it', () => {
    let replace = (): void => {};
    const { connections, dial } = stage((device, { type }) => {
      if (type !== 'heartbeat') return;
      replace();
      connections.send(device, alive(1));
    });
    const [wire, fresh] = [dial(), dial()];
    wire.onData(hello('H01'));
    replace = () => fresh.onData(hello('H01'));
    wire.onData(beat(1));
    assert.deepEqual([...codesOf(wire), ...codesOf(fresh)].filter((code) => code === 'alive').length, 1);
  });

  it('is heard on when hearing it has failed once', () => {
    let fail = true;
    const { connections, heard, dial } = stage(() => {
      if (fail) throw new Error('a fault of the program');
    });
    const [wire, other] = [dial(), dial()];
    assert.throws(() => wire.onData(hello('H01')), /a fault of the program/);
    fail = false;
    other.onData(hello('H02'));
    connections.send('H01', alive(1));
    wire.onData(beat(1));
    assert.deepEqual([codesOf(wire), codesOf(other), heard.length], [['alive'], [], 3]);
  });

  it('is closed with all others at the end, and told why if there is a why', () => {
    for (const why of [undefined, 'journal-not-written'] as const) {
      const { connections, dial } = stage();
      const wires = [dial(), dial(), dial()];
      wires[0]?.onData(hello('H01'));
      wires[1]?.onData(hello('H02'));
      connections.close(why);
      assert.deepEqual(
        wires.map((wire) => wire.closes),
        [1, 1, 0],
      );
      assert.deepEqual(wires.flatMap(codesOf), why === undefined ? [] : [why, why]);
    }
  });
});

type Act =
  | { do: 'dial' }
  | { do: 'hello'; wire: number; device: (typeof KNOWN)[number] | 'nobody'; v: number }
  | { do: 'beat' | 'end'; wire: number }
  | { do: 'send'; device: (typeof KNOWN)[number] };
const wire = fc.nat({ max: 6 });
const fcAct: fc.Arbitrary<Act> = fc.oneof(
  fc.constant<Act>({ do: 'dial' }),
  fc.record({
    do: fc.constant('hello' as const),
    wire,
    device: fc.constantFrom(...KNOWN, 'nobody' as const),
    v: fc.constantFrom(1, 1, 1, 1, 2),
  }),
  fc.record({ do: fc.constantFrom('beat' as const, 'end' as const), wire }),
  fc.record({ do: fc.constant('send' as const), device: fc.constantFrom(...KNOWN) }),
);

describe('the connections of a floor, whatever happens on them,', () => {
  it('are those of a simple model: a device is where it last said hello', () => {
    fc.assert(
      fc.property(fc.array(fcAct, { maxLength: 60 }), (acts) => {
        const { connections, heard, dial } = stage();
        const wires: { wire: Wire; device: string | null; over: boolean }[] = [];
        const at = new Map<string, (typeof wires)[number]>();
        const expected: [string, string][] = [];
        let n = 0;
        const closed = (one: (typeof wires)[number]): void => {
          one.over = true;
          if (one.device !== null && at.get(one.device) === one) at.delete(one.device);
        };
        for (const act of acts) {
          const one = 'wire' in act ? wires[act.wire % Math.max(1, wires.length)] : undefined;
          if (act.do === 'dial') wires.push({ wire: dial(), device: null, over: false });
          else if (act.do === 'send') {
            n += 1;
            connections.send(act.device, alive(n));
            for (const { wire: other, device } of wires) {
              const got = other.sent.some((message) => message.type === 'alive' && message.n === n);
              assert.equal(
                got,
                device === act.device && at.get(act.device)?.wire === other,
                'one gets it, and the right one',
              );
            }
          } else if (one === undefined) continue;
          else if (act.do === 'end') {
            one.wire.onClose();
            closed(one);
          } else {
            const message = act.do === 'hello' ? hello(act.device, act.v) : beat(0);
            one.wire.onData(message);
            if (one.over) continue;
            const known = act.do === 'hello' && act.v === 1 && act.device !== 'nobody';
            const first = one.device === null;
            if (first ? !known : act.do === 'hello' && act.device !== one.device) closed(one);
            else {
              if (first && act.do === 'hello') {
                const older = at.get(act.device);
                if (older !== undefined) closed(older);
                one.device = act.device;
                at.set(act.device, one);
              }
              expected.push([one.device as string, message.type]);
            }
          }
          assert.deepEqual(
            heard.map(([device, { type }]) => [device, type]),
            expected,
          );
          for (const {
            wire: { closes },
          } of wires)
            assert.ok(closes <= 1, 'closed once');
        }
      }),
      { numRuns: 300 },
    );
  });
});
