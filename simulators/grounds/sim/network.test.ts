import assert from 'node:assert/strict';
import type { Channel } from '#protocols/channel';
import { randomOf } from '../../random.ts';
import { createSimNetwork } from './network.ts';
import { createScheduler } from './scheduler.ts';

/** A server that echoes, a client that hears; the link is a WLAN link at −60 dBm. */
function stage() {
  const clock = createScheduler();
  const network = createSimNetwork(clock);
  const link = network.addLink('H01', randomOf(1, 'link'));
  link.signal(-60);
  const atServer: string[] = [];
  const serverEnds: string[] = [];
  network.listen<string>('server', 'mpos', (channel) => ({
    onData(text) {
      atServer.push(text);
      channel.send(`re ${text}`);
    },
    onClose: (reason) => serverEnds.push(reason),
  }));
  const heard: string[] = [];
  const dial = (): Channel<string> =>
    network.dial<string>('H01', 'server', 'mpos', 'H01', {
      onOpen: () => heard.push('open'),
      onData: (text) => heard.push(text),
      onClose: (reason) => heard.push(reason),
    });
  return { clock, network, link, atServer, serverEnds, heard, dial };
}

describe('a simulated link', () => {
  it('delivers in order while it lives', () => {
    const { clock, heard, dial } = stage();
    const channel = dial();
    clock.runUntil(100);
    for (let i = 0; i < 50; i += 1) channel.send(String(i));
    clock.runUntil(5_000);
    assert.deepEqual(heard, ['open', ...Array.from({ length: 50 }, (_, i) => `re ${i}`)]);
  });

  it('in another network ends at the station only, and reaches nobody from there', () => {
    const { clock, network, link, heard, serverEnds, dial } = stage();
    const asked: number[] = [];
    const ask = (): void => network.ask('server', 'H01', () => asked.push(clock.now()));
    dial();
    clock.runUntil(100);
    link.otherNetwork(true);
    assert.deepEqual([heard, serverEnds], [['open', 'reset'], []]);
    dial();
    ask();
    clock.runUntil(60_000);
    assert.deepEqual([heard, asked], [['open', 'reset'], []]);
    link.otherNetwork(false);
    assert.deepEqual(heard, ['open', 'reset', 'reset']);
    dial();
    ask();
    clock.runUntil(61_000);
    assert.deepEqual([heard.at(-1), asked.length, serverEnds], ['open', 1, []]);
  });

  it('loses a question to all while it is silent, and brings it to a host whose process is dead', () => {
    const { clock, network, link } = stage();
    let asked = 0;
    const ask = (): void => network.ask('server', 'H01', () => (asked += 1));
    link.block();
    ask();
    clock.runUntil(1_000);
    link.unblock();
    clock.runUntil(2_000);
    assert.equal(asked, 0);
    network.kill('server');
    ask();
    clock.runUntil(3_000);
    assert.equal(asked, 1);
    network.powerOff('server');
    ask();
    clock.runUntil(4_000);
    assert.equal(asked, 1);
  });

  it('keeps what the other end does not read, and its end behind it, in order', () => {
    const { clock, network } = stage();
    const read: string[] = [];
    let resume = (): void => {};
    network.listen<string>('printer', 'mpos', (_channel, reading) => {
      resume = () => reading.resume();
      return {
        onData(text) {
          read.push(text);
          reading.pause();
        },
        onClose: (reason) => read.push(reason),
      };
    });
    const channel = network.dial<string>('H01', 'printer', 'mpos', 'H01', {
      onOpen() {},
      onData() {},
      onClose() {},
    });
    clock.runUntil(100);
    for (const text of ['a', 'b', 'c']) channel.send(text);
    channel.close();
    clock.runUntil(1_000);
    assert.deepEqual(read, ['a']);
    for (let i = 0; i < 3; i += 1) resume();
    assert.deepEqual(read, ['a', 'b', 'c', 'closed']);
  });

  it('is silent out of reach, tells neither end, and delivers in order after the return', () => {
    const { clock, link, atServer, serverEnds, heard, dial } = stage();
    const channel = dial();
    clock.runUntil(100);
    link.block();
    channel.send('a');
    channel.send('b');
    clock.runUntil(60_000);
    assert.deepEqual([atServer, serverEnds, heard], [[], [], ['open']]);
    link.unblock();
    channel.send('c');
    clock.runUntil(120_000);
    assert.deepEqual(atServer, ['a', 'b', 'c']);
  });

  it('stays blocked until as many returns as losses', () => {
    const { clock, link, atServer, dial } = stage();
    const channel = dial();
    clock.runUntil(100);
    link.block();
    link.block();
    link.unblock();
    channel.send('a');
    clock.runUntil(60_000);
    assert.deepEqual(atServer, []);
    link.unblock();
    clock.runUntil(120_000);
    assert.deepEqual(atServer, ['a']);
  });
});

describe('a connection over a simulated link', () => {
  it('half-open: the old connection carries nothing and nobody knows, a new one works', () => {
    const { clock, link, atServer, serverEnds, heard, dial } = stage();
    const channel = dial();
    clock.runUntil(100);
    link.halfOpen();
    channel.send('lost');
    dial().send('new');
    clock.runUntil(60_000);
    assert.deepEqual(atServer, ['new']);
    assert.deepEqual(serverEnds, []);
    assert.deepEqual(heard, ['open', 'open', 're new']);
  });

  it('lets a fresh connection through at once after the return, while the old one still backs off', () => {
    const { clock, link, atServer, dial } = stage();
    const channel = dial();
    clock.runUntil(100);
    link.block();
    channel.send('old');
    clock.runUntil(60_000);
    link.unblock();
    dial().send('fresh');
    clock.runUntil(60_190);
    assert.deepEqual(atServer, ['fresh']);
    clock.runUntil(120_000);
    assert.deepEqual(atServer, ['fresh', 'old']);
  });

  it('that was given up before it was made is never heard of at the other end, however late it would have been', () => {
    const { clock, network, link, heard } = stage();
    const accepted: number[] = [];
    network.listen<string>('printer', 'mpos', () => {
      accepted.push(clock.now());
      return { onData() {}, onClose() {} };
    });
    const dial = (): Channel<string> =>
      network.dial<string>('H01', 'printer', 'mpos', 'H01', {
        onOpen: () => heard.push('open'),
        onData() {},
        onClose: (reason) => heard.push(reason),
      });
    dial().close();
    link.block();
    for (let n = 1; n <= 20; n += 1) {
      const channel = dial();
      clock.runUntil(n * 1_000);
      channel.close();
    }
    link.unblock();
    dial();
    clock.runUntil(60_000);
    assert.equal(accepted.length, 1);
    assert.deepEqual(heard, ['open']);
  });

  it('resets a connection the other end no longer knows only when somebody sends on it', () => {
    const { clock, network, link, heard, dial } = stage();
    const channel = dial();
    clock.runUntil(100);
    link.block();
    network.kill('server');
    clock.runUntil(10_000);
    link.unblock();
    clock.runUntil(20_000);
    assert.deepEqual(heard, ['open']);
    channel.send('still there?');
    clock.runUntil(30_000);
    assert.deepEqual(heard, ['open', 'reset']);
  });

  it('half-open: not even a refusal that is under way arrives', () => {
    for (let at = 0; at < 30; at += 1) {
      const { clock, network, link } = stage();
      const heard: string[] = [];
      network.dial<string>('H01', 'server', 'nothing', 'H01', {
        onOpen: () => heard.push('open'),
        onData: (text) => heard.push(text),
        onClose: (reason) => heard.push(reason),
      });
      clock.runUntil(at);
      const before = [...heard];
      link.halfOpen();
      clock.runUntil(60_000);
      assert.deepEqual(heard, before);
    }
  });

  it('refuses where a host lives without the service, and never answers where the power is off', () => {
    const { clock, network, heard, dial } = stage();
    network.kill('server');
    dial();
    clock.runUntil(1_000);
    assert.deepEqual(heard, ['refused']);
    network.powerOff('server');
    dial();
    clock.runUntil(600_000);
    assert.deepEqual(heard, ['refused']);
  });
});

describe('a frozen process', () => {
  it('keeps everything for a process that is frozen, which hears it in order when it is thawed', () => {
    const { clock, network, atServer, serverEnds, heard, dial } = stage();
    const old = dial();
    clock.runUntil(100);
    network.freeze('server');
    old.send('a');
    old.send('b');
    old.close();
    clock.runUntil(1_000);
    dial().send('c');
    clock.runUntil(60_000);
    assert.deepEqual([atServer, serverEnds, heard], [[], [], ['open']]);
    network.thaw('server');
    assert.deepEqual([atServer, serverEnds], [['a', 'b', 'c'], ['closed']]);
  });

  it('resets what waits for a frozen process that is killed', () => {
    const { clock, network, heard, dial } = stage();
    dial();
    clock.runUntil(100);
    network.freeze('server');
    dial().send('a');
    clock.runUntil(1_000);
    network.kill('server');
    clock.runUntil(60_000);
    assert.deepEqual(heard, ['open', 'reset', 'reset']);
  });
});

describe('a simulated connection is as rude as a socket:', () => {
  /** A device that is connected to the server, which can hang up on it; what the server hears. */
  function hangingUp() {
    const { clock, network, link } = stage();
    const heard: string[] = [];
    let hangUp = (): void => {};
    network.listen<string>('server', 'mpos', (channel) => {
      hangUp = () => channel.close();
      return {
        onData: (text) => heard.push(text),
        onClose: (reason) => heard.push(`${reason} at ${Math.floor(clock.now() / 1_000)} s`),
      };
    });
    const ends: string[] = [];
    const channel = network.dial<string>('H01', 'server', 'mpos', 'H01', {
      onOpen() {},
      onData() {},
      onClose: (reason) => ends.push(reason),
    });
    clock.runUntil(100);
    return { clock, network, link, heard, ends, channel, hangUp };
  }

  it('who has hung up on a device hears once that the device has, too, and nothing that it said meanwhile', () => {
    const { clock, heard, ends, channel, hangUp } = hangingUp();
    channel.send('too late');
    hangUp();
    clock.runUntil(60_000);
    assert.deepEqual([heard, ends], [['closed at 0 s'], ['closed']]);
  });

  it('so it does when both hang up at once', () => {
    const { clock, heard, ends, channel, hangUp } = hangingUp();
    hangUp();
    channel.close();
    clock.runUntil(60_000);
    assert.deepEqual([heard, ends], [['closed at 0 s'], []]);
  });

  it('out of reach of the device it hears so half a minute later, and not again when the device is back', () => {
    const { clock, link, heard, ends, hangUp } = hangingUp();
    link.block();
    hangUp();
    clock.runUntil(40_000);
    link.unblock();
    clock.runUntil(90_000);
    assert.deepEqual([heard, ends], [['closed at 30 s'], ['closed']]);
  });

  it('frozen it hears so when it is thawed, and dead it hears nothing', () => {
    for (const dead of [false, true]) {
      const { clock, network, heard, hangUp } = hangingUp();
      hangUp();
      network.freeze('server');
      clock.runUntil(5_000);
      assert.deepEqual(heard, []);
      if (dead) network.kill('server');
      else network.thaw('server');
      clock.runUntil(60_000);
      assert.deepEqual(heard, dead ? [] : ['closed at 5 s']);
    }
  });

  it('bytes come in order, cut and joined anywhere', () => {
    const { clock, network } = stage();
    const read: number[][] = [];
    network.listen<Uint8Array>('printer', 'bytes', () => ({ onData: (bytes) => read.push([...bytes]), onClose() {} }));
    const channel = network.dial<Uint8Array>('H01', 'printer', 'bytes', 'H01', {
      onOpen() {},
      onData() {},
      onClose() {},
    });
    for (let n = 0; n < 200; n += 1) {
      channel.send(Uint8Array.of(n, n));
      if (n % 10 === 9) clock.runUntil(clock.now() + 100);
    }
    clock.runUntil(60_000);
    assert.deepEqual(
      read.flat(),
      Array.from({ length: 400 }, (_, i) => i >> 1),
    );
    assert.ok(
      read.some(({ length }) => length % 2 === 1),
      'cut',
    );
    assert.ok(
      read.some(({ length }) => length > 2),
      'joined',
    );
  });
});
