/**
 * A waiter at random: opens a tab, puts lines on it, hands some over at once, closes it in one of the usual ways, and
 * copes with what the device shows, as people do: waits when a tab is held, collects offline without radio, swipes when
 * the app is frozen. A table just settled is left alone for a while. Every choice comes from the waiter's own generator.
 */
import type { Article } from '#scenarios/format/floor';
import type { WaiterStyle } from '#scenarios/format/scenario';
import type { EventBody } from '#history/events';
import type { Ground } from '../grounds/ground.ts';
import type { Random } from '../random.ts';
import type { Device } from './standard-device.ts';

export type WaiterOptions = {
  device: Device;
  operator: string;
  ground: Ground;
  random: Random;
  style: WaiterStyle;
  articles: readonly Article[];
  tables: { from: number; to: number };
  /** Tables this operator mostly serves. */
  ownTables: { from: number; to: number };
  /** The payment terminal this waiter uses. */
  terminal: string | null;
  offlineBooking: boolean;
};

/** Starts a waiter; `stop` lets them finish the tab at hand and open no other. */
export function startWaiter(options: WaiterOptions): { stop(): void } {
  const { device, ground, random, style, articles } = options;
  const { timers } = ground;
  let wanted = 0;
  /** Lines booked since the last hand-over. */
  let fresh = 0;
  let stopping = false;
  let stuck = 0;
  let declined = 0;

  const record = (body: EventBody): void => ground.record(device.name, body);
  const about = (ms: number): number => Math.max(1, Math.round((ms / 2 + random.below(ms + 1)) / ground.timeScale));
  const again = (ms: number): void => {
    timers.after(about(ms), act);
  };

  /** With this chance; what never happens takes nothing from the generator. */
  const sometimes = (percent: number): boolean => percent > 0 && random.chance(percent * 10);

  /** Looks at the device and does the next thing. */
  function act(): void {
    const state = device.state;
    switch (state) {
      case 'signedOff':
        record({ kind: 'act', act: 'sign-on' });
        device.tell({ type: 'SIGN_ON', operator: options.operator });
        again(style.think);
        return;
      case 'idle':
        idle();
        return;
      case 'refused':
      case 'refused.ownLockedTab':
      case 'refused.heldByAnotherDevice':
      case 'refused.heldByPayment':
      case 'refused.otherwise':
        record({ kind: 'act', act: 'understood' });
        device.tell({ type: 'UNDERSTOOD' });
        again(style.pause / 3);
        return;
      case 'open.booking':
        serve();
        return;
      case 'collectingOffline':
        collect();
        return;
      default:
        again(style.think);
    }
  }

  function idle(): void {
    if (stopping) {
      stuck += 1;
      if (stuck < 3) again(style.think);
      return;
    }
    const range = random.chance(style.ownTablesPercent * 10) ? options.ownTables : options.tables;
    const tab = random.between(range.from, range.to);
    if (tab === device.tab()) {
      again(style.think);
      return;
    }
    wanted = random.between(style.bookings.from, style.bookings.to);
    fresh = 0;
    declined = 0;
    if (device.connected()) {
      record({ kind: 'act', act: 'open', tab });
      device.tell({ type: 'OPEN', tab });
      again(style.think);
    } else if (options.offlineBooking) {
      record({ kind: 'act', act: 'collect', tab });
      device.tell({ type: 'COLLECT', tab });
      again(style.think);
    } else again(style.pause);
  }

  function serve(): void {
    if (wanted > 0) {
      if (fresh > 0 && sometimes(style.handOverPercent)) handOver();
      else book();
      return;
    }
    const choice = random.below(100);
    const insists = declined > 0 && sometimes(style.confirmPercent);
    const said = insists ? { confirmed: insists } : {};
    if (choice < style.cardPercent && options.terminal !== null && declined < 2) {
      declined += 1;
      record({ kind: 'act', act: 'pay', tab: device.tab(), to: options.terminal, ...said });
      device.tell({ type: 'PAY', terminal: options.terminal, confirmed: insists });
      again(style.think);
    } else if (choice < style.cardPercent + style.billPercent && declined < 2) {
      declined += 1;
      record({ kind: 'act', act: 'bill', tab: device.tab(), ...said });
      device.tell({ type: 'BILL', confirmed: insists });
      again(style.pause);
    } else newBalance();
  }

  function collect(): void {
    if (wanted > 0) book();
    else newBalance();
  }

  function book(): void {
    wanted -= 1;
    fresh += 1;
    device.book(random.pick(articles), 1 + random.below(3));
    again(style.think);
  }

  function handOver(): void {
    fresh = 0;
    record({ kind: 'act', act: 'hand-over', tab: device.tab() });
    device.tell({ type: 'HAND_OVER' });
    again(style.think);
  }

  function newBalance(): void {
    record({ kind: 'act', act: 'new-balance', tab: device.tab() });
    device.tell({ type: 'NEW_BALANCE' });
    again(style.pause);
  }

  again(style.pause / 2 + 2_000);
  return {
    stop() {
      stopping = true;
    },
  };
}
