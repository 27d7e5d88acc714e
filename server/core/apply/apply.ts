/**
 * state = fold(apply, journal). The only place where the journalled half of the state changes; no decision is taken
 * here, so a journal of any age folds the same way. What a fact changes stands with its kind, in the files beside this one.
 */
import { applyCards } from './apply-cards.ts';
import { applyClients } from './apply-clients.ts';
import { applyHolds } from './apply-holds.ts';
import { applyJobs } from './apply-jobs.ts';
import { applyMonitors } from './apply-monitors.ts';
import { applyPayments } from './apply-payments.ts';
import { applyReceipts } from './apply-receipts.ts';
import { applySignatures } from './apply-signatures.ts';
import { applyTabs } from './apply-tabs.ts';
import type { Fact, JournalEntry } from '../facts.ts';
import { deviceOf, type Appliers, type State } from '../state.ts';

const appliers: Appliers<Fact['kind']> = {
  started(state) {
    for (const device of state.devices.values()) device.maintained = null;
  },
  'station-state'(state, { station, runs }) {
    state.stationRuns.set(station, runs);
  },
  'signed-on'(state, { device, operator }) {
    const known = deviceOf(state, device);
    known.operator = operator;
    known.signedOnAfter = state.lastToken;
  },
  'signed-off'(state, { device }) {
    deviceOf(state, device).operator = null;
  },
  answered(state, { device, req, reply }) {
    const known = deviceOf(state, device);
    known.lastReq = req;
    known.lastReply = reply;
  },
  ...applyClients,
  ...applyHolds,
  ...applyTabs,
  ...applyPayments,
  ...applyJobs,
  ...applyMonitors,
  ...applyReceipts,
  ...applySignatures,
  ...applyCards,
};

/**
 * Applies one journal entry. The times of a hold that count are live: whoever grants it, and a start, set them by the
 * clock of their process.
 */
export function apply(state: State, { n, fact, at }: JournalEntry): void {
  state.entries = n;
  const change = appliers[fact.kind] as (state: State, fact: Fact, at: number) => void;
  change(state, fact, at);
}
