/** For tests: a foreign till at a simulated terminal: hex as on the wire, time moved by hand. */
import { fromHex, toHex } from '#protocols/bytes';
import type { Channel, Timers } from '#protocols/channel';
import { createApduReader, encodeApdu } from '#protocols/zvt/apdu';
import { terminalProfiles, type TerminalProfile } from '#protocols/zvt/profiles';
import { cableTo } from '../../grounds/sim/cable.ts';
import { randomOf } from '../../random.ts';
import type { HostLine } from './host-line.ts';
import { createTerminal } from './terminal.ts';

export const CARD_MS = 2_000;
export const HOST_MS = 1_000;
export const T3_MS = 5_000;
export const REGISTER = '0600 06 000000 3e 0978';
export const PAY = '0601 0a 04000000001234 490978';
export const REPEAT = '0620 05 000000 0303';
export const ACK = '800000';
export const APPROVED = '040f 18 2700 04000000001234 870001 0b000001 2900000000 490978';

export const bytesOf = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', ''));
export const plain = (hex: string): string => hex.replaceAll(' ', '').toLowerCase();

/** A terminal on a cable, with a line to its host if there is one, the money it takes, and tills that acknowledge everything unless they are told not to. */
export function stage(profile: Partial<TerminalProfile> = {}, hostOf?: (timers: Timers) => HostLine) {
  const { clock, network, ground, events } = cableTo('pt1');
  const whole = { ...terminalProfiles.standard, ...profile };
  const terminal = createTerminal({
    name: 'pt1',
    ground,
    random: randomOf(1, 'pt1'),
    profile: whole,
    afterCut: whole.afterCut,
    cardMs: CARD_MS,
    hostMs: HOST_MS,
    tipPercent: 0,
    cardWaitMs: 60_000,
    t3Ms: T3_MS,
    secondMs: 1_000,
    host: hostOf?.(clock),
  });
  const wait = (ms: number): void => clock.runUntil(clock.now() + ms);
  const money = (): string[] =>
    events.flatMap((event) => (event.kind === 'money' ? [`${event.phase} ${event.cents}`] : []));

  /** Connects. `answer` is said to each command of the terminal; null for nothing. */
  function till(answer: (command: string) => string | null = () => ACK) {
    const heard: string[] = [];
    const reader = createApduReader();
    const channel: Channel<Uint8Array> = network.dial<Uint8Array>('till', 'pt1', 'bytes', 'pt1', {
      onOpen() {},
      onData(bytes) {
        for (const { control, data } of reader.push(bytes).apdus) {
          const message = toHex(encodeApdu(control, data)).toLowerCase();
          heard.push(message);
          const back = control >> 8 === 0x80 || control >> 8 === 0x84 ? null : answer(message);
          if (back !== null) channel.send(bytesOf(back));
        }
      },
      onClose: () => heard.push('closed'),
    });
    wait(5);
    const says = (hex: string, ms = 100): string[] => {
      heard.length = 0;
      channel.send(bytesOf(hex));
      wait(ms);
      return [...heard];
    };
    return { channel, heard, says };
  }
  return { terminal, till, wait, money, events };
}
