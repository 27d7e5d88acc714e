/** Paints the lanes in view. */
import { dashed, hatchOf, inkOn, rounded } from './brushes.ts';
import { drawDeadlines, drawMarked, drawMarks } from './draw-marks.ts';
import type { Band, Lane } from './lanes.ts';
import { segmentsFrom, SHAPES } from './layout.ts';
import { drawingOf, type Drawing, type Picture } from './picture.ts';
import { rankOf } from './ranks.ts';
import type { Segment, Tone } from './spans.ts';
import { ticksOf } from './view.ts';

/** What is as it should be needs no words. */
const PLAIN: ReadonlySet<Tone> = new Set(['up', 'ready', 'idle', 'off', 'signed-off']);

export function drawLanes(pen: CanvasRenderingContext2D, picture: Picture, width: number, height: number): void {
  const drawing = drawingOf(pen, picture, width, height);
  const { run, view, theme, layout, scrollTop, hoverAt, hoverRow } = picture;
  pen.textBaseline = 'middle';
  pen.fillStyle = theme.of('grid');
  for (const t of ticksOf(view, width, 110).ticks) pen.fillRect(Math.round(drawing.x(t)), 0, 1, height);
  for (const row of layout.rows) {
    const top = row.y - scrollTop;
    if (top > height || top + row.height < 0) continue;
    if (row.lane === undefined || row === hoverRow) {
      pen.fillStyle = theme.of(row.lane === undefined ? 'group' : 'hover');
      pen.fillRect(0, top, width, row.height);
    }
    if (row.lane !== undefined) drawLane(drawing, row.lane, top);
    pen.fillStyle = theme.of('line');
    pen.fillRect(0, Math.round(top + row.height) - 1, width, 1);
  }
  for (const { at } of run.phases) dashed(pen, drawing.x(at), 0, height, theme.of('muted'));
  drawDeadlines(drawing);
  drawMarked(drawing);
  if (hoverAt !== null) {
    pen.fillStyle = theme.of('cursor');
    pen.fillRect(Math.round(drawing.x(hoverAt)), 0, 1, height);
  }
}

function drawLane(drawing: Drawing, lane: Lane, top: number): void {
  const shape = SHAPES[lane.kind];
  for (const band of lane.bands) {
    const place = shape.rows[band.row];
    if (place !== undefined && band.row !== 'fault') drawBand(drawing, band, top + place[0], place[1]);
  }
  const faults = lane.bands.find((band) => band.row === 'fault');
  const place = shape.rows.fault;
  if (faults !== undefined && place !== undefined) drawHatch(drawing, faults, top + place[0], place[1]);
  drawMarks(drawing, lane, top + shape.ticks[0], shape.ticks[1]);
}

/** Where many segments share one pixel, the one that may least be missed is seen. */
function drawBand(drawing: Drawing, band: Band, y: number, height: number): void {
  const { pen, picture, width, x } = drawing;
  const { view, theme } = picture;
  const leastWidth = band.row === 'bar' ? 3 : 1;
  let lastPx = -1;
  let lastRank = 0;
  for (const segment of segmentsFrom(band, view.from)) {
    if (segment.from > view.to) break;
    const { tone } = segment;
    const left = Math.max(-2, x(segment.from));
    const right = Math.min(width + 2, x(segment.to));
    pen.fillStyle = theme.tone(tone);
    if (right - left < 1) {
      const px = Math.floor(left);
      if (px === lastPx && rankOf(tone) <= lastRank) continue;
      lastPx = px;
      lastRank = rankOf(tone);
      pen.fillRect(px, y, leastWidth, height);
      continue;
    }
    if (tone === 'off') {
      pen.fillRect(left, y + height / 2 - 1, right - left, 2);
      continue;
    }
    const gap = right - left > 4 ? 1 : 0;
    if (height >= 9 && right - left > 12)
      rounded(pen, left, y, right - left - gap, height, band.row === 'state' ? 2 : 3);
    else pen.fillRect(left, y, Math.max(leastWidth, right - left - gap), height);
    if (height >= 11 && !PLAIN.has(tone))
      drawLabel(drawing, band, segment, { left, right, middle: y + height / 2 - (height > 15 ? 1 : 0) });
  }
}

/** Longest first: the first that fits is written. */
function labelsOf({ row }: Band, { text, label = '' }: Segment): string[] {
  const [first = ''] = label.split(' · ');
  if (row === 'hold') return [`tab ${label.replace(' · ', '  ·  token ')}`, label, first];
  if (row === 'lock') return [label, first];
  if (row === 'signal') return [label.split(',')[0] ?? '', label.split(' at ')[0] ?? ''];
  if (row === 'bar') {
    const where = label.replace(`${text} on `, '');
    return [where, where.split(',')[0] ?? ''];
  }
  const name = text.split(' ')[0]?.split('.').at(-1) ?? '';
  return [name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)];
}

function drawLabel(
  { pen, picture: { theme }, width }: Drawing,
  band: Band,
  segment: Segment,
  { left, right, middle }: { left: number; right: number; middle: number },
): void {
  const from = Math.max(0, left) + 5;
  const room = Math.min(width, right) - from - 4;
  if (room < 8) return;
  pen.font = `${band.row === 'hold' ? '600 ' : ''}10px ${theme.font}`;
  const text = labelsOf(band, segment).find((one) => one !== '' && pen.measureText(one).width <= room);
  if (text === undefined) return;
  pen.fillStyle = inkOn(theme, theme.tone(segment.tone));
  pen.fillText(text, from, middle + 0.5);
}

function drawHatch({ pen, picture, width, x }: Drawing, band: Band, y: number, height: number): void {
  const { view, theme } = picture;
  theme.hatch ??= hatchOf(pen, theme.tone('fault'));
  for (const { from, to } of segmentsFrom(band, view.from)) {
    if (from > view.to) break;
    const left = Math.max(-2, x(from));
    const w = Math.max(2, Math.min(width + 2, x(to)) - left);
    pen.globalAlpha = 0.1;
    pen.fillStyle = theme.tone('fault');
    pen.fillRect(left, y, w, height);
    pen.globalAlpha = 0.42;
    if (theme.hatch !== null) pen.fillStyle = theme.hatch;
    pen.fillRect(left, y, w, height);
    pen.globalAlpha = 0.7;
    pen.fillStyle = theme.tone('fault');
    pen.fillRect(left, y, 1, height);
    if (w > 6) pen.fillRect(left + w - 1, y, 1, height);
    pen.globalAlpha = 1;
  }
}
