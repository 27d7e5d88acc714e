/**
 * SmartSwap: who opens a tab in a range is served as at the cash-register station of that, for the whole hold. `maintain`
 * keeps the station for tabs outside of all ranges, until another range is opened or the server starts; else the device has
 * its own settings again with the next tab. A station that does not run cannot be used: what is in force stays. Which
 * station it is stands in the fact of the grant, so it outlives a start with its hold.
 */
import type { SmartSwap, SwapStation, ToldStation } from '#protocols/smart-swap';
import { sometimes } from '#protocols/marks';
import { deviceOf, type State } from '../state.ts';
import { answer, record, refuse, type Turn } from '../turn.ts';

const swapRefused = sometimes('station-not-running', 'a tab is opened whose station does not run');
const maintains = sometimes(
  'station-maintained',
  'a tab outside of all ranges is opened at a station that was maintained',
);

/** What is in force for a tab that a device opens; `refused` is the station of its range where that does not run. */
export type Swap = { station: SwapStation | null; maintain: boolean; refused: string | null };

/** What is in force as the device opens the tab. */
export function swapFor(state: State, device: string, tab: number): Swap {
  const { smartSwap } = state.config;
  const own = { station: null, maintain: false, refused: null };
  if (smartSwap === undefined) return own;
  const area = smartSwap.areas.find(({ from, to }) => tab >= from && tab <= to);
  const wanted = area === undefined ? undefined : runningStation(state, smartSwap, area.station);
  if (area !== undefined && wanted !== undefined) return { station: wanted, maintain: area.maintain, refused: null };
  swapRefused(area !== undefined);
  const { maintained } = deviceOf(state, device);
  const kept = maintained === null ? undefined : runningStation(state, smartSwap, maintained);
  maintains(kept !== undefined);
  const refused = area?.station ?? null;
  return kept === undefined ? { ...own, refused } : { station: kept, maintain: true, refused };
}

/** The station in force under a hold that was granted. */
export function stationOf({ config }: Pick<State, 'config'>, name: string | null | undefined): SwapStation | undefined {
  return config.smartSwap?.stations.find((station) => station.name === name);
}

function runningStation(state: State, { stations }: SmartSwap, name: string): SwapStation | undefined {
  const station = stations.find((one) => one.name === name);
  return station !== undefined && (state.stationRuns.get(name) ?? station.runs) ? station : undefined;
}

/** What is told of the station in force, of that name; nothing where there is none. */
export function stationTold({ config }: State, name: string | null | undefined): { station?: ToldStation } {
  const station = stationOf({ config }, name);
  if (station === undefined) return {};
  const { articles, columns } = station;
  const layout = config.smartSwap?.layoutChange === true && columns !== undefined ? { columns } : {};
  return { station: { name: station.name, articles, ...layout } };
}

/** The till tells whether a station runs. */
export function stationState(turn: Turn, device: string, req: number, station: string, runs: boolean): void {
  const { state } = turn;
  if (state.live.deviceConfig.get(device)?.family !== 'till') refuse(turn, device, req, 'till-only');
  else if (stationOf(state, station) === undefined) refuse(turn, device, req, 'unknown-station');
  else {
    record(turn, { kind: 'station-state', station, runs });
    answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
  }
}
