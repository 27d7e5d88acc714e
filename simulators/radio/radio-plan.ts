/**
 * The radio plan at work: samples the air at every station while something about it changes, gives its link the delays
 * and losses of that, and tells its chart when it is out of reach, back, or on its way to another access point. Where
 * nobody moves it samples a few times and then rests.
 */
import type { AirQuality, EventOf } from '#history/events';
import { movesNext, whereAt, type Band, type FloorPlan, type PlanStation, type Spot } from '#history/floor-plan';
import type { TimerHandle } from '#protocols/channel';
import type { Actor } from '#machines/actor';
import type { wlanLink } from '#machines/network/wlan-link';
import type { Random } from '../random.ts';
import { onOneRadio } from '../paypos.ts';
import type { World } from '../world.ts';
import { CLIENT_KINDS, SCREEN_OFF_BEACON_LOSS_MS, STALLS, type ClientKind } from './clients.ts';
import { SHADOWS } from './path-loss.ts';
import { planSignals, type Doings, type PlanSignals } from './plan-signals.ts';
import type { RadioPlan } from './radio.ts';
import { airRow, qualityOf, type Row } from './rates.ts';
import { SAMPLE_MS } from './smoothing.ts';
import { NOBODY, Station, type HeardOrDown } from './station.ts';

type Link = Actor<typeof wlanLink>;

/** A change of the signal is told from so many dB on; of one that is strong before and after, from twice as many. */
const STEP_DB = 3;
const STRONG_DBM = -67;
/** What stands for the signal where there is none. */
const NOTHING_DBM = -127;
/** Walkers are sampled on a lattice of this side, decimetres, so that each place is worked out once. */
const LATTICE = 5;

/** The plan of a world whose stations have their charts in `world.wlan`. */
export function createRadioPlan(world: World, plan: FloorPlan): RadioPlan {
  const { ground } = world;
  const air = new Air(world, plan);
  const stations = new Map(
    plan.stations
      .filter(({ wired }) => !wired)
      .map((one) => [one.name, new RadioStation(air, one, ground.randomOf(`radio ${one.name}`))] as const),
  );
  const look = (): void => {
    for (const station of stations.values()) station.sample();
  };
  return {
    has: (node) => stations.has(node),
    beaconLossMs: (node) => stations.get(node)?.kind.beaconLossMs ?? 0,
    begin() {
      look();
      for (const { atMs } of [
        ...plan.accessPoints.flatMap(({ load }) => load),
        ...plan.crowds.flatMap(({ guests }) => guests),
      ])
        if (atMs > 0) ground.timers.after(world.scaled(atMs), look);
    },
    linkTells: (node, what) => stations.get(node)?.linkTells(what),
    accessPoint(name, up) {
      if (up) air.down.delete(name);
      else air.down.add(name);
      look();
    },
    fill(crowd, percent) {
      if (percent === null) air.full.delete(crowd);
      else air.full.set(crowd, percent);
      look();
    },
    heat(oven, on) {
      if (on) air.ovens.add(oven);
      else air.ovens.delete(oven);
      look();
    },
  };
}

/** What all stations share. */
class Air {
  readonly world: World;
  readonly plan: FloorPlan;
  readonly signals: PlanSignals;
  readonly down = new Set<string>();
  readonly full = new Map<string, number>();
  readonly ovens = new Set<string>();

  constructor(world: World, plan: FloorPlan) {
    this.world = world;
    this.plan = plan;
    this.signals = planSignals(plan, (place) => world.ground.randomOf(`shadow ${place}`).pick(SHADOWS));
  }

  /** The time, in ms of the scenario. */
  nowMs(): number {
    const { timers, timeScale } = this.world.ground;
    return Math.round(timers.now() * timeScale);
  }

  doings(ms: number): Doings {
    return { ms, full: (crowd) => this.full.get(crowd) ?? null, isOn: (oven) => this.ovens.has(oven) };
  }
}

/** One station, its link and what was told of it last. */
class RadioStation {
  readonly kind: ClientKind;
  private readonly air: Air;
  private readonly plan: PlanStation;
  private readonly random: Random;
  private readonly station: Station;
  /** The bands it shares with each access point. */
  private readonly bands: readonly (readonly Band[])[];
  private row: Row | null = null;
  private told: Pick<EventOf<'signal'>, 'accessPoint' | 'band' | 'dbm' | 'quality'> | null = null;
  private next: TimerHandle | null = null;
  /** Ends the silence that too weak a signal keeps; null while it is strong enough. */
  private outOfReach: (() => void) | null = null;
  private isServed = true;
  private isLost = false;
  private isRoaming = false;
  private screenOff = false;

  constructor(air: Air, plan: PlanStation, random: Random) {
    this.air = air;
    this.plan = plan;
    this.random = random;
    this.kind = CLIENT_KINDS[plan.client];
    this.station = new Station(this.kind);
    this.bands = air.plan.accessPoints.map(({ bands }) => bands.filter((band) => this.kind.bands.includes(band)));
  }

  /** Hears what is on the air now, does what follows from it, and plans when to hear again. */
  sample(): void {
    const { air, plan, station } = this;
    const { timers } = air.world.ground;
    if (this.next !== null) timers.cancel(this.next);
    this.next = null;
    const ms = air.nowMs();
    const { spot, heading } = whereAt(plan, ms);
    const at: Spot = plan.walk.length === 0 ? spot : [onLattice(spot[0]), onLattice(spot[1])];
    const doings = air.doings(ms);
    const { facing, held } = plan;
    const carried = { spot: at, heading, facing, held };
    const heard = air.plan.accessPoints.map((point, i): HeardOrDown =>
      air.down.has(point.name) ? null : air.signals.hear(point, this.bands[i] ?? [], carried, doings),
    );
    station.hear(heard);
    if (station.joined === NOBODY || this.isLost) this.findAnother();
    else this.mayRoam();
    this.follow();
    this.breathe(at, doings);
    const moves = station.isSettled(heard) ? movesNext(plan, ms) : ms;
    if (moves !== null)
      this.next = timers.after(air.world.scaled(Math.max(SAMPLE_MS, moves - ms)), () => this.sample());
  }

  linkTells(what: 'network-lost' | 'network-back' | 'roamed'): void {
    if (what === 'network-lost') {
      this.isLost = true;
      this.associated('lost');
      this.sample();
      return;
    }
    this.isLost = false;
    this.isRoaming = false;
    this.associated('joined');
  }

  /** Without a link it joins whatever is strong enough. */
  private findAnother(): void {
    const { station } = this;
    const found = station.finds();
    if (found === NOBODY || found === station.joined) return;
    const isFirst = station.joined === NOBODY && !this.isLost;
    station.join(found);
    if (isFirst) this.associated('joined');
  }

  private mayRoam(): void {
    const { station, air } = this;
    const to = this.isRoaming || this.link().getSnapshot().value !== 'connected' ? NOBODY : station.wantsTo();
    if (to === NOBODY) return;
    const [least, most] = this.kind.stallMs ?? STALLS[air.plan.security];
    const stallMs = this.random.between(least, most);
    const from = this.nameOf(station.joined);
    this.isRoaming = true;
    station.join(to);
    this.associated('roaming', { from, stallMs });
    this.link().send({ type: 'ROAM', stallMs: air.world.scaled(stallMs) });
  }

  /** Tells the chart what has changed: the access point is off or on, the signal too weak or strong enough. */
  private follow(): void {
    const { station, air, plan } = this;
    const { conditions, devices } = air.world;
    const isServed = station.joined === NOBODY || !air.down.has(this.nameOf(station.joined));
    const isCovered = !isServed || station.covered;
    this.noticesLate(devices.get(plan.name)?.state === 'putAway');
    if (isServed !== this.isServed) {
      this.isServed = isServed;
      this.link().send({ type: isServed ? 'ACCESS_POINT_UP' : 'ACCESS_POINT_DOWN' });
    }
    if (isCovered === (this.outOfReach === null)) return;
    if (isCovered) {
      const back = this.outOfReach;
      this.outOfReach = null;
      back?.();
    } else {
      this.outOfReach = conditions.hold(plan.name, 'out of range', () => {
        this.link().send({ type: 'COVERAGE_LOST' });
        return () => this.link().send({ type: 'COVERAGE_BACK' });
      });
    }
  }

  private noticesLate(screenOff: boolean): void {
    if (screenOff === this.screenOff) return;
    this.screenOff = screenOff;
    const beaconLossMs = screenOff ? SCREEN_OFF_BEACON_LOSS_MS : this.kind.beaconLossMs;
    this.link().send({ type: 'SCREEN', beaconLossMs: this.air.world.scaled(beaconLossMs) });
  }

  /** Gives the link its delays and losses, and tells the signal when it has changed by a step. */
  private breathe(spot: Spot, doings: Doings): void {
    const { station, air, plan } = this;
    const { ground } = air.world;
    const { joined } = station;
    const point = air.plan.accessPoints[joined];
    const dbm = station.dbmOf(joined);
    if (point === undefined || dbm === null) {
      this.tell(point?.name ?? '', '2.4GHz', NOTHING_DBM, 'none');
      return;
    }
    const band = station.bandOf(joined);
    const row = airRow(dbm, air.signals.interference(point, band, spot, doings));
    if (row !== this.row) for (const node of onOneRadio(air.world.floor, plan.name)) ground.link(node).air(row);
    this.row = row;
    this.tell(point.name, band, dbm, station.covered ? qualityOf(row) : 'none');
  }

  private tell(accessPoint: string, band: Band, dbm: number, quality: AirQuality): void {
    const { told } = this;
    const isSame = told !== null && told.accessPoint === accessPoint && told.band === band && told.quality === quality;
    const step = isSame && Math.min(told.dbm, dbm) >= STRONG_DBM ? 2 * STEP_DB : STEP_DB;
    if (isSame && Math.abs(told.dbm - dbm) < step) return;
    this.told = { accessPoint, band, dbm, quality };
    this.air.world.ground.record(this.plan.name, { kind: 'signal', accessPoint, band, dbm, quality });
  }

  private associated(phase: 'joined' | 'roaming' | 'lost', more: { from?: string; stallMs?: number } = {}): void {
    const accessPoint = this.nameOf(this.station.joined);
    this.air.world.ground.record(this.plan.name, { kind: 'association', phase, accessPoint, ...more });
  }

  private nameOf(point: number): string {
    return this.air.plan.accessPoints[point]?.name ?? '';
  }

  private link(): Link {
    const link = this.air.world.wlan.get(this.plan.name);
    if (link === undefined) throw new Error(`${this.plan.name} has no radio`);
    return link;
  }
}

const onLattice = (decimetres: number): number => Math.round(decimetres / LATTICE) * LATTICE;
