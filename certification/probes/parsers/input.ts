/**
 * `getevent -p` (codes) and `getevent -lp` (names): the touch panel and its slots, and keys. A panel of protocol A has
 * no slots, and says nothing of how many fingers it tells apart.
 */
import { known, unknown, type Reading } from '../reading.ts';

/** Codes of the kernel's input-event-codes.h, and their names. */
const CODES: Readonly<Record<string, string>> = {
  ABS_MT_SLOT: '002f',
  ABS_MT_POSITION_X: '0035',
  ABS_MT_POSITION_Y: '0036',
  KEY_CAMERA: '00d4',
};

type InputDevice = { names: string[]; axes: Map<string, string[]>; keys: Set<string> };

/** Fingers by the slots of the touch panel; null where it has none, as with protocol A. */
export function touchSlots(lines: readonly string[]): Reading<number | null> {
  const panels = inputDevices(lines).filter(({ axes }) => axes.has('0035') && axes.has('0036'));
  const [panel, second] = panels;
  if (panel === undefined) return unknown('No touch panel can be told from the answer.');
  if (second !== undefined) return unknown('There are two touch panels.');
  if (panel.names.length !== 1) return unknown('The touch panel has no name of its own: its lines are not whole.');
  const slots = new Set(panel.axes.get('002f') ?? []);
  if (slots.size === 0) return known(null);
  const [most] = [...slots].map((text) => /\bmax (\d{1,3})(?=,|$)/.exec(text)?.[1]);
  if (slots.size > 1 || most === undefined) return unknown('The slots of the touch panel are not said in one way.');
  return known(Number(most) + 1);
}

/** Is there a camera key? Unknown where no keys are listed at all. */
export function hasCameraKey(lines: readonly string[]): Reading<boolean> {
  const keys = inputDevices(lines).flatMap((device) => [...device.keys]);
  if (keys.length === 0) return unknown('The answer lists no keys at all.');
  return known(keys.includes('00d4'));
}

/** Reads device by device; within one, the last heading (`KEY (0001):`) holds for the lines below it. */
function inputDevices(lines: readonly string[]): InputDevice[] {
  const devices: InputDevice[] = [];
  let heading = '';
  for (const line of lines) {
    if (/^add device \d+:/.test(line.trim())) {
      devices.push({ names: [], axes: new Map(), keys: new Set() });
      heading = '';
      continue;
    }
    const device = devices.at(-1);
    if (device === undefined) continue;
    const named = /^\s*name:\s*"(.*)"\s*$/.exec(line)?.[1];
    if (named !== undefined) {
      if (!device.names.includes(named)) device.names.push(named);
      continue;
    }
    const headed = /^\s*([A-Z]+)\s*\([0-9a-f]{4}\):\s*(.*)$/.exec(line);
    if (headed !== null) heading = headed[1] as string;
    else if (/^\s*[a-z][a-z ]*:/.test(line)) heading = '';
    const content = headed === null ? line.trim() : (headed[2] as string);
    if (heading === 'KEY') for (const key of content.split(/\s+/)) device.keys.add(CODES[key] ?? key);
    if (heading === 'ABS') addAxis(device, content);
  }
  for (const { keys } of devices) keys.delete('');
  return devices;
}

function addAxis({ axes }: InputDevice, content: string): void {
  const row = /^(\w+)\s*:\s*(value .*)$/.exec(content);
  if (row === null) return;
  const code = CODES[row[1] as string] ?? (row[1] as string);
  axes.set(code, [...(axes.get(code) ?? []), row[2] as string]);
}
