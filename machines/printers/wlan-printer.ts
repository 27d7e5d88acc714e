/** The WLAN printer: driven by the POS over TCP 9100 in ESC/POS. */
import { receiptPrinter } from './receipt-printer.ts';

export const wlanPrinter = receiptPrinter('wlan-printer');
