/** What a lane is made of: stretches of time and marks, all times in ms of the scenario. */

/** How a thing is coloured; colours.css has one custom property `--t-…` for each. */
export type Tone =
  | ('off' | 'starting' | 'signed-off' | 'idle' | 'opening' | 'open' | 'sending' | 'paying' | 'refused')
  | ('offline' | 'stored' | 'away' | 'frozen' | 'trouble' | 'other' | 'yellow' | 'red' | 'silent')
  | ('hold' | 'stale' | 'lock' | 'orphaned' | 'parked' | 'up' | 'down' | 'ready' | 'asking' | 'fault' | 'stall')
  | ('air-good' | 'air-weak' | 'air-bad' | 'air-none')
  | ('printed' | 'copy' | 'half' | 'taken' | 'reversed' | 'booking' | 'clock' | 'told');

/** What was so from when to when, since which event (0: from the beginning), and how it ended. */
export type Segment = {
  from: number;
  to: number;
  text: string;
  tone: Tone;
  event: number;
  label?: string;
  end?: string;
  endEvent?: number;
};

export type Mark = { at: number; tone: Tone; event: number };

/** A stretch while something was the case, with its end if it came. */
export type Span = { from: number; to: number; event: number; end?: string; endEvent?: number };

/** Begins a stretch on a node's track where the last one ends; the same again changes nothing. */
export function switchTo(
  tracks: Map<string, Segment[]>,
  node: string,
  { t, text, tone, n }: { t: number; text: string; tone: Tone; n: number },
): void {
  const track = tracks.get(node) ?? [];
  const last = track.at(-1);
  if (last !== undefined && last.to === Infinity && last.text === text && last.tone === tone) return;
  stop(tracks, node, t);
  track.push({ from: t, to: Infinity, text, tone, event: n });
  tracks.set(node, track);
}

export function stop(tracks: Map<string, Segment[]>, node: string, t: number): void {
  const last = tracks.get(node)?.at(-1);
  if (last !== undefined && last.to === Infinity) last.to = t;
}

export function begin<K, S extends Span>(open: Map<K, S>, key: K, all: S[], span: S): void {
  open.set(key, span);
  all.push(span);
}

export function close<K>(open: Map<K, Span>, key: K, t: number, end: string, endEvent: number): void {
  const span = open.get(key);
  if (span === undefined) return;
  Object.assign(span, { to: t, end, endEvent });
  open.delete(key);
}
