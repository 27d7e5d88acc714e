/**
 * Makers by how they treat apps in the background: 5 the worst, 0 as Android means it. The awards of dontkillmyapp.com,
 * as its repository had them in May 2025. A maker who is not here is unknown, not harmless.
 */
const AWARDS: Readonly<Record<number, readonly string[]>> = {
  5: ['huawei', 'xiaomi', 'redmi', 'oneplus', 'samsung'],
  4: ['meizu', 'asus'],
  3: ['wiko', 'lenovo', 'oppo', 'vivo', 'realme', 'motorola', 'blackview', 'tecno'],
  2: ['sony', 'unihertz'],
  0: ['nokia', 'hmd global', 'htc', 'google'],
};

/** From this award on the app is watched for twelve hours, not for one. */
const LONG_WATCH_FROM = 3;

const HOUR_MS = 3_600_000;
/** How long the app is watched with the screen off, by whether the maker is harmless. */
export const WATCH_MS = { harmless: HOUR_MS, others: 12 * HOUR_MS } as const;

/** Is a maker known, and not for ending apps? */
export function isHarmlessMaker(manufacturer: string): boolean {
  const award = killerAward(manufacturer);
  return award !== null && award < LONG_WATCH_FROM;
}

export function killerAward(manufacturer: string): number | null {
  const maker = manufacturer.toLowerCase();
  const found = Object.entries(AWARDS).find(([, makers]) => makers.includes(maker));
  return found === undefined ? null : Number(found[0]);
}
