/**
 * The printers at which the orders of a place may come out at a moment of the run: by the time of day of the server, as its
 * clock on the wall shows it; around the end of an hour either, as far as measuring goes.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import { DAY_MS, timeOfDayMs } from '#protocols/places-by-time';

type Hours = { fromMs: number; lastsMs: number; places: Readonly<Record<string, string>> };

export class PlacePrinters {
  private readonly places: Readonly<Record<string, string>>;
  private readonly hours: readonly Hours[];
  private readonly clockMs: number;
  private readonly timeScale: number;
  private readonly slackMs: number;

  constructor({ floor, limits, timeScale }: Pick<HistoryHeader, 'floor' | 'limits' | 'timeScale'>) {
    this.places = floor.places;
    this.clockMs = timeOfDayMs(floor.clock ?? '00:00');
    this.timeScale = timeScale;
    this.slackMs = limits.slackMs;
    this.hours = (floor.placesByTime ?? []).map(({ from, to, places }) => {
      const fromMs = timeOfDayMs(from);
      const toMs = timeOfDayMs(to);
      return { fromMs, lastsMs: toMs > fromMs ? toMs - fromMs : DAY_MS - fromMs + toMs, places };
    });
  }

  /** As the server decided a fact. */
  when({ at, aheadMs = 0 }: EventOf<'fact'>): (place: string) => string[] {
    return (place) => this.at(place, at + aheadMs);
  }

  /** By the clock of the server, in ms of the run; none for a place nobody has configured. */
  at(place: string, wallMs: number): string[] {
    if (!Object.hasOwn(this.places, place)) return [];
    if (this.hours.length === 0) return [this.places[place] as string];
    const moments = this.slackMs === 0 ? [wallMs] : [wallMs - this.slackMs, wallMs, wallMs + this.slackMs];
    return [...new Set(moments.map((ms) => this.printerAt(place, ms)))];
  }

  private printerAt(place: string, wallMs: number): string {
    const dayMs = this.clockMs + wallMs * this.timeScale;
    const now = this.hours.find((one) => one.places[place] !== undefined && sinceBegan(one, dayMs) < one.lastsMs);
    return now?.places[place] ?? (this.places[place] as string);
  }
}

/** How long ago it was last that time of day. */
function sinceBegan({ fromMs }: Hours, dayMs: number): number {
  const since = (dayMs - fromMs) % DAY_MS;
  return since < 0 ? since + DAY_MS : since;
}
