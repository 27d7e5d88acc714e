/** The camera of a page: opened by its key, with a card before it, and what the page says came of that. */
import type { Page } from 'puppeteer';
import { z } from 'zod';
import type { CardBeforeCameraEvent } from '#history/card-before-camera';

/** What stands in `data-read` of the field for codes: pages/thin-client/card-camera.ts. */
const cameSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('read'), code: z.string(), tookMs: z.number(), pictures: z.number() }),
  z.object({ outcome: z.literal('not-read'), pictures: z.number() }),
  z.object({ outcome: z.literal('no-camera'), why: z.enum(['insecure', 'none', 'refused', 'failed']) }),
]);

/** A page looks for ten seconds, and opens its camera and loads its reader before. */
export const LOOKS_MS = 20_000;
const ASK_MS = 100;

/** Has the page read a card that lies before its camera. It is closed again, also where the page says nothing. */
export async function readByCamera(page: Page, code: string): Promise<CardBeforeCameraEvent> {
  await page.click('.camera');
  for (let waitedMs = 0; waitedMs < LOOKS_MS; waitedMs += ASK_MS) {
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    const said = (await page.evaluate(`document.querySelector('.card')?.dataset.read ?? ''`)) as string;
    if (said !== '') return eventOf(code, cameSchema.parse(JSON.parse(said)));
  }
  await page.click('.viewer button');
  return { kind: 'card-before-camera', code, outcome: 'no-camera', why: 'failed' };
}

function eventOf(code: string, came: z.output<typeof cameSchema>): CardBeforeCameraEvent {
  const kind = 'card-before-camera';
  if (came.outcome !== 'read') return { kind, code, ...came };
  const { tookMs, pictures } = came;
  return { kind, code, outcome: came.code === code ? 'read' : 'other-read', tookMs, pictures };
}
