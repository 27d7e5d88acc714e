/**
 * The station of one client: plays its chart, asks the core in its client's name, and makes screens. A tap counts only if
 * it was made, down and up, on one key of the screen that is shown now.
 */
import type { Timers } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import type { Wanted } from '#protocols/mpos/tab-changes';
import type { Booking, ClientMessage, ClientRequest, ServerMessage } from '#protocols/mpos/messages';
import type { FromThinClient } from '#protocols/thin-client/messages';
import { unreachable } from '#protocols/unreachable';
import { Actor } from '#machines/actor';
import { stationChart } from '#machines/station/station';
import type { StationContext, StationEffect } from '#machines/station/station-events';
import type { StationStart } from '#server/core/turn';
import { keyAt, layOut, type Display, type Screen, type Widget } from './screen.ts';
import type { Menu } from './plan.ts';
import { articlesOf, planOf } from './screens.ts';

const olderScreen = sometimes(
  'tap-on-older-screen',
  'a tap arrives that was made on an older screen, and does nothing',
);
const olderCode = sometimes('code-for-older-screen', 'a card is read for an older screen, and that does nothing');
const beside = sometimes('tap-beside', 'a tap hits nothing');
const slipped = sometimes('tap-slipped', 'a finger comes down on one key and up elsewhere, and does nothing');

type Pointer = Extract<FromThinClient, { type: 'pointer' }>;
export type Frame = Extract<ServerMessage, { type: 'frame' }>;
type Code = Extract<FromThinClient, { type: 'code' }>;
type Reply = Extract<ServerMessage, { type: 'reply' }>;

export type StationOptions = {
  timers: Timers;
  display: Display;
  /** Whether the camera of the client reads cards. */
  scans: boolean;
  menu: Omit<Menu, 'standing' | 'swap'>;
  /** The articles that stand on a tab, and how many of each line. */
  standing(tab: number): readonly Wanted[];
  start: StationStart;
  /** Asks the core in the client's name. */
  ask(request: ClientRequest): void;
  /** Says within a view what nobody answers. */
  say(message: Extract<ClientMessage, { type: 'leave-camera' }>): void;
  /** A new screen is to be shown; numbers rise by one. */
  show(screen: Screen, number: number): void;
  /** A picture of the view that is shown. */
  frame(frame: Frame): void;
};

export class Station {
  private readonly options: StationOptions;
  /** Of the station of SmartSwap that is in force on the open tab, if one is. */
  private swap: Menu['swap'];
  private readonly actor: Actor<typeof stationChart>;
  private req: number;
  private seq: number;
  private number = 0;
  private screen: Screen | null = null;
  /** So many things had been done when it was made: one more makes another screen, also where it looks like the last one. */
  private done = 0;
  private down: { screen: number; key: Widget } | null = null;
  /** The payment that was begun here last; 0 if it was begun before this station. */
  private payment = 0;

  constructor(options: StationOptions) {
    const { timers, start, scans } = options;
    this.options = options;
    this.req = start.lastReq;
    this.seq = start.lastSeq;
    this.swap = start.hold?.station;
    this.actor = new Actor(
      stationChart,
      timers,
      { operator: start.operator, hold: start.hold, scans },
      {
        effect: (effect) => this.perform(effect),
        changed: ({ value, context }) => this.changed(textOf(value), context),
      },
    );
    this.actor.start();
  }

  /** The screen that is shown now, and its number. */
  shown(): { screen: Screen | null; number: number } {
    return { screen: this.screen, number: this.number };
  }

  /** A finger comes down or up. Returns whether the client is behind: then it is to be sent the present screen again. */
  pointer({ phase, screen: number, x, y }: Pointer): boolean {
    olderScreen(number !== this.number);
    if (number !== this.number || this.screen === null) {
      this.down = null;
      return phase === 'up';
    }
    const key = keyAt(this.screen, x, y);
    beside(key === undefined);
    if (phase === 'down') {
      this.down = key === undefined ? null : { screen: number, key };
      return false;
    }
    const { down } = this;
    this.down = null;
    slipped(down !== null && down.key !== key);
    if (down === null || key === undefined || down.key !== key || key.means === null) return false;
    this.actor.send(key.means);
    return false;
  }

  /** The camera has read a card, if the screen asks for one. Returns whether the client is behind. */
  code({ screen: number, code }: Code): boolean {
    olderCode(number !== this.number);
    if (number !== this.number) return true;
    if (this.screen?.reads === true) this.actor.send({ type: 'CODE', code });
    return false;
  }

  /** What the core says to its client. */
  hear(message: ServerMessage): void {
    switch (message.type) {
      case 'reply':
        this.replied(message);
        return;
      case 'payment-ended':
        if (message.token !== this.context().token || (this.payment !== 0 && message.payment !== this.payment)) return;
        this.actor.send({ type: 'PAYMENT_ENDED', outcome: message.outcome });
        return;
      case 'alive':
        if (message.ended === this.context().token) this.actor.send({ type: 'LOCK_LOST' });
        return;
      case 'card-told': {
        const { token, scan, result, cents, customer, balanceCents } = message;
        if (token !== this.context().token) return;
        const told = {
          ...{ scan, result },
          ...(cents === undefined ? {} : { cents }),
          ...(customer === undefined ? {} : { customer }),
          ...(balanceCents === undefined ? {} : { balanceCents }),
        };
        this.actor.send({ type: 'CARD_TOLD', told });
        return;
      }
      case 'reversal-ended': {
        const { tab, payment, outcome, paidCents, cents, balanceCents } = message;
        const own = this.context();
        if (own.token === 0 || own.tab !== tab) return;
        this.actor.send({ type: 'REVERSED', reversal: { payment, outcome, paidCents, cents, balanceCents } });
        return;
      }
      case 'late-outcome': {
        const { token, payment, outcome, cents, balanceCents } = message;
        if (token !== this.context().token) return;
        this.actor.send({ type: 'LATE_OUTCOME', late: { payment, outcome, cents, balanceCents } });
        return;
      }
      case 'frame':
        if (message.view === this.context().view) this.options.frame(message);
        return;
      case 'view-ended':
        if (message.view !== this.context().view) return;
        this.actor.send({ type: 'VIEW_ENDED', code: message.code, text: message.text });
        return;
      case 'welcome':
      case 'receipt':
      case 'error':
        return;
      default:
        unreachable(message);
    }
  }

  private context(): StationContext {
    return this.actor.getSnapshot().context;
  }

  private replied(reply: Reply): void {
    if (reply.req !== this.req) return;
    if (!reply.ok) {
      const { code, text, holder = null, freeInMs = null, right = null } = reply;
      this.actor.send({ type: 'REFUSED', code, text, holder, freeInMs, right });
      return;
    }
    switch (reply.did) {
      case 'opened': {
        const { tab, token, balanceCents, parked, notRunning } = reply;
        this.swap = reply.station;
        this.actor.send({ type: 'OPENED', tab, token, balanceCents, parked });
        if (notRunning !== undefined) this.actor.send({ type: 'NOT_RUNNING' });
        return;
      }
      case 'handed-over':
        if (reply.closed) this.actor.send({ type: 'CLOSED' });
        else this.actor.send({ type: 'BOOKED', balanceCents: reply.balanceCents ?? this.context().owedCents });
        return;
      case 'billed':
        this.actor.send({ type: 'CLOSED' });
        return;
      case 'changed':
        this.actor.send({ type: 'CHANGED', balanceCents: reply.balanceCents });
        return;
      case 'paying':
        this.payment = reply.payment;
        this.actor.send({ type: 'PAYING' });
        return;
      case 'done':
        this.actor.send({ type: 'DONE' });
        return;
      case 'takings': {
        const [own] = reply.takings;
        if (own !== undefined) this.actor.send({ type: 'TAKINGS_TOLD', takings: own });
        return;
      }
      case 'scanned':
        this.actor.send({ type: 'SCANNED' });
        return;
      case 'reversing':
        this.actor.send({ type: 'REVERSING' });
        return;
      case 'viewing':
        this.actor.send({ type: 'VIEWING', view: reply.req });
        return;
      case 'code':
        return;
      default:
        unreachable(reply);
    }
  }

  private perform(effect: StationEffect): void {
    if (effect.type === 'leave-camera') {
      this.options.say(effect);
      return;
    }
    this.req += 1;
    const { req } = this;
    switch (effect.type) {
      case 'sign-on':
      case 'sign-off':
      case 'takings':
      case 'reprint':
      case 'open':
      case 'reverse':
      case 'camera':
        this.options.ask({ ...effect, req });
        return;
      case 'simple-order': {
        const { simpleOrder } = this.options.menu;
        if (simpleOrder === undefined) return;
        const { tab, article } = simpleOrder;
        this.options.ask({ type: 'simple-order', req, tab, bookings: [this.newBooking(article)] });
        return;
      }
      case 'scan': {
        const { tab, token, kind, code } = effect;
        this.options.ask({ type: 'scan', req, tab, token, card: { kind, code }, bookings: [] });
        return;
      }
      case 'book': {
        const { tab, token, index } = effect;
        this.options.ask({ type: 'book', req, tab, token, bookings: this.booking(index) });
        return;
      }
      default:
        this.options.ask({ ...effect, req, bookings: [] });
    }
  }

  private booking(index: number): Booking[] {
    const article = articlesOf({ ...this.options.menu, swap: this.swap })[index];
    return article === undefined ? [] : [this.newBooking(article)];
  }

  private newBooking({ name, cents, place }: Menu['articles'][number]): Booking {
    this.seq += 1;
    return { seq: this.seq, article: name, quantity: 1, cents, place };
  }

  private changed(state: string, context: StationContext): void {
    const { menu, standing } = this.options;
    const plan = planOf(state, context, {
      ...menu,
      swap: this.swap,
      standing: state === 'tab.work.choosing' ? standing(context.tab) : [],
    });
    if (plan === null) return;
    const next = layOut(plan, this.options.display);
    const isNews = context.done !== this.done;
    this.done = context.done;
    if (this.screen !== null && !isNews && isSame(this.screen, next)) return;
    this.screen = next;
    this.number += 1;
    this.down = null;
    this.options.show(next, this.number);
  }
}

/** `tab.booking`: the state of a station as its screens know it. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [key = '', inner] = Object.entries(value as object)[0] ?? [];
  return `${key}.${textOf(inner)}`;
}

function isSame(a: Screen, b: Screen): boolean {
  return (
    a.title === b.title &&
    a.token === b.token &&
    a.view?.view === b.view?.view &&
    a.widgets.length === b.widgets.length &&
    a.widgets.every((widget, i) => widget.text === b.widgets[i]?.text && widget.look === b.widgets[i]?.look)
  );
}
