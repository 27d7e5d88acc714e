/** Errors of the server itself: they are written down, and it goes on; the harness is to see them. */
import { always } from '#protocols/marks';

/** Called after everything that is carried out or heard: whether that came to its end. */
export const cameToItsEnd = always(
  'no-error-of-its-own',
  'what the server decides and hears it carries out without an error of its own',
);
