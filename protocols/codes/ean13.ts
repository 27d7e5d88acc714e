/** EAN-13 as bars (ISO/IEC 15420): a first digit that is told by which sets the left half uses, and twelve that are drawn. */

/** Set A of a digit; C is its opposite, and B that read backwards. */
const SET_A = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
/** Which of the six on the left are of set B, by the first digit. */
const LEFT = ['AAAAAA', 'AABABB', 'AABBAB', 'AABBBA', 'ABAABB', 'ABBAAB', 'ABBBAA', 'ABABAB', 'ABABBA', 'ABBABA'];
const GUARD = '101';
const MIDDLE = '01010';

/** The 95 modules from left to right, 1 for a dark one; of a code of thirteen digits. */
export function ean13Modules(code: string): string {
  const digits = [...code].map(Number);
  const first = digits[0] ?? 0;
  const a = (digit: number | undefined): string => SET_A[digit ?? 0] ?? '';
  const c = (digit: number | undefined): string => a(digit).replace(/./g, (one) => (one === '0' ? '1' : '0'));
  const b = (digit: number | undefined): string => [...c(digit)].toReversed().join('');
  const left = digits.slice(1, 7).map((digit, i) => (LEFT[first]?.[i] === 'B' ? b(digit) : a(digit)));
  return [GUARD, ...left, MIDDLE, ...digits.slice(7).map(c), GUARD].join('');
}

/** Twelve digits with their check digit behind them (GS1 General Specifications, 7.9). */
export function withCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
