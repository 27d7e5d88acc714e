/** Paints the lanes in view. */
import { dashed, diamond, fitted, hatchOf, inkOn, rounded } from './brushes.js';
import { SHAPES } from './layout.js';
import { firstIndex, ticksOf } from './model.js';

/** What may not disappear among its neighbours when all of them share one pixel. */
const RANK = {
  fault: 9,
  down: 9,
  red: 9,
  trouble: 8,
  orphaned: 8,
  stale: 8,
  frozen: 7,
  refused: 7,
  parked: 7,
  yellow: 6,
  off: 5,
  away: 5,
  offline: 5,
  paying: 4,
  stored: 4,
};
/** What is as it should be needs no words. */
const PLAIN = new Set(['up', 'ready', 'idle', 'off', 'signed-off']);
/** Further away than this, bookings are a carpet that hides the rest. */
const BOOKINGS_MS_PER_PX = 700;
const rankOf = (tone) => RANK[tone] ?? 1;

/** The lanes in view. */
export function drawMain(canvas, app, width, height) {
  const context = fitted(canvas, width, height);
  const { run, view, theme, layout, scrollTop } = app;
  const scale = width / (view.to - view.from);
  const x = (t) => (t - view.from) * scale;
  const pen = { context, run, view, theme, width, scale, x };
  context.textBaseline = 'middle';

  const { ticks } = ticksOf(view, width, 110);
  context.fillStyle = theme.of('grid');
  for (const t of ticks) context.fillRect(Math.round(x(t)), 0, 1, height);

  for (const row of layout.rows) {
    const top = row.y - scrollTop;
    if (top > height || top + row.height < 0) continue;
    if (row.group) {
      context.fillStyle = theme.of('group');
      context.fillRect(0, top, width, row.height);
    } else drawLane(pen, row.lane, top, row === app.hoverRow);
    context.fillStyle = theme.of('line');
    context.fillRect(0, Math.round(top + row.height) - 1, width, 1);
  }
  for (const [t] of run.phases) dashed(context, x(t), height, theme.of('muted'));
  drawMarked(pen, app, height);
  if (app.hoverAt !== null) {
    context.fillStyle = theme.of('cursor');
    context.fillRect(Math.round(x(app.hoverAt)), 0, 1, height);
  }
}

function drawLane(pen, lane, top, isHovered) {
  const { context, theme, width } = pen;
  const shape = SHAPES[lane.kind];
  if (isHovered) {
    context.fillStyle = theme.of('hover');
    context.fillRect(0, top, width, shape.height);
  }
  for (const band of lane.bands) {
    const place = shape.rows[band.row];
    if (place === undefined || band.row === 'fault') continue;
    drawBand(pen, band, top + place[0], place[1]);
  }
  const faults = lane.bands.find((band) => band.row === 'fault');
  if (faults) drawHatch(pen, faults, top + shape.rows.fault[0], shape.rows.fault[1]);
  drawMarks(pen, lane, top + shape.ticks[0], shape.ticks[1]);
  drawDetails(pen, lane, top + shape.height - 5);
}

function drawBand(pen, band, y, height) {
  const { context, run, view, theme, x, width } = pen;
  let lastPx = -1;
  let lastRank = 0;
  for (let i = firstIndex(band.count, (at) => band.latest[at] >= view.from); i < band.count; i += 1) {
    if (band.from[i] > view.to) break;
    const { tone, text } = run.codes[band.code[i]];
    const left = Math.max(-2, x(band.from[i]));
    const right = Math.min(width + 2, x(band.to[i]));
    if (right - left < 1) {
      const px = Math.floor(left);
      if (px === lastPx && rankOf(tone) <= lastRank) continue;
      lastPx = px;
      lastRank = rankOf(tone);
      context.fillStyle = theme.tone(tone);
      context.fillRect(px, y, band.row === 'bar' ? 3 : 1, height);
      continue;
    }
    context.fillStyle = theme.tone(tone);
    if (tone === 'off') {
      context.fillRect(left, y + height / 2 - 1, right - left, 2);
      continue;
    }
    const gap = right - left > 4 ? 1 : 0;
    if (height >= 9 && right - left > 12)
      rounded(context, left, y, right - left - gap, height, band.row === 'state' ? 2 : 3);
    else context.fillRect(left, y, Math.max(band.row === 'bar' ? 3 : 1, right - left - gap), height);
    if (height >= 11 && !PLAIN.has(tone)) {
      drawLabel(pen, labelOf(band, i, text), left, right, y + height / 2 - (height > 15 ? 1 : 0), tone, band.row);
    }
  }
}

/** Longest first: the first that fits is written. */
function labelOf(band, i, text) {
  const label = band.label(i);
  if (band.row === 'hold') return [`tab ${label.replace(' · ', '  ·  token ')}`, label, label.split(' · ')[0]];
  if (band.row === 'lock') return [label, label.split(' · ')[0]];
  if (band.row === 'bar') return [label.replace(`${text} on `, ''), label.replace(`${text} on `, '').split(',')[0]];
  const name = text.split(' ')[0].split('.').at(-1);
  return [name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)];
}

function drawLabel({ context, theme, width }, texts, left, right, middle, tone, row) {
  const from = Math.max(0, left) + 5;
  const room = Math.min(width, right) - from - 4;
  if (room < 8) return;
  context.font = `${row === 'hold' ? '600 ' : ''}10px ${theme.font}`;
  const text = texts.find((one) => one !== '' && context.measureText(one).width <= room);
  if (text === undefined) return;
  context.fillStyle = inkOn(theme, theme.tone(tone));
  context.fillText(text, from, middle + 0.5);
}

function drawHatch(pen, band, y, height) {
  const { context, view, theme, x, width } = pen;
  theme.hatch ??= hatchOf(context, theme.tone('fault'));
  for (let i = firstIndex(band.count, (at) => band.latest[at] >= view.from); i < band.count; i += 1) {
    if (band.from[i] > view.to) break;
    const left = Math.max(-2, x(band.from[i]));
    const w = Math.max(2, Math.min(width + 2, x(band.to[i])) - left);
    context.globalAlpha = 0.1;
    context.fillStyle = theme.tone('fault');
    context.fillRect(left, y, w, height);
    context.globalAlpha = 0.42;
    context.fillStyle = theme.hatch;
    context.fillRect(left, y, w, height);
    context.globalAlpha = 0.7;
    context.fillStyle = theme.tone('fault');
    context.fillRect(left, y, 1, height);
    if (w > 6) context.fillRect(left + w - 1, y, 1, height);
    context.globalAlpha = 1;
  }
}

function drawMarks(pen, lane, y, height) {
  const { context, run, view, theme, x, width } = pen;
  const isDevice = lane.kind === 'device';
  const isFar = (view.to - view.from) / width > BOOKINGS_MS_PER_PX;
  let lastX = -9;
  for (let i = firstIndex(lane.marks.length, (at) => lane.marks[at].at >= view.from); i < lane.marks.length; i += 1) {
    const mark = lane.marks[i];
    if (mark.at > view.to) break;
    const { tone } = run.codes[mark.code];
    if (isFar && tone === 'booking') continue;
    const px = x(mark.at);
    if (px - lastX < 1 && rankOf(tone) <= 1 && tone !== 'copy') continue;
    lastX = px;
    context.fillStyle = theme.tone(tone);
    if (tone === 'taken' || tone === 'reversed') diamond(context, px, y + height / 2, 6, theme.of('card'));
    else if (isDevice) context.fillRect(Math.round(px) - 1, y, 2, height);
    else context.fillRect(Math.round(px) - 1, y, tone === 'printed' ? 1.5 : 3, height);
  }
}

function drawDetails({ context, run, view, theme, x }, lane, y) {
  context.fillStyle = theme.of('muted');
  let lastPx = -1;
  for (
    let i = firstIndex(lane.details.length, (at) => lane.details[at].at >= view.from);
    i < lane.details.length;
    i += 1
  ) {
    const { at } = lane.details[i];
    if (at > view.to) break;
    const px = Math.round(x(at));
    if (px === lastPx || run.details.size === 0) continue;
    lastPx = px;
    context.fillRect(px, y + 1, 1, 3);
  }
}

/** Events of findings, and the chosen one: a line through everything and a ring at the lane it happened in. */
function drawMarked({ context, run, view, theme, x }, app, height) {
  for (const { n, at } of run.evidence) {
    if (at < view.from || at > view.to) continue;
    const isChosen = app.chosen.has(n);
    context.globalAlpha = isChosen ? 0.9 : 0.35;
    context.fillStyle = theme.of('fail');
    context.fillRect(Math.round(x(at)), 0, 1, height);
    context.globalAlpha = 1;
  }
  for (const n of app.chosen) {
    const event = run.details.get(n);
    const at = event?.t ?? (n === app.current ? app.currentAt : undefined);
    if (at === undefined || at < view.from - 1 || at > view.to + 1) continue;
    const colour = theme.of(n === app.current ? 'accent' : 'fail');
    context.fillStyle = colour;
    context.fillRect(Math.round(x(at)) - (n === app.current ? 1 : 0), 0, n === app.current ? 2 : 1, height);
    const row = app.layout.rows.find((one) => one.lane && one.lane === app.laneOfEvent(n));
    if (row === undefined) continue;
    const y = row.y - app.scrollTop + row.height / 2;
    context.lineWidth = 2.5;
    context.strokeStyle = colour;
    context.fillStyle = theme.of('card');
    context.beginPath();
    context.arc(x(at), y, 6, 0, Math.PI * 2);
    context.fill();
    context.stroke();
    if (n === app.current) pulse(context, x(at), y, app.pulse, colour);
  }
}

function pulse(context, x, y, share, colour) {
  if (share >= 1) return;
  context.globalAlpha = 1 - share;
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(x, y, 7 + share * 26, 0, Math.PI * 2);
  context.stroke();
  context.globalAlpha = 1;
}
