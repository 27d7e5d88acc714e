/**
 * What signals lose on their way, in whole dB: with the distance, in walls, in bodies. Figures of the log-distance model
 * with walls counted apart (ITU-R P.1238 and P.2040, multi-wall fits in homes) and of practitioners' lists; the first of
 * two is for 2.4 GHz, the second for 5 GHz.
 */
import type { Antenna, Band, Held, Material } from '#history/floor-plan';

type PerBand = Readonly<Record<Band, number>>;
const perBand = (low: number, high: number): PerBand => ({ '2.4GHz': low, '5GHz': high });

/** Radiated by an access point where the plan says nothing, dBm. */
export const USUAL_POWER: PerBand = perBand(17, 20);
/** At a metre from the antenna. */
export const FIRST_METRE: PerBand = perBand(40, 47);

export const WALLS: Readonly<Record<Material, PerBand>> = {
  plasterboard: perBand(3, 4),
  'wood-door': perBand(3, 4),
  glass: perBand(2, 3),
  'coated-glass': perBand(8, 12),
  'brick-12': perBand(6, 10),
  'brick-24': perBand(10, 14),
  'concrete-10': perBand(10, 15),
  'concrete-20': perBand(16, 26),
  metal: perBand(12, 15),
  'cold-store': perBand(35, 40),
  'cold-store-open': perBand(12, 15),
};

/** Behind a steel cupboard or a hood an antenna stands as behind a metal door. */
export const ANTENNA: Readonly<Record<Antenna, PerBand>> = {
  good: perBand(0, 0),
  'badly-placed': perBand(12, 15),
  'above-heads': perBand(0, 0),
};

/** The own body between device and access point; beside it the device is held sideways. On the belt it always shades. */
export const OWN_BODY: Readonly<Record<Held, PerBand>> = {
  upright: perBand(8, 10),
  sideways: perBand(3, 3),
  belt: perBand(12, 12),
};

/** Seated guests cost half a dB a metre, and no more than this in all; the antenna above their heads sees half of them. */
const MOST_CROWD = 6;

/** What so many decimetres of a full crowd cost. */
export function crowdLoss(decimetres: number, antenna: Antenna): number {
  const loss = Math.min(MOST_CROWD, Math.floor(decimetres / 20));
  return antenna === 'above-heads' ? Math.floor(loss / 2) : loss;
}

const METRES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 63, 80, 100, 160, 250, 320];
/** 10·n·log10 of these distances: n = 2 in an empty room, 2.5 in one with furniture and people. */
const EMPTY = [0, 6, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 44, 48, 50];
const FURNISHED = [0, 8, 12, 15, 17, 19, 23, 25, 27, 29, 33, 35, 37, 40, 42, 45, 48, 50, 55, 60, 63];

/** What a distance costs beyond the first metre; it is given in decimetres, squared. The next greater distance counts. */
export function distanceLoss(squaredDecimetres: number, furnished: boolean): number {
  const losses = furnished ? FURNISHED : EMPTY;
  const i = METRES.findIndex((metres) => squaredDecimetres <= metres * metres * 100);
  return losses[i < 0 ? losses.length - 1 : i] ?? 0;
}

/** Shadowing of a place, one of sixteen equal chances: sigma 4 dB. */
export const SHADOWS = [-7, -5, -4, -3, -3, -2, -1, 0, 0, 1, 2, 3, 3, 4, 5, 7];
