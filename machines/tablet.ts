/** The mPOS Tablet (Tablet //4): the handheld's software, landscape; may be on LAN. */
import { standardMpos } from './standard-mpos.ts';

export const tablet = standardMpos('tablet');
