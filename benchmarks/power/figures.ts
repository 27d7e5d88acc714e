/** The figures of `npm run power` on disk: written after each hunt, and gone on with under the same budget only. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import type { Figures } from './table.ts';

export type Budget = Pick<Figures, 'seconds' | 'floors' | 'seed'>;

/** What has to be right to go on; the hunts themselves are as this program wrote them. */
const figuresSchema = z.looseObject({
  date: z.string(),
  seconds: z.number(),
  floors: z.number(),
  seed: z.number(),
  rows: z.array(
    z.looseObject({ mutant: z.string(), hunts: z.record(z.string(), z.looseObject({ found: z.boolean() })) }),
  ),
});

/** The figures of a file, or none yet. Errors: `figures-invalid`, and those of reading a file. */
export function readFigures(path: string | undefined, budget: Budget): Figures {
  if (path === undefined || !existsSync(path))
    return { date: new Date().toISOString().slice(0, 10), ...budget, rows: [] };
  const figures = parsed(path);
  const other = (['seconds', 'floors', 'seed'] as const).find((one) => figures[one] !== budget[one]);
  if (other !== undefined)
    throw new TwinError(
      'figures-invalid',
      `${path} was hunted with --${other} ${figures[other]}, not ${budget[other]}.`,
    );
  return figures;
}

function parsed(path: string): Figures {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw fileError('read', path, error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new TwinError('figures-invalid', `${path} is no JSON.`);
  }
  const checked = figuresSchema.safeParse(json);
  if (!checked.success) throw new TwinError('figures-invalid', `${path}: ${checked.error.issues[0]?.message ?? ''}`);
  return checked.data as unknown as Figures;
}

/** Puts figures in place of those before, whole or not at all. Errors: those of writing a file. */
export function writeFigures(path: string, figures: Figures): void {
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(figures, null, 2)}\n`);
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw fileError('written', path, error);
  }
}
