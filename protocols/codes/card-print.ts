/** Cards with a code, as they are printed: of the size ID-1 (ISO/IEC 7810), with a QR code or an EAN-13 in the middle. */
import qrcode from 'qrcode-generator';
import { ean13Modules } from './ean13.ts';

export type Symbology = 'QR' | 'EAN-13';
export type PrintedCard = { symbology: Symbology; code: string };
/** What is dark on a card, mm from its upper left corner. */
export type DarkPart = { x: number; y: number; width: number; height: number };

/** mm. */
export const CARD_SIZE = { width: 85.6, height: 53.98 };
/** A side of the squares of a QR code, mm: version 1 is 25 mm wide with them. */
const SQUARE_MM = 1.2;
/** EAN-13 at its nominal size (GS1 General Specifications, 5.2): width of a module and height of the bars, mm. */
const MODULE_MM = 0.33;
const BAR_MM = 22.85;

/** The dark parts of a card. What is light around them is as wide as the standards ask. */
export function darkParts({ symbology, code }: PrintedCard): DarkPart[] {
  return symbology === 'QR' ? squaresOf(code) : barsOf(code);
}

/** The squares of a QR code with error correction M, in lines: what is dark side by side is one part. */
function squaresOf(code: string): DarkPart[] {
  const qr = qrcode(0, 'M');
  qr.addData(code);
  qr.make();
  const count = qr.getModuleCount();
  const at = (length: number): number => (length - count * SQUARE_MM) / 2;
  const lines = Array.from({ length: count }, (_, y) =>
    Array.from({ length: count }, (__, x) => (qr.isDark(y, x) ? '1' : '0')).join(''),
  );
  return lines.flatMap((line, y) =>
    runsOf(line).map(({ from, length }) => ({
      x: at(CARD_SIZE.width) + from * SQUARE_MM,
      y: at(CARD_SIZE.height) + y * SQUARE_MM,
      width: length * SQUARE_MM,
      height: SQUARE_MM,
    })),
  );
}

function barsOf(code: string): DarkPart[] {
  const modules = ean13Modules(code);
  const left = (CARD_SIZE.width - modules.length * MODULE_MM) / 2;
  return runsOf(modules).map(({ from, length }) => ({
    x: left + from * MODULE_MM,
    y: (CARD_SIZE.height - BAR_MM) / 2,
    width: length * MODULE_MM,
    height: BAR_MM,
  }));
}

const runsOf = (modules: string): { from: number; length: number }[] =>
  [...modules.matchAll(/1+/g)].map(({ index, 0: run }) => ({ from: index, length: run.length }));
