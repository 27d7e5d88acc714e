/**
 * SmartSwap: tabs in a range of numbers are served as at another cash-register station, by its items, price level, layout
 * and printers. Both configuration and scenario say so in these words.
 */
import { z } from 'zod';
import { articleSchema, nameSchema as name } from './names.ts';

const tab = z.int().min(1).max(99_999);

export const stationArticle = z.strictObject({
  name: articleSchema,
  cents: z.int().min(-1_000_00).max(1_000_00),
  place: name,
});

export const smartSwapSchema = z.strictObject({
  stations: z
    .array(
      z.strictObject({
        name,
        articles: z.array(stationArticle).min(1).max(2_000).describe('its items, at its price level'),
        columns: z.int().min(1).max(3).optional().describe('its layout: so many articles beside one another'),
        printers: z
          .record(name, name)
          .default({})
          .describe('production place → printer of its order tickets, where that is another than usual'),
        belt: name
          .optional()
          .describe('its alternative Bluetooth printer: the device that wears it; receipts come out of that meanwhile'),
        runs: z.boolean().default(true).describe('whether it runs in the network, until the till says otherwise'),
      }),
    )
    .min(1)
    .max(100),
  areas: z
    .array(
      z.strictObject({
        from: tab,
        to: tab,
        station: name,
        maintain: z.boolean().default(false).describe('it stays after the tab is closed, until the next or a restart'),
      }),
    )
    .min(1)
    .max(100)
    .describe('ranges of tabs; the first that a tab is in counts'),
  layoutChange: z.boolean().default(false).describe('the layout of a station is loaded as well'),
});
export type SmartSwap = z.infer<typeof smartSwapSchema>;
export type SwapStation = SmartSwap['stations'][number];
/** What a station loads into a device, as both are told it: its items at its price level, and its layout if that changes. */
export type ToldStation = { name: string; articles: SwapStation['articles']; columns?: number | undefined };

/** What is wrong in it: where, and why. Printers, places and who wears a belt printer are those of the floor. */
export function smartSwapErrors(
  { stations, areas }: SmartSwap,
  printers: ReadonlySet<string>,
  places: ReadonlySet<string>,
  wearers: ReadonlySet<string>,
): { path: (string | number)[]; message: string }[] {
  const names = stations.map((station) => station.name);
  return [
    ...stations.flatMap(({ printers: own, name: station, belt }, i) => [
      ...(names.indexOf(station) < i ? [{ path: ['stations', i, 'name'], message: `"${station}" occurs twice` }] : []),
      ...(belt === undefined || wearers.has(belt)
        ? []
        : [{ path: ['stations', i, 'belt'], message: `there is no device "${belt}" with a belt printer of its own` }]),
      ...Object.entries(own).flatMap(([place, printer]) => [
        ...(places.has(place)
          ? []
          : [{ path: ['stations', i, 'printers', place], message: `there is no place "${place}"` }]),
        ...(printers.has(printer)
          ? []
          : [{ path: ['stations', i, 'printers', place], message: `there is no printer "${printer}"` }]),
      ]),
    ]),
    ...areas.flatMap(({ from, to, station }, i) => [
      ...(names.includes(station)
        ? []
        : [{ path: ['areas', i, 'station'], message: `"${station}" is not among the stations` }]),
      ...(from <= to ? [] : [{ path: ['areas', i, 'to'], message: `must not end (${to}) before it begins (${from})` }]),
    ]),
  ];
}
