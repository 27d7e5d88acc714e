/** The server as the till's page knows it: its HTTP pages, and nothing else. */
import { z } from 'zod';

export const tabsSchema = z.array(
  z.object({
    tab: z.int(),
    balanceCents: z.int(),
    parked: z.boolean(),
    lock: z
      .object({
        device: z.string(),
        operator: z.string(),
        reason: z.string(),
        orphaned: z.boolean(),
        freeInMs: z.number(),
      })
      .nullable(),
  }),
);
export type Tab = z.infer<typeof tabsSchema>[number];

const used = z.object({ used: z.int(), limit: z.int() });
export const floorSchema = z.object({
  operators: z.array(z.string()),
  printers: z.array(
    z.object({
      printer: z.string(),
      trouble: z.string().nullable(),
      waiting: z.array(z.object({ document: z.string(), tab: z.int(), overdue: z.boolean() })),
    }),
  ),
  parked: z.array(z.object({ tab: z.int(), cents: z.int(), terminal: z.string(), operator: z.string() })),
  clients: z.array(
    z.object({ client: z.string(), kind: z.string(), operator: z.string().nullable(), silentMs: z.number() }),
  ),
  licences: z.object({ freestyle: used.extend({ licensed: z.boolean() }), client: used, paypos: used }),
});
export type Floor = z.infer<typeof floorSchema>;

export const codeSchema = z.object({ code: z.string(), address: z.string() });
const refusalSchema = z.object({ sentence: z.string(), hint: z.string() });

/** Asks for a page, or has something done if there is a body. Throws with the server's own sentence if it refuses. */
export async function ask(path: string, body?: object): Promise<unknown> {
  const does = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, body === undefined ? {} : does);
  const said: unknown = await answer.json();
  if (answer.ok) return said;
  const { sentence, hint } = refusalSchema.parse(said);
  throw new Error(`${sentence} ${hint}`);
}
