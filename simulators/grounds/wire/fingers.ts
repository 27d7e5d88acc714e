/** Fingers on the display of a page, put down, moved and lifted together through the devtools. */
import type { CDPSession } from 'puppeteer';

/** The way of a finger, CSS pixels. */
export type Way = { from: readonly [x: number, y: number]; to: readonly [x: number, y: number] };

/** So many places on the way are told. */
const STEPS = 8;

/** All fingers go at once, each from where to where its way says. */
export async function moveFingers(session: CDPSession, ways: readonly Way[]): Promise<void> {
  const pointsAt = (step: number) =>
    ways.map(({ from, to }, id) => {
      const at = (i: 0 | 1): number => from[i] + ((to[i] - from[i]) * step) / STEPS;
      return { x: at(0), y: at(1), id };
    });
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: pointsAt(0) });
  for (let step = 1; step <= STEPS; step += 1)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: pointsAt(step) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Two fingers over most of a display of that size, from left to right. */
export function acrossWithTwo({ width, height }: { width: number; height: number }): Way[] {
  return [0.4, 0.6].map((part) => ({
    from: [Math.round(width * 0.15), Math.round(height * part)],
    to: [Math.round(width * 0.85), Math.round(height * part)],
  }));
}
