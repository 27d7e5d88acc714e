/** What the header of a history says of the floor: what the checkers must know of it. */
import type { FailingCondition } from '#protocols/escpos/failing';
import type { Right } from '#protocols/mpos/tab-changes';
import type { PlacesByTime } from '#protocols/places-by-time';
import type { SmartSwap } from '#protocols/smart-swap';
import type { Whitelist } from '#protocols/whitelist';
import type { CameraSummary } from './camera-events.ts';
import type { DeviceSummary } from './device-summary.ts';
import type { FloorPlan } from './floor-plan.ts';
import type { ServicesSummary } from './services.ts';

export type FloorSummary = {
  devices: DeviceSummary[];
  printers: {
    name: string;
    alternatives: string[];
    lan?: true;
    /** What counts as failing: whatever keeps it from printing, if absent. */
    failing?: FailingCondition[];
    /** Its own hold-off, ms of this run: that of the limits, if absent. */
    failAfterMs?: number;
    /** It can say that its paper is near its end. Absent from older histories. */
    tellsPaper?: true;
  }[];
  /** Kitchen monitors, whose orders they show, and whether nothing is printed for those. Absent where there is none. */
  monitors?: { name: string; places: string[]; instead: boolean }[];
  /** Cameras of the till; absent where it has none, and from older histories. */
  cameras?: CameraSummary[];
  terminals: string[];
  places: Record<string, string>;
  /** Printers of places at some times of day, and what the clock on the wall shows at the beginning; absent where there are none, and from older histories. */
  placesByTime?: PlacesByTime;
  clock?: string;
  fallbackPrinter: string | null;
  noticePrinter: string | null;
  accessPoints: string[];
  calm: boolean;
  /** Devices are sent what stands on a tab that they open. Absent from older histories. */
  tabLines?: true;
  /** Devices tell why their belt printers do not print. Absent from older histories. */
  beltReasons?: true;
  /** The server tells whoever has a parked tab open what comes late of its payment; absent from older histories. */
  lateOutcomes?: true;
  /** A device that comes back with its hold is told again what came of its reversal; absent from older histories. */
  reversalsAgain?: true;
  /** People are told of monitors that show nothing. Absent from older histories. */
  monitorsTold?: true;
  /** People are told of bills that do not say that the signing unit has failed. Absent from older histories. */
  unsaidTold?: true;
  /** The table one key books to and cashes out, and the article; absent where none is set up, and from older histories. */
  simpleOrder?: { tab: number; article: string };
  /** Ranges of tabs that are served as at other stations; absent where there are none, and from older histories. */
  smartSwap?: SmartSwap;
  /** Absent from histories of the first days. */
  operators?: string[];
  /** Operator → what he or she may do; everything if not named. Absent where everybody may do everything. */
  rights?: Record<string, Right[]>;
  /** The menu: what one of each costs. Absent from older histories. */
  articles?: { name: string; cents: number; place?: string }[];
  /** What changes between the two paths of the network; absent where it has one, and from older histories. */
  redundancy?: 'stp' | 'rstp' | 'router';
  /** Where everything is; absent where the scenario has no plan, and from older histories. */
  plan?: FloorPlan;
  /** What there is for thin clients, on floors that have some. */
  clients?: ClientLimits;
  services?: ServicesSummary;
};

/** How many thin clients may be there: Freestyle devices at once, clients of each kind by licence. */
export type ClientLimits = {
  freestyleLimit: number;
  /** Who may sign on at a Freestyle device; all if absent. */
  freestyleOperators?: string[];
  licences: { freestyle: boolean; client: number; paypos: number };
  /** Android devices that are admitted; all if absent. */
  whitelist?: Whitelist;
};
