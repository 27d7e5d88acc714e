/** The mPOS Handheld: Windows device with local master data and local bookings (Orbit, Orbit NEXT, Sonic); portrait. */
import { standardMpos } from './standard-mpos.ts';

export const handheld = standardMpos('handheld');
