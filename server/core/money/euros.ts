/** Cents as euros with two decimals, without locale machinery: 1234 → "12.34". */
export function euros(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  const rest = whole % 100;
  return `${sign}${(whole - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`;
}
