/** Brushes and simple figures. Colours come from the style sheet, so the scheme is its business. */

/** The custom properties of the style sheet, read once per colour scheme. */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const cache = new Map();
  const read = (name) => {
    if (!cache.has(name)) cache.set(name, style.getPropertyValue(name).trim() || '#888888');
    return cache.get(name);
  };
  return {
    of: (name) => read(`--${name}`),
    tone: (tone) => read(`--t-${tone}`),
    font: style.getPropertyValue('--canvas-font').trim() || 'sans-serif',
    inks: new Map(),
    hatch: null,
  };
}

/** Fits a canvas to its place on the page, at the display's own resolution. */
export function fitted(canvas, width, height) {
  const ratio = globalThis.devicePixelRatio || 1;
  const w = Math.max(1, Math.round(width * ratio));
  const h = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Black or white, whichever is read better on the colour. */
export function inkOn(theme, colour) {
  const known = theme.inks.get(colour);
  if (known !== undefined) return known;
  const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  const ink = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2 ? 'rgba(0,0,0,.82)' : 'rgba(255,255,255,.95)';
  theme.inks.set(colour, ink);
  return ink;
}

export function hatchOf(context, colour) {
  const tile = document.createElement('canvas');
  tile.width = 7;
  tile.height = 7;
  const brush = tile.getContext('2d');
  brush.strokeStyle = colour;
  brush.lineWidth = 0.9;
  for (const shift of [-7, 0, 7]) {
    brush.beginPath();
    brush.moveTo(shift - 1, 8);
    brush.lineTo(shift + 8, -1);
    brush.stroke();
  }
  return context.createPattern(tile, 'repeat');
}

export function rounded(context, x, y, width, height, radius) {
  context.beginPath();
  context.roundRect(x, y, Math.max(0, width), height, radius);
  context.fill();
}

export function diamond(context, x, y, size, edge) {
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.closePath();
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = edge;
  context.stroke();
}

export function dashed(context, x, height, colour) {
  context.save();
  context.setLineDash([3, 4]);
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, 0);
  context.lineTo(Math.round(x) + 0.5, height);
  context.stroke();
  context.restore();
}
