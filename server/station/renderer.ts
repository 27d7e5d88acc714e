/** How screens become pictures. The station knows none of it: who draws, and how pictures travel, is the platform's. */
import type { Picture } from '#protocols/thin-client/pictures';
import type { Display, Screen } from './screen.ts';

/**
 * Draws what leads from one screen to the next, in the order in which it is to be laid on; all of it from null. Null if
 * nothing can be drawn on this machine: then clients are told what stands on the screen, and draw it themselves.
 */
export type Renderer = (before: Screen | null, next: Screen, display: Display) => readonly Picture[] | null;
