/** Plays a sample of generated floors and counts what they came to. */
import { drawFloor } from '#scenarios/generate/floors';
import { runOnSim } from '#runs/run-on-sim';
import { floorSeed } from '../floor-seed.ts';
import { startTally, type Counts } from './tally.ts';

export type Sample = {
  counts: Counts;
  /** Numbers of the floors, from 0, that did not pass. */
  failed: number[];
};

/**
 * The first floors of a search with that seed; `played` is told after each. Of `drawnOnly` more it counts what they say:
 * to draw a floor costs little of what it costs to play it.
 */
export function playSample(
  floors: number,
  seed: number,
  { played = () => {}, drawnOnly = 0 }: { played?: (floors: number) => void; drawnOnly?: number } = {},
): Sample {
  const tally = startTally();
  const failed: number[] = [];
  for (let floor = 0; floor < floors; floor += 1) {
    const scenario = drawFloor(floorSeed(seed, floor));
    tally.floor(scenario);
    const { verdict } = runOnSim(scenario, { hash: false, event: tally.event });
    if (verdict !== 'pass') failed.push(floor);
    played(floor + 1);
  }
  for (let floor = floors; floor < floors + drawnOnly; floor += 1) tally.floor(drawFloor(floorSeed(seed, floor)));
  return { counts: tally.counts(), failed };
}
