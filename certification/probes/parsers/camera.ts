/** `dumpsys media.camera`: how many cameras the service knows. */
import { single, type Reading } from '../reading.ts';
import { valuesOf, wholeOf } from '../answer.ts';

export function cameraCount(lines: readonly string[]): Reading<number> {
  return single(valuesOf(lines, 'Number of camera devices').flatMap(wholeOf), 'number of cameras');
}
