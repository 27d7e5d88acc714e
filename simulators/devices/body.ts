/**
 * The body of a device: whether it is on, put away, frozen. People and faults do things to it at the same time, each
 * for as long as it lasts; the chart is told only what comes of all of them. So a battery that is charged again does
 * not switch on a device that its operator has switched off.
 */
import type { DeviceEvent } from '#machines/holder';
import type { Release } from '../conditions.ts';

/** `no-power` is beyond the operator; the others an operator can end: by switching on, taking out, swiping. */
export type BodyCondition = 'switched-off' | 'no-power' | 'put-away' | 'frozen';
type Posture = 'on' | 'off' | 'putAway' | 'frozen';

/** Who keeps a condition; `over` is told when somebody else has ended it. */
type Holder = { over: () => void };

export class Body {
  private readonly tell: (event: DeviceEvent) => void;
  private readonly holders = new Map<BodyCondition, Set<Holder>>();
  private readonly byHand = new Map<BodyCondition, Release>();
  private posture: Posture = 'off';

  /** A device that its operator has not yet switched on. */
  constructor(tell: (event: DeviceEvent) => void) {
    this.tell = tell;
    this.handle('switched-off');
  }

  /** Holds a condition until released; `over` is told if it is ended before. */
  hold(condition: BodyCondition, over: () => void = () => {}): Release {
    const holder = { over };
    this.holdersOf(condition).add(holder);
    this.settle();
    return () => {
      if (this.holdersOf(condition).delete(holder)) this.settle();
    };
  }

  /** The operator begins the day: switched on, unless something keeps it off. */
  start(): void {
    this.byHand.get('switched-off')?.();
    this.byHand.delete('switched-off');
  }

  switchOff(): void {
    this.handle('switched-off');
  }

  switchOn(): void {
    this.end('switched-off');
  }

  putAway(): void {
    this.handle('put-away');
  }

  takeOut(): void {
    this.end('put-away');
  }

  /** Two fingers from left to right: resets the app, frozen or not. */
  swipe(): void {
    if (this.holdersOf('frozen').size > 0) this.end('frozen');
    else this.tell({ type: 'SWIPE' });
  }

  private holdersOf(condition: BodyCondition): Set<Holder> {
    let holders = this.holders.get(condition);
    if (holders === undefined) this.holders.set(condition, (holders = new Set()));
    return holders;
  }

  private has(condition: BodyCondition): boolean {
    return this.holdersOf(condition).size > 0;
  }

  /** The operator's own doing; twice is once. */
  private handle(condition: BodyCondition): void {
    if (this.byHand.has(condition)) return;
    this.byHand.set(condition, this.hold(condition));
  }

  /** Ends a condition, whoever holds it. */
  private end(condition: BodyCondition): void {
    this.byHand.delete(condition);
    const holders = this.holdersOf(condition);
    const ended = [...holders];
    holders.clear();
    for (const { over } of ended) over();
    this.settle();
  }

  private settle(): void {
    const off = this.has('switched-off') || this.has('no-power');
    // Without power no app is frozen, and none is when it starts again.
    if (off && this.has('frozen')) this.end('frozen');
    const next = off ? 'off' : this.has('frozen') ? 'frozen' : this.has('put-away') ? 'putAway' : 'on';
    const before = this.posture;
    if (next === before) return;
    this.posture = next;
    for (const event of eventsBetween(before, next)) this.tell(event);
  }
}

/** What the chart is told on the way from one posture to another. */
function eventsBetween(before: Posture, next: Posture): DeviceEvent[] {
  if (next === 'off') return [{ type: 'SWITCH_OFF' }];
  const left: DeviceEvent[] =
    before === 'off'
      ? [{ type: 'SWITCH_ON' }]
      : before === 'frozen'
        ? [{ type: 'SWIPE' }]
        : before === 'putAway' && next === 'on'
          ? [{ type: 'TAKE_OUT' }]
          : [];
  if (next === 'putAway') return [...left, { type: 'PUT_AWAY' }];
  if (next === 'frozen') return [...left, { type: 'FREEZE' }];
  return left;
}
