/**
 * Several IIS on one main till: web services with a name and settings of their own, an exception for mPOS systems that are
 * configured independently. Each device belongs to one. Without any, the one subsystem serves all devices by its own
 * settings, which are also those of an IIS where that says nothing else.
 */
import type { ServerConfig } from '../config.ts';
import type { State } from '../state.ts';

/** What a station of the subsystem does as it is set; `offers` are production places, null for all. */
export type StationSettings = { offlineBooking: boolean; offers: readonly string[] | null };

/** The settings of an IIS, or of the subsystem for null. */
export function settingsOf({ offlineBooking, offers, iis }: ServerConfig, name: string | null): StationSettings {
  const own = iis.find((one) => one.name === name);
  return { offlineBooking: own?.offlineBooking ?? offlineBooking, offers: own?.offers ?? offers ?? null };
}

/**
 * The IIS a device belongs to: the one it is configured for, else the first. What nobody has configured, a Freestyle
 * device, belongs where it comes to, if there is such an IIS. Null for the till, and where there is none.
 */
export function iisOf({ config, live }: State, device: string, said?: string): string | null {
  const known = live.deviceConfig.get(device);
  if (known?.family === 'till') return null;
  const configured = known ?? live.clientConfig.get(device);
  const isThere = configured === undefined && config.iis.some(({ name }) => name === said);
  return configured?.iis ?? (isThere ? said : undefined) ?? config.iis[0]?.name ?? null;
}

/** The IIS a device belongs to, if that is not the one it comes to; null if it is right here. */
export function rightIis(state: State, device: string, said: string | undefined): string | null {
  const right = iisOf(state, device, said);
  return said === undefined || said === right ? null : right;
}
