/** The ten cards of an evening as a page to print: each of the size ID-1, in millimetres, with its number and its code. */
import { CARD_SIZE, darkParts, type PrintedCard } from '#protocols/codes/card-print';
import { TEST_CARDS } from './cards.ts';

const { width, height } = CARD_SIZE;
/** Letters on a card, mm. */
const LETTERS_MM = 3.5;
/** Corners of ID-1 (ISO/IEC 7810), mm. */
const CORNER_MM = 3.18;

/** HTML that loads nothing. */
export function cardSheet(): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cards to print</title><link rel="icon" href="data:,"><style>
@page { size: A4; margin: 10mm; }
body { margin: 4mm; background: #fff; color: #000; font: 4mm/1.4 sans-serif; }
main { display: flex; flex-wrap: wrap; gap: 1.4mm; }
svg { flex: none; }
@media print { body { margin: 0; } p { display: none; } }
</style></head><body><h1 hidden>Cards to print</h1>
<p>Print this page at 100 %, on paper that does not shine. A card is ${width} mm wide: measure one, and cut them out.</p>
<main>${TEST_CARDS.map(cardOf).join('\n')}</main></body></html>
`;
}

function cardOf(card: PrintedCard, i: number): string {
  const bars = darkParts(card).map((one) => `M${one.x} ${one.y}h${one.width}v${one.height}h${-one.width}z`);
  const label = `Card ${i + 1}: ${card.symbology}, ${card.code}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" width="${width}mm" height="${height}mm"
viewBox="0 0 ${width} ${height}"><rect x="0.1" y="0.1" width="${width - 0.2}" height="${height - 0.2}" rx="${CORNER_MM}" fill="#fff"
stroke="#999" stroke-width="0.2"/><path d="${bars.join('')}" shape-rendering="geometricPrecision"/>
<text x="5" y="6.5" font-size="${LETTERS_MM}" font-family="sans-serif">${i + 1}</text>
<text x="${width / 2}" y="${height - 4}" font-size="${LETTERS_MM}" font-family="sans-serif" text-anchor="middle">${card.code}</text></svg>`;
}
