/** What facts of holds change. */
import { deviceOf, tabOf, type Appliers, type Lock } from '../state.ts';

export const applyHolds: Appliers<'tab-locked' | 'hold-silent' | 'hold-claimed' | 'tab-released'> = {
  'tab-locked'(state, { tab, token, device, operator, station, maintain }, at) {
    state.lastToken = Math.max(state.lastToken, token);
    const lock: Lock = {
      tab,
      token,
      device,
      operator,
      station: station ?? null,
      grantedAt: at,
      reason: 'open',
      late: null,
      silentMs: 0,
      carriedMs: 0,
      sinceMs: 0,
      lastContactMs: 0,
      unclaimed: false,
    };
    tabOf(state, tab).lock = lock;
    state.locks.set(token, lock);
    if (station !== undefined) deviceOf(state, device).maintained = maintain === true ? station : null;
  },
  'hold-silent'(state, { token, silentMs }) {
    const lock = state.locks.get(token);
    if (lock !== undefined) lock.silentMs = silentMs;
  },
  'hold-claimed'(state, { token }) {
    const lock = state.locks.get(token);
    if (lock !== undefined) lock.silentMs = 0;
  },
  'tab-released'(state, fact) {
    const tab = tabOf(state, fact.tab);
    if (tab.lock?.token === fact.token) tab.lock = null;
    state.locks.delete(fact.token);
  },
};
