/** Camera and belt printer. */
import { bondedDevices } from '../parsers/bluetooth.ts';
import { cameraCount } from '../parsers/camera.ts';
import { featuresOf, packagesOf } from '../parsers/packages.ts';
import { all, andThen, unknown, type Reading } from '../reading.ts';
import { word, type Probe, type Said, type Seen } from '../seen.ts';

export const peripheralProbes: Record<string, Probe> = {
  'CAM-1': { uses: ['features', 'camera'], measure: camera },
  'BT-1': { uses: ['bluetooth', 'packages'], measure: beltPrinter },
};

/** A camera of `android.hardware.camera` is one at the back. */
function camera(seen: Seen): Reading<Said> {
  const count = andThen(seen.lines('camera'), cameraCount);
  return andThen(all(andThen(seen.lines('features'), featuresOf), count), ([features, cameras]) => {
    if (!features.has('android.hardware.camera')) return word('none');
    if (cameras === 0) return unknown('The camera service knows no camera that the features promise.');
    return word(features.has('android.hardware.camera.autofocus') ? 'autofocus' : 'fixed focus');
  });
}

function beltPrinter(seen: Seen): Reading<Said> {
  const { beltPrinter: wanted } = seen.bench;
  if (wanted === null) return word('none wanted');
  const packages = andThen(seen.lines('packages'), packagesOf);
  return andThen(all(andThen(seen.lines('bluetooth'), bondedDevices), packages), ([bonded, installed]) => {
    if (!bonded.some(({ name }) => name === wanted.name)) return unknown('The belt printer is not bonded yet.');
    return word(installed.has(wanted.driver) ? 'bonded, driver' : 'bonded, no driver');
  });
}
