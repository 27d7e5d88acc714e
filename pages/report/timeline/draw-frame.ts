/** The frame around the lanes: times above them, and over these the whole run in small. */
import { clockText, shortClockText } from '#history/clock';
import { flag, rounded } from './brushes.ts';
import { drawingOf, type Drawing, type Picture } from './picture.ts';
import { ticksOf } from './view.ts';

/** Times above the lanes, phases, and a flag for each event of a finding. */
export function drawAxis(pen: CanvasRenderingContext2D, picture: Picture, width: number, height: number): void {
  const drawing = drawingOf(pen, picture, width, height);
  const { run, view, theme, current, hoverAt } = picture;
  const { step, ticks } = ticksOf(view, width, 110);
  pen.textBaseline = 'middle';
  pen.font = `11px ${theme.font}`;
  for (const t of ticks) {
    const left = drawing.x(t);
    pen.fillStyle = theme.of('line');
    pen.fillRect(Math.round(left), height - 6, 1, 6);
    pen.fillStyle = theme.of('muted');
    const text = step >= 1_000 ? shortClockText(t) : clockText(t);
    if (left + 4 + pen.measureText(text).width < width) pen.fillText(text, left + 4, height / 2);
  }
  for (const { at, name } of run.phases)
    if (at < run.endMs) phaseName(drawing, name.replaceAll('-', ' '), drawing.x(at));
  for (const { at } of run.evidence) flag(pen, drawing.x(at), height, theme.of('fail'));
  const currentAt = current === 0 ? undefined : run.history.timeOf(current);
  if (currentAt !== undefined) chip(drawing, `#${current}`, drawing.x(currentAt), theme.of('accent'));
  if (hoverAt !== null) chip(drawing, clockText(hoverAt), drawing.x(hoverAt), theme.of('ink'));
}

function chip({ pen, picture: { theme }, width, height }: Drawing, text: string, x: number, colour: string): void {
  if (x < -1 || x > width + 1) return;
  pen.font = `600 11px ${theme.font}`;
  const w = pen.measureText(text).width + 12;
  const left = Math.min(Math.max(0, x - w / 2), width - w);
  pen.fillStyle = colour;
  rounded(pen, left, height / 2 - 9, w, 18, 4);
  pen.fillStyle = theme.of('card');
  pen.fillText(text, left + 6, height / 2 + 0.5);
}

/** Written to the left of where the phase ends, over whatever time stands there. */
function phaseName({ pen, picture: { theme }, width, height }: Drawing, text: string, x: number): void {
  if (x < 60 || x > width + 1) return;
  const w = pen.measureText(text).width + 8;
  pen.fillStyle = theme.of('card');
  pen.fillRect(x - w, 2, w, height - 10);
  pen.fillStyle = theme.of('muted');
  pen.fillText(text, x - w + 4, height / 2);
}

/** The whole run in small: open tabs as a curve, faults beneath, the server's absence, findings, and the part in view. */
export function drawOverview(pen: CanvasRenderingContext2D, picture: Picture, width: number, height: number): void {
  const { run, view, theme } = picture;
  const x = (t: number): number => (t / run.endMs) * width;
  const base = height - 9;
  drawCurve(pen, run.curve, width, base, theme.of('curve'));
  for (const { bands, kind } of run.lanes) {
    for (const { row, segments } of bands) {
      if (row !== 'bar' && kind !== 'server') continue;
      for (const { tone, from, to } of segments) {
        if (tone !== 'fault' && tone !== 'down') continue;
        pen.globalAlpha = tone === 'fault' ? 0.3 : 1;
        pen.fillStyle = theme.tone(tone);
        pen.fillRect(
          x(from),
          tone === 'fault' ? base + 2 : base - 1,
          Math.max(1, x(to - from)),
          tone === 'fault' ? 5 : 8,
        );
        pen.globalAlpha = 1;
      }
    }
  }
  for (const { at } of run.evidence) {
    pen.fillStyle = theme.of('fail');
    pen.fillRect(Math.round(x(at)), 0, 1.5, height);
    flag(pen, x(at), 7, theme.of('fail'));
  }
  const left = x(view.from);
  const right = Math.max(left + 3, x(view.to));
  pen.fillStyle = theme.of('veil');
  pen.fillRect(0, 0, left, height);
  pen.fillRect(right, 0, width - right, height);
  pen.strokeStyle = theme.of('accent');
  pen.lineWidth = 1.5;
  pen.strokeRect(left + 0.75, 0.75, Math.max(2, right - left - 1.5), height - 1.5);
}

function drawCurve(
  pen: CanvasRenderingContext2D,
  curve: Float64Array,
  width: number,
  base: number,
  colour: string,
): void {
  const most = Math.max(1, ...curve);
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, base);
  for (const [i, open] of curve.entries()) {
    const y = base - (open / most) * (base - 6);
    pen.lineTo((i / curve.length) * width, y);
    pen.lineTo(((i + 1) / curve.length) * width, y);
  }
  pen.lineTo(width, base);
  pen.fill();
}
