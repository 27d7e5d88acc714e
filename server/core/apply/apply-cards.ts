/** What facts of cards change. */
import type { CardResult } from '#protocols/mpos/cards';
import { VOUCHER } from './apply-tabs.ts';
import { deviceOf, tabOf, type Appliers, type State } from '../state.ts';

type CardFact = 'card-scanned' | 'redeemed' | 'customer-known' | 'card-refused' | 'card-dropped' | 'redeem-given-back';

export const applyCards: Appliers<CardFact> = {
  'card-scanned'(state, { scan, tab, token, device, operator, card }) {
    state.lastScan = scan;
    state.cards.set(scan, { scan, tab, token, device, operator, card, dropped: false });
  },
  redeemed(state, { scan, tab: number, cents }) {
    const tab = tabOf(state, number);
    tab.lines.push({ tab: number, article: VOUCHER, quantity: 1, cents: -cents, place: 'none' });
    tab.balanceCents -= cents;
    ended(state, scan, 'redeemed', { cents });
    state.cards.delete(scan);
  },
  'customer-known'(state, { scan, name }) {
    ended(state, scan, 'known', { customer: name });
    state.cards.delete(scan);
  },
  'card-refused'(state, { scan, why }) {
    ended(state, scan, why, {});
    state.cards.delete(scan);
  },
  'card-dropped'(state, { scan }) {
    ended(state, scan, 'dropped', {});
    const known = state.cards.get(scan);
    if (known?.card.kind === 'customer') state.cards.delete(scan);
    else if (known !== undefined) known.dropped = true;
  },
  'redeem-given-back': (state, { scan }) => void state.cards.delete(scan),
};

/** The device will be told again what came of its card; of an earlier one that ends later it is told once. */
function ended(state: State, scan: number, result: CardResult, more: { cents?: number; customer?: string }): void {
  const known = state.cards.get(scan);
  if (known === undefined) return;
  const device = deviceOf(state, known.device);
  if (device.lastCard !== null && device.lastCard.scan > scan) return;
  device.lastCard = { scan, tab: known.tab, token: known.token, result, ...more };
}
