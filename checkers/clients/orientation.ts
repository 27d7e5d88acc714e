/**
 * What a device shows does not turn with it: handhelds and thin clients upright, tablets of the standard family lying. The
 * screens of a thin client fill its display: they are designed for the smallest one, so on a tablet everything is very
 * large.
 */
import type { EventOf } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { Checker } from '../checker.ts';
import { findings } from '../findings.ts';

type Device = FloorSummary['devices'][number];
type Layout = EventOf<'layout'>;

/** The display that screens are designed for, pixels: the least that Freestyle asks for. */
const DESIGNED = { width: 384, height: 684 };
/** What rounding down, twice, may take away. */
const ROUNDED_PX = 2;

/** What is wrong with a layout; empty if nothing is. */
function wrongWith({ family, display, browser }: Device, { width, height, titlePx }: Layout): string {
  if (family === 'tablet') return width >= height ? '' : `a tablet showed its app upright, ${width} × ${height}`;
  if (width > height) return `it was laid out lying, ${width} × ${height}`;
  if (display === undefined || titlePx === undefined) return '';
  const [short, long] = [display.width, display.height].toSorted((a, b) => a - b);
  // A page has what its browser leaves it.
  if (browser !== true && (width !== short || height !== long)) return `it was laid out for ${width} × ${height}`;
  const larger = Math.max(1, Math.min(width / DESIGNED.width, height / DESIGNED.height));
  const wanted = DESIGNED.width * larger;
  // In thousandths, rounded down, as whole pixels.
  const least = Math.floor(wanted - wanted / 1_000) - ROUNDED_PX;
  return titlePx >= least && titlePx <= wanted ? '' : `its title was ${titlePx} wide, not ${Math.floor(wanted)}`;
}

export const orientation: Checker = {
  name: 'orientation',
  about:
    'What a device shows is upright, at a tablet lying, however it is held; screens of thin clients are scaled to their display.',
  start(header) {
    const found = findings('orientation', header);
    const devices = new Map(header.floor.devices.map((device) => [device.name, device]));
    return {
      on: {
        layout(event, id) {
          const device = devices.get(event.node);
          if (device === undefined) return;
          found.judge();
          const wrong = wrongWith(device, event);
          if (wrong === '') return;
          const { display } = device;
          const has = display === undefined ? '' : ` with a display of ${display.width} × ${display.height}`;
          found.fail(
            [id],
            `let ${event.node} be a ${device.family}${has}; then it showed its app at ${found.at(event.t)}; however ${wrong}`,
            'a layout that is turned, or not to scale',
          );
        },
      },
      end: (whole) => found.result(whole),
    };
  },
};
