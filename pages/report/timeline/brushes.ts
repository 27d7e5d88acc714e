/** Brushes and simple figures. Colours come from the style sheet, so the scheme is its business. */

export type Theme = {
  of(name: string): string;
  tone(tone: string): string;
  font: string;
  inks: Map<string, string>;
  hatch: CanvasPattern | null;
};
type Pen = CanvasRenderingContext2D;

/** The custom properties of the style sheet as they are at this element, read once for each colour scheme. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const cache = new Map<string, string>();
  const read = (name: string): string => {
    const known = cache.get(name) ?? (style.getPropertyValue(name).trim() || '#888888');
    cache.set(name, known);
    return known;
  };
  return {
    of: (name) => read(`--${name}`),
    tone: (tone) => read(`--t-${tone}`),
    font: style.getPropertyValue('--canvas-font').trim() || 'sans-serif',
    inks: new Map(),
    hatch: null,
  };
}

/** Fits a canvas to its place on the page, at so many dots per pixel. */
export function fitted(canvas: HTMLCanvasElement, width: number, height: number, ratio = devicePixelRatio || 1): Pen {
  const w = Math.max(1, Math.round(width * ratio));
  const h = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const pen = canvas.getContext('2d') as Pen;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/** Black or white, whichever is read better on the colour. */
export function inkOn(theme: Theme, colour: string): string {
  const known = theme.inks.get(colour);
  if (known !== undefined) return known;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  const ink = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2 ? 'rgba(0,0,0,.82)' : 'rgba(255,255,255,.95)';
  theme.inks.set(colour, ink);
  return ink;
}

/** Thin slanting lines. */
export function hatchOf(pen: Pen, colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = 7;
  tile.height = 7;
  const brush = tile.getContext('2d') as Pen;
  brush.strokeStyle = colour;
  brush.lineWidth = 0.9;
  for (const shift of [-7, 0, 7]) {
    brush.beginPath();
    brush.moveTo(shift - 1, 8);
    brush.lineTo(shift + 8, -1);
    brush.stroke();
  }
  return pen.createPattern(tile, 'repeat');
}

export function rounded(pen: Pen, x: number, y: number, width: number, height: number, radius: number): void {
  pen.beginPath();
  pen.roundRect(x, y, Math.max(0, width), height, radius);
  pen.fill();
}

export function diamond(pen: Pen, x: number, y: number, size: number, edge: string): void {
  pen.beginPath();
  pen.moveTo(x, y - size);
  pen.lineTo(x + size, y);
  pen.lineTo(x, y + size);
  pen.lineTo(x - size, y);
  pen.closePath();
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = edge;
  pen.stroke();
}

/** An upright line from `top` downwards. */
export function dashed(pen: Pen, x: number, top: number, height: number, colour: string): void {
  pen.save();
  pen.setLineDash([3, 3]);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(Math.round(x) + 0.5, top);
  pen.lineTo(Math.round(x) + 0.5, top + height);
  pen.stroke();
  pen.restore();
}

/** A small triangle that points down to `bottom`. */
export function flag(pen: Pen, x: number, bottom: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x - 4, bottom - 7);
  pen.lineTo(x + 4.5, bottom - 7);
  pen.lineTo(x + 0.5, bottom);
  pen.fill();
}
