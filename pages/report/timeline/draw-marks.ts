/** Paints what lies over the bands: marks, deadlines with their overrun, the events of findings and the chosen ones. */
import { dashed, diamond, rounded } from './brushes.ts';
import { durationText } from '#history/clock';
import { firstIndex } from '../carried-history.ts';
import type { Lane } from './lanes.ts';
import { SHAPES } from './layout.ts';
import type { Drawing } from './picture.ts';
import { rankOf } from './ranks.ts';
import type { Mark } from './spans.ts';

/** Further away than this, bookings are a carpet that hides the rest. */
const BOOKINGS_MS_PER_PX = 700;

export function drawMarks({ pen, picture, width, x }: Drawing, { kind, marks }: Lane, y: number, height: number): void {
  const { view, theme } = picture;
  const isFar = (view.to - view.from) / width > BOOKINGS_MS_PER_PX;
  let lastX = -9;
  for (let i = firstIndex(marks.length, (at) => (marks[at] as Mark).at >= view.from); i < marks.length; i += 1) {
    const { at, tone } = marks[i] as Mark;
    if (at > view.to) break;
    if (isFar && tone === 'booking') continue;
    const px = x(at);
    if (px - lastX < 1 && rankOf(tone) <= 1 && tone !== 'copy') continue;
    lastX = px;
    pen.fillStyle = theme.tone(tone);
    if (tone === 'taken' || tone === 'reversed') diamond(pen, px, y + height / 2, 6, theme.of('card'));
    else if (kind === 'device') pen.fillRect(Math.round(px) - 1, y, 2, height);
    else pen.fillRect(Math.round(px) - 1, y, tone === 'printed' ? 1.5 : 3, height);
  }
}

/**
 * The limit of a finding on its lane: a thin line along from when the limit ran, an upright one where it ended, and
 * behind that the overrun shaded. The one of the finding that is shown says its figures.
 */
export function drawDeadlines({ pen, picture, width, height, x }: Drawing): void {
  const { run, view, theme, layout, scrollTop, finding } = picture;
  for (const deadline of run.deadlines) {
    const { fromMs, dueMs, actualMs, lane } = deadline;
    const row = layout.rows.find((one) => one.lane === lane);
    if (row === undefined || Math.max(dueMs, actualMs) < view.from || fromMs > view.to) continue;
    const top = row.y - scrollTop;
    if (top > height || top + row.height < 0) continue;
    const isShown = deadline.finding === finding;
    const place = SHAPES[lane.kind].rows.hold ?? SHAPES[lane.kind].rows.state ?? [4, row.height - 8];
    const y = top + place[0] - 3;
    const tall = place[1] + 6;
    const left = Math.max(-2, x(Math.min(dueMs, actualMs)));
    const right = Math.min(width + 2, x(Math.max(dueMs, actualMs)));
    pen.fillStyle = theme.of('fail');
    pen.globalAlpha = isShown ? 0.34 : 0.18;
    pen.fillRect(left, y, Math.max(2, right - left), tall);
    pen.globalAlpha = isShown ? 1 : 0.6;
    pen.fillRect(x(fromMs), y + tall - 1.5, x(dueMs) - x(fromMs), 1.5);
    dashed(pen, x(dueMs), top + 2, row.height - 4, theme.of('fail'));
    pen.globalAlpha = 1;
    if (isShown)
      label(
        pen,
        theme.font,
        overText(actualMs - dueMs),
        { left, right, y: y + tall / 2, width },
        theme.of('fail'),
        theme.of('card'),
      );
  }
}

const overText = (ms: number): string => (ms >= 0 ? `due, ${durationText(ms)} over` : `${durationText(-ms)} too early`);

function label(
  pen: CanvasRenderingContext2D,
  font: string,
  text: string,
  { left, right, y, width }: { left: number; right: number; y: number; width: number },
  colour: string,
  ink: string,
): void {
  pen.font = `600 10px ${font}`;
  const w = pen.measureText(text).width + 10;
  const at = right - left > w + 6 ? left + 3 : right + w + 6 < width ? right + 4 : Math.max(0, left - w - 4);
  pen.fillStyle = colour;
  rounded(pen, at, y - 8, w, 16, 4);
  pen.fillStyle = ink;
  pen.fillText(text, at + 5, y + 0.5);
}

/** Events of findings, and the chosen ones: a line through everything and a ring at the lane it happened in. */
export function drawMarked({ pen, picture, height, x }: Drawing): void {
  const { run, view, theme, chosen, current, layout, scrollTop, pulse } = picture;
  const line = (at: number, width: number, colour: string, alpha: number): void => {
    pen.globalAlpha = alpha;
    pen.fillStyle = colour;
    pen.fillRect(Math.round(x(at)) - Math.floor(width / 2), 0, width, height);
    pen.globalAlpha = 1;
  };
  const isInView = (at: number): boolean => at >= view.from - 1 && at <= view.to + 1;
  for (const { n, at } of run.evidence) if (isInView(at) && !chosen.has(n)) line(at, 1, theme.of('fail'), 0.3);
  for (const n of chosen) {
    const at = run.history.timeOf(n);
    if (at === undefined || !isInView(at)) continue;
    const isCurrent = n === current;
    const colour = theme.of(isCurrent ? 'accent' : 'fail');
    line(at, isCurrent ? 2 : 1, colour, isCurrent ? 1 : 0.8);
    const lane = run.laneOf(run.history.event(n));
    const row = layout.rows.find((one) => one.lane !== undefined && one.lane === lane);
    if (row === undefined) continue;
    const y = row.y - scrollTop + row.height / 2;
    ring(pen, x(at), y, 5.5, colour, theme.of('card'));
    if (isCurrent && pulse < 1) spreading(pen, x(at), y, pulse, colour);
  }
}

function ring(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string, fill: string): void {
  pen.lineWidth = 2.5;
  pen.strokeStyle = colour;
  pen.fillStyle = fill;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
  pen.stroke();
}

function spreading(pen: CanvasRenderingContext2D, x: number, y: number, share: number, colour: string): void {
  pen.globalAlpha = 1 - share;
  pen.strokeStyle = colour;
  pen.beginPath();
  pen.arc(x, y, 7 + share * 26, 0, Math.PI * 2);
  pen.stroke();
  pen.globalAlpha = 1;
}
