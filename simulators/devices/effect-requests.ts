/** What the chart of a device asks for, as requests of the protocol; everything stored for a tab goes along with a write. */
import { unreachable } from '#protocols/unreachable';
import type { DeviceEffect } from '#machines/holder';
import type { Unnumbered } from './link/request-line.ts';
import { carriedBookings, type DeviceStorage } from './store/storage.ts';

type RequestEffect = Extract<
  DeviceEffect,
  { type: 'sign-on' | 'sign-off' | 'open' | 'hand-over' | 'new-balance' | 'bill' | 'pay' | 'change' | 'scan' }
>;

/** The request of an effect, not yet numbered. */
export function requestOf(effect: RequestEffect, storage: DeviceStorage): Unnumbered {
  switch (effect.type) {
    case 'sign-on':
      return { type: 'sign-on', operator: effect.operator };
    case 'sign-off':
      return { type: 'sign-off' };
    case 'open':
      return { type: 'open', tab: effect.tab, ...(effect.quick ? { quick: true } : {}) };
    case 'hand-over':
    case 'new-balance': {
      const { type, tab, token } = effect;
      return { type, tab, token, ...carriedBookings(storage, tab) };
    }
    case 'bill': {
      const { type, tab, token, confirmed, cents } = effect;
      return { type, tab, token, confirmed, ...partOf(cents), bookings: carriedBookings(storage, tab).bookings };
    }
    case 'pay': {
      const { type, tab, token, terminal, confirmed, cents } = effect;
      const { bookings } = carriedBookings(storage, tab);
      return { type, tab, token, terminal, confirmed, ...partOf(cents), bookings };
    }
    case 'change': {
      const { type, tab, token, change } = effect;
      return { type, tab, token, change, bookings: carriedBookings(storage, tab).bookings };
    }
    case 'scan': {
      const { type, tab, token, card } = effect;
      return { type, tab, token, card, bookings: carriedBookings(storage, tab).bookings };
    }
    default:
      return unreachable(effect);
  }
}

/** What of a tab is to be settled, where that is not all of it. */
const partOf = (cents: number | undefined): { cents?: number } => (cents === undefined ? {} : { cents });
