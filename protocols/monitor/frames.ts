/**
 * What is said between the server and a kitchen monitor, a line of JSON each: items with their numbers one way, the number
 * up to which all are shown the other way. The protocols of such monitors are not public; this one is ours, and holds
 * what any of them must: numbers that rise by one, an answer for each, and nothing that is shown twice.
 */
import { z } from 'zod';

/** An order as a monitor shows it. Items of a monitor are numbered from 1 without gaps. */
const itemSchema = z.strictObject({
  item: z.int().min(1),
  tab: z.int().min(1),
  place: z.string(),
  lines: z.array(z.string()),
});
const answerSchema = z.strictObject({ shown: z.int().min(0) });
export type MonitorItem = z.infer<typeof itemSchema>;
export type MonitorAnswer = z.infer<typeof answerSchema>;

/** A frame as bytes. */
export function encodeFrame(frame: MonitorItem | MonitorAnswer): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(frame)}\n`);
}

/** A line longer than this is no frame: whoever sends it speaks something else. */
const LONGEST_FRAME = 1_000_000;

/** Reads frames of one kind, however they are cut; null stands for what is none. */
function readerOf<T>(schema: z.ZodType<T>): (bytes: Uint8Array) => (T | null)[] {
  const decoder = new TextDecoder();
  let rest = '';
  return (bytes) => {
    rest += decoder.decode(bytes, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_FRAME) return [null];
    return lines.map((line) => frameOf(schema, line));
  };
}

function frameOf<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    const read = schema.safeParse(JSON.parse(line));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Reads what a monitor is sent. */
export const itemReader = (): ((bytes: Uint8Array) => (MonitorItem | null)[]) => readerOf(itemSchema);

/** Reads what a monitor answers. */
export const answerReader = (): ((bytes: Uint8Array) => (MonitorAnswer | null)[]) => readerOf(answerSchema);
