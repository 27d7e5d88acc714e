/** The belt printer: worn by the operator, driven by the device over Bluetooth (its link is the bluetooth-link chart). */
import { receiptPrinter } from './receipt-printer.ts';

export const beltPrinter = receiptPrinter('belt-printer');
