/**
 * Tells the events of a path as steps of operators and faults on the plain floor. What the chart hears from the server
 * comes by itself, or is brought about by another device, a fault, or waiting.
 */
import type { FaultInput, StepInput } from './plain-floor.ts';

type Event = { type: string } & Record<string, unknown>;

/** The device and the tab of a path, the device that is in its way, and the terminal. */
const OURS = 'H01';
const OTHER = 'H02';
const TAB = 1;
const TERMINAL = 'pt1';
/** For the end of a lease, a grace, a payment's limit, in seconds. */
const LEASE = 190;
const GRACE = 40;
const PARKED = 100;
const LEARNT = 150;
/** What an outcome is brought about by, from just before the payment is asked for. */
const FAULT_OF: Record<string, [fault: string, seconds: number]> = {
  declined: ['card-declined', 20],
  aborted: ['customer-aborts', 20],
  parked: ['terminal-lost-mid-payment', PARKED + 20],
};
const ENDS: Record<string, string> = {
  PAYMENT_DECLINED: 'declined',
  PAYMENT_UNKNOWN: 'parked',
  DECLINE: 'declined',
  STOP_KEY: 'aborted',
  ABORT: 'aborted',
  DISCONNECTED: 'parked',
  POWER_OFF: 'parked',
};

export class PathTeller {
  readonly steps: StepInput[] = [];
  readonly faults: FaultInput[] = [];
  private at = 5;

  /** How long all of it lasts. */
  get seconds(): number {
    return this.at + 20;
  }

  /** Tells the events of a path through a chart (`lock`, `device` or `terminal`). */
  tell(chart: string, events: readonly Event[]): void {
    for (const [i, event] of events.entries()) {
      const later = events.slice(i + 1);
      if (chart === 'lock') this.lock(event, later);
      else if (chart === 'device') this.device(event, later);
      else if (event.type === 'AUTHORISE') this.payment(later);
    }
    this.step('new-balance');
    this.wait(20);
  }

  private wait(seconds: number): void {
    this.at += seconds;
  }

  private step(act: StepInput['do'], more: Partial<StepInput> = {}): void {
    this.steps.push({ at: `${this.at}s`, device: OURS, do: act, ...more });
    this.wait(2);
  }

  private fault(fault: string, seconds: number, target?: string): void {
    this.faults.push({
      fault,
      at: `${this.at}s`,
      for: `${seconds}s`,
      ...(target === undefined ? {} : { target }),
    });
  }

  /** Opens, books and pays; the events that follow say how it is to end. */
  private payment(later: readonly Event[]): void {
    this.step('open', { tab: TAB });
    this.step('book');
    this.pay(later);
    this.wait(15);
  }

  private pay(later: readonly Event[]): void {
    const outcome = later
      .map(({ type, outcome }) => (type === 'PAYMENT_ENDED' ? String(outcome) : (ENDS[type] ?? '')))
      .find((one) => one !== '');
    const [fault, seconds] = FAULT_OF[outcome ?? ''] ?? [];
    if (fault !== undefined) this.fault(fault, seconds ?? 1, TERMINAL);
    this.step('pay', { terminal: TERMINAL, confirmed: true });
  }

  private lock({ type }: Event, later: readonly Event[]): void {
    switch (type) {
      case 'A_OPENS':
        return this.step('open', { tab: TAB });
      case 'B_OPENS':
        this.step('open', { tab: TAB, device: OTHER });
        return this.step('understood', { device: OTHER });
      case 'A_SIGN_OF_LIFE':
        return this.wait(12);
      case 'A_WRITES':
        this.step('book');
        return this.step('hand-over');
      case 'B_WRITES_STALE':
        this.step('open', { tab: TAB + 1, device: OTHER });
        this.step('book', { device: OTHER });
        return this.step('new-balance', { device: OTHER });
      case 'A_CLOSES':
        this.step('book');
        return this.step('bill');
      case 'A_SILENT':
        this.step('put-away');
        return this.wait(30);
      case 'A_RETURNS':
        this.step('take-out');
        return this.wait(5);
      case 'LEASE_ENDS':
        return this.wait(LEASE);
      case 'TILL_FORCES':
        return this.step('force-free', { tab: TAB, device: 'till' });
      case 'A_PAYS':
        this.step('book');
        return this.pay(later);
      case 'PAYMENT_PAID':
      case 'PAYMENT_DECLINED':
        return this.wait(15);
      case 'PAYMENT_UNKNOWN':
        return this.wait(PARKED);
      case 'OUTCOME_LEARNT':
        return this.wait(LEARNT);
      case 'SERVER_RESTARTS':
        this.fault('server-killed', 3);
        return this.wait(5);
      case 'GRACE_ENDS':
        return this.wait(GRACE);
      default:
    }
  }

  private device(event: Event, later: readonly Event[]): void {
    switch (event.type) {
      case 'SWITCH_ON':
        return this.step('switch-on');
      case 'SWITCH_OFF':
        return this.step('switch-off');
      case 'PUT_AWAY':
        return this.step('put-away');
      case 'TAKE_OUT':
        return this.step('take-out');
      case 'FREEZE':
        this.fault('app-frozen', 30, OURS);
        return this.wait(2);
      case 'SWIPE':
        return this.step('swipe');
      case 'SIGN_ON':
        return this.step('sign-on');
      case 'SIGN_OFF':
        return this.step('sign-off');
      case 'OPEN':
        this.inTheWay(later);
        return this.step('open', { tab: TAB });
      case 'UNDERSTOOD':
        return this.step('understood');
      case 'BOOK':
        return this.step('book');
      case 'HAND_OVER':
        return this.step('hand-over');
      case 'NEW_BALANCE':
        return this.step('new-balance');
      case 'BILL':
        return this.step('bill');
      case 'PAY':
        return this.pay(later);
      case 'PAYMENT_ENDED':
        return this.wait(event['outcome'] === 'parked' ? PARKED : 15);
      case 'COLLECT':
        return this.step('collect', { tab: TAB });
      case 'LOCK_LOST':
        return this.step('force-free', { tab: TAB, device: 'till' });
      case 'LATE':
        this.fault('server-paused', 10);
        return this.wait(12);
      case 'DISCONNECTED':
        this.fault('link-drop', 1, OURS);
        return this.wait(2);
      case 'NETWORK_LOST':
        this.fault('out-of-range', 30, OURS);
        return this.wait(5);
      case 'NETWORK_BACK':
      case 'CONNECTED':
        return this.wait(30);
      default:
        this.wait(1);
    }
  }

  /** Another device holds the tab, or pays it, if the next thing to be heard is that. */
  private inTheWay([next]: readonly Event[]): void {
    if (next?.type !== 'REFUSED') return;
    this.step('open', { tab: TAB, device: OTHER });
    if (next['code'] !== 'held-by-payment') return;
    this.step('book', { device: OTHER });
    this.step('pay', { terminal: TERMINAL, device: OTHER });
  }
}
