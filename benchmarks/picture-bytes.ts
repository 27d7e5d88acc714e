/**
 * Measures what pictures weigh, for the table in `server/station/picture-bytes.ts`:
 *
 *   node scripts/with-node24.mjs benchmarks/picture-bytes.ts
 *
 * Draws the screens of `sample-screens.ts` in both languages at once, twice and three times the smallest size, and fits
 * `(frame + character × length) × scale` by least squares to the PNG of every different widget, for each look.
 */
import { createRenderer } from '#server/edges/pages/renderer';
import type { Widget } from '#server/station/screen';
import { sampleScreens } from './sample-screens.ts';

const SCALES = [1, 2, 3];
const FEW_LENGTHS = 4;
const render = createRenderer((why) => {
  throw new Error(why);
});
type Sample = { characters: number; bytes: number };
const samples = new Map<string, Map<string, Sample>>();
let ground = 0;

for (const scale of SCALES) {
  const display = { width: 384 * scale, height: 684 * scale };
  for (const language of ['en', 'de'] as const)
    for (const screen of sampleScreens(language, display)) {
      const [first, ...pictures] = render(null, screen, display) ?? [];
      ground = first?.png.length ?? 0;
      for (const [i, widget] of screen.widgets.entries()) note(widget, scale, pictures[i]?.png.length ?? 0);
    }
}

function note({ look, text, width, height }: Widget, scale: number, bytes: number): void {
  const ofLook = samples.get(look) ?? new Map<string, Sample>();
  samples.set(look, ofLook);
  ofLook.set(`${width} ${height} ${text}`, { characters: text.length, bytes: bytes / scale });
}

/** The straight line through samples; from zero if there are too few lengths to say where it begins. */
function fit(all: readonly Sample[]): { frame: number; character: number } {
  const mean = (of: (sample: Sample) => number): number => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  const characters = mean((one) => one.characters);
  const bytes = mean((one) => one.bytes);
  const spread = mean((one) => (one.characters - characters) ** 2);
  const both = mean((one) => (one.characters - characters) * (one.bytes - bytes));
  const lengths = new Set(all.map((one) => one.characters)).size;
  const character = lengths < FEW_LENGTHS ? bytes / characters : both / spread;
  return { frame: Math.round(bytes - character * characters), character: Math.round(character) };
}

process.stdout.write(`ground: ${ground}\n`);
for (const [look, ofLook] of samples)
  process.stdout.write(`${look}: ${JSON.stringify(fit([...ofLook.values()]))}, of ${ofLook.size} pictures\n`);
