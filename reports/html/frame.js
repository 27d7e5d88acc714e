/** The frame around the lanes: times above them, and over these the whole run in small. */
import { fitted, rounded } from './brushes.js';
import { clockText } from './describe.js';
import { ticksOf } from './model.js';

/** Times above the lanes, phases, and a flag for each event of a finding. */
export function drawAxis(canvas, app, width, height) {
  const context = fitted(canvas, width, height);
  const { run, view, theme } = app;
  const x = (t) => ((t - view.from) / (view.to - view.from)) * width;
  const { step, ticks } = ticksOf(view, width, 110);
  context.textBaseline = 'middle';
  context.font = `11px ${theme.font}`;
  for (const t of ticks) {
    context.fillStyle = theme.of('line');
    context.fillRect(Math.round(x(t)), height - 6, 1, 6);
    context.fillStyle = theme.of('muted');
    const text = clockText(t, step);
    if (x(t) + 4 + context.measureText(text).width < width) context.fillText(text, x(t) + 4, height / 2);
  }
  for (const [t, phase] of run.phases.filter(([t]) => t < run.endMs))
    phaseName(context, theme, phase.replaceAll('-', ' '), x(t), height, width);
  for (const { at } of run.evidence) flag(context, x(at), height, theme.of('fail'));
  if (app.current !== 0 && app.currentAt !== undefined)
    chip(context, theme, `#${app.current}`, x(app.currentAt), height, width, theme.of('accent'));
  if (app.hoverAt !== null)
    chip(context, theme, clockText(app.hoverAt, 1), x(app.hoverAt), height, width, theme.of('ink'));
}

function chip(context, theme, text, x, height, width, colour) {
  if (x < -1 || x > width + 1) return;
  context.font = `600 11px ${theme.font}`;
  const w = context.measureText(text).width + 12;
  const left = Math.min(Math.max(0, x - w / 2), width - w);
  context.fillStyle = colour;
  rounded(context, left, height / 2 - 9, w, 18, 4);
  context.fillStyle = theme.of('card');
  context.fillText(text, left + 6, height / 2 + 0.5);
}

/** Written to the left of where the phase ends, over whatever time stands there. */
function phaseName(context, theme, text, x, height, width) {
  if (x < 60 || x > width + 1) return;
  const w = context.measureText(text).width + 8;
  context.fillStyle = theme.of('card');
  context.fillRect(x - w, 2, w, height - 10);
  context.fillStyle = theme.of('muted');
  context.fillText(text, x - w + 4, height / 2);
}

function flag(context, x, height, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x - 4, height - 7);
  context.lineTo(x + 4.5, height - 7);
  context.lineTo(x + 0.5, height);
  context.fill();
}

/** The whole run in small: open tabs as a curve, faults beneath, the server's absence, findings, and the part in view. */
export function drawOverview(canvas, app, width, height) {
  const context = fitted(canvas, width, height);
  const { run, view, theme } = app;
  const x = (t) => (t / run.endMs) * width;
  const base = height - 9;
  const most = Math.max(1, ...run.curve);
  context.fillStyle = theme.of('curve');
  context.beginPath();
  context.moveTo(0, base);
  for (const [i, open] of run.curve.entries()) {
    const y = base - (open / most) * (base - 6);
    context.lineTo((i / run.curve.length) * width, y);
    context.lineTo(((i + 1) / run.curve.length) * width, y);
  }
  context.lineTo(width, base);
  context.fill();
  for (const lane of run.lanes) {
    for (const band of lane.bands) {
      if (band.row !== 'bar' && lane.kind !== 'server') continue;
      for (let i = 0; i < band.count; i += 1) {
        const { tone } = run.codes[band.code[i]];
        if (tone !== 'fault' && tone !== 'down') continue;
        const w = Math.max(1, x(band.to[i] - band.from[i]));
        context.globalAlpha = tone === 'fault' ? 0.3 : 1;
        context.fillStyle = theme.tone(tone);
        context.fillRect(x(band.from[i]), tone === 'fault' ? base + 2 : base - 1, w, tone === 'fault' ? 5 : 8);
        context.globalAlpha = 1;
      }
    }
  }
  for (const { at } of run.evidence) {
    context.fillStyle = theme.of('fail');
    context.fillRect(Math.round(x(at)), 0, 1.5, height);
    flag(context, x(at), 7, theme.of('fail'));
  }
  const left = x(view.from);
  const right = Math.max(left + 3, x(view.to));
  context.fillStyle = theme.of('veil');
  context.fillRect(0, 0, left, height);
  context.fillRect(right, 0, width - right, height);
  context.strokeStyle = theme.of('accent');
  context.lineWidth = 1.5;
  context.strokeRect(left + 0.75, 0.75, Math.max(2, right - left - 1.5), height - 1.5);
}
