/**
 * The keys that a thin client's screen has to have, by what the scenario says of the floor: its operators, menu, payment
 * terminals and cameras, how the station of the client is set, and the station of SmartSwap that is in force on its tab.
 * Keys are the same for whoever is signed on: a right that is missing is told, and hides nothing (decision 046).
 */
import type { HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { ScreenEvent } from '#history/screen-event';
import type { ScreenKey, ScreenKeys, ScreenName } from '#history/screen-keys';
import { CARD_KINDS } from '#protocols/mpos/cards';
import { RIGHT_FOR, USUAL_REASONS } from '#protocols/mpos/tab-changes';
import { unreachable } from '#protocols/unreachable';

type Device = FloorSummary['devices'][number];
type Screen = Pick<ScreenEvent, 'refusal' | 'token'>;
/** Names are null where the floor alone does not say which there must be. */
export type Offered = { does: readonly ScreenKey[]; names: readonly string[] | null; terminals: readonly string[] };

/** All that can be done with an open tab beside booking it and settling it as a whole. */
const WORK: readonly string[] = [...Object.keys(RIGHT_FOR), 'part'];
/** An operator may settle a tab all the same whose card may have been charged. */
const WARNED = 'card-may-be-charged';

export class KeysOffered {
  private readonly floor: HistoryHeader['floor'];
  private readonly devices: ReadonlyMap<string, Device>;
  private readonly cam: readonly ScreenKey[];
  /** Articles of a device at a station of SmartSwap, or at its own settings: they stay the same for the whole run. */
  private readonly articles = new Map<string, readonly string[] | null>();

  constructor(floor: HistoryHeader['floor']) {
    this.floor = floor;
    this.devices = new Map(floor.devices.map((device) => [device.name, device]));
    this.cam = (floor.cameras ?? []).length === 0 ? [] : ['cam'];
  }

  /** What that screen of a client has to offer; `station` is the one of SmartSwap that is in force on its tab. */
  on(name: ScreenName, node: string, screen: Screen, station: string | undefined): Offered {
    const { floor, cam } = this;
    switch (name) {
      case 'sign-on':
        return keys([], floor.operators ?? null);
      case 'tables':
        return keys([
          ...(['number', 'open-tab', 'sign-off', 'takings', 'reprint', ...cam] as const),
          ...(floor.simpleOrder === undefined ? [] : (['simple-order'] as const)),
        ]);
      case 'ticket':
        return keys(['number', 'go-on', 'understood']);
      case 'cameras':
        return keys(['understood'], floor.cameras?.map((camera) => camera.name) ?? []);
      case 'takings':
      case 'camera':
        return keys(['understood']);
      case 'booking':
        return keys(
          ['new-balance', 'bill', 'work-on-tab', 'scan', ...cam],
          this.articlesOf(node, station),
          this.terminalsOf(node),
        );
      case 'paying':
        return keys([]);
      case 'card':
        return keys(['understood'], CARD_KINDS);
      case 'work':
        return keys(this.terminalsOf(node).length === 0 ? ['understood'] : ['choose-reversal', 'understood'], WORK);
      case 'lines':
        return keys(['go-on', 'understood'], null);
      case 'reasons':
        return keys(['understood'], USUAL_REASONS);
      case 'number':
        return keys(['number', 'go-on', 'understood']);
      case 'amount':
        return keys(['number', 'bill', 'understood'], [], this.terminalsOf(node));
      case 'reversal':
        return keys(['understood'], [], this.terminalsOf(node));
      case 'refused':
        return keys(
          screen.refusal === WARNED && screen.token !== 0 ? ['understood', 'settle-all-the-same'] : ['understood'],
        );
      default:
        return unreachable(name);
    }
  }

  /** The terminal that is assigned to it, or all of them. */
  private terminalsOf(node: string): readonly string[] {
    const { terminal } = this.devices.get(node) ?? {};
    return terminal === undefined ? this.floor.terminals : [terminal];
  }

  /** What can be booked there; null where the history does not say where articles are made. */
  private articlesOf(node: string, station: string | undefined): readonly string[] | null {
    const key = `${node} ${station ?? ''}`;
    const known = this.articles.get(key);
    if (known !== undefined) return known;
    const { offers } = this.devices.get(node)?.settings ?? {};
    const swapped = this.floor.smartSwap?.stations.find(({ name }) => name === station);
    const menu = swapped?.articles ?? this.floor.articles;
    const isKnown = menu?.every(({ place }) => place !== undefined) === true;
    const names = isKnown
      ? menu.flatMap(({ name, place = '' }) => (offers?.includes(place) === false ? [] : [name]))
      : null;
    this.articles.set(key, names);
    return names;
  }
}

function keys(
  does: readonly ScreenKey[],
  names: readonly string[] | null = [],
  terminals: readonly string[] = [],
): Offered {
  return { does, names, terminals };
}

/** In what the keys of a screen are not those it has to offer; empty if they are, or are a page of those. */
export function unlikeOffered({ does, names, terminals }: ScreenKeys, offered: Offered): string {
  const isPage = does.includes('page');
  return (
    unlike(
      does.filter((one) => one !== 'page'),
      offered.does,
      false,
    ) ||
    unlike(terminals, offered.terminals, false) ||
    (offered.names === null ? '' : unlike(names, offered.names, isPage))
  );
}

/** What there is too much or too little of, each as often as it is there. */
function unlike(shown: readonly string[], wanted: readonly string[], isPage: boolean): string {
  const left = [...wanted];
  for (const one of shown) {
    const place = left.indexOf(one);
    if (place < 0) return `there was a key for ${one}`;
    left.splice(place, 1);
  }
  return left.length === 0 || isPage ? '' : `there was no key for ${left.join(', ')}`;
}
