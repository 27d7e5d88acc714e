/** Ends a `switch` over a discriminated union: the compiler proves that nothing gets here, and a bug says what did. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
