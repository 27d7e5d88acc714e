/** A text as a QR code. */
import qrcode from 'qrcode-generator';

/** Squares around the code that stay white, as the standard asks. */
const QUIET = 4;

/** The code as a picture of squares, to be scanned from a display; `label` says what it is of. */
export function codePicture(text: string, label: string): SVGElement {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const squares: string[] = [];
  for (let y = 0; y < count; y += 1)
    for (let x = 0; x < count; x += 1) if (code.isDark(y, x)) squares.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const size = count + 2 * QUIET;
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', label);
  picture.setAttribute('shape-rendering', 'crispEdges');
  picture.innerHTML = `<rect width="${size}" height="${size}" fill="#fff"/><path d="${squares.join('')}" fill="#000"/>`;
  return picture;
}
