/**
 * How a widget looks, drawn on any 2D canvas: the server draws pictures with it, and a client that is sent none draws
 * what it reads. Colours and sizes are our choice; every text stands out from its ground by 4.5 : 1 at least.
 */
import { unreachable } from '../unreachable.ts';
import type { Rect, ShownWidget } from './messages.ts';

/** What is needed of a 2D canvas. */
export type Brush = {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  beginPath(): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  fill(): void;
  stroke(): void;
  fillText(text: string, x: number, y: number, maxWidth: number): void;
};

type Colours = { ground: string; ink: string; bold: boolean };

const SCREEN = '#f4f2ec';
const KEY_EDGE = '#8d99a8';
const colours: Record<ShownWidget['look'], Colours> = {
  title: { ground: '#14365d', ink: '#ffffff', bold: true },
  text: { ground: SCREEN, ink: '#1f2328', bold: false },
  key: { ground: '#ffffff', ink: '#14365d', bold: true },
  warning: { ground: '#fbe3a6', ink: '#5a3800', bold: true },
  parked: { ground: '#1d4fc4', ink: '#ffffff', bold: true },
};

/** Covers a place with the ground of the screen. */
export function drawGround(brush: Brush, { x, y, width, height }: Rect): void {
  brush.fillStyle = SCREEN;
  brush.fillRect(x, y, width, height);
}

/** Draws a widget, and nothing outside its rectangle. A text that is too long is drawn narrower. */
export function drawWidget(brush: Brush, widget: ShownWidget, family: string): void {
  const { x, y, width, height, text, look } = widget;
  const { ground, ink, bold } = colours[look];
  drawGround(brush, widget);
  brush.fillStyle = ground;
  if (look === 'key') {
    const line = Math.max(1, Math.round(height / 40));
    brush.beginPath();
    brush.roundRect(x + line, y + line, width - 2 * line, height - 2 * line, Math.round(height / 8));
    brush.fill();
    brush.strokeStyle = KEY_EDGE;
    brush.lineWidth = line;
    brush.stroke();
  } else brush.fillRect(x, y, width, height);
  brush.fillStyle = ink;
  brush.font = `${bold ? 700 : 400} ${textSize(widget)}px ${family}`;
  brush.textBaseline = 'middle';
  brush.textAlign = look === 'key' ? 'center' : 'left';
  const margin = Math.round(height / 5);
  brush.fillText(text, look === 'key' ? x + width / 2 : x + margin, y + height / 2, width - 2 * margin);
}

/** Height of the letters, pixels. */
function textSize({ look, width, height }: ShownWidget): number {
  switch (look) {
    case 'title':
      return Math.round(height * 0.5);
    case 'key':
      return Math.round(Math.min(height * 0.45, width * 0.2));
    case 'text':
    case 'warning':
    case 'parked':
      return Math.round(height * 0.6);
    default:
      return unreachable(look);
  }
}
