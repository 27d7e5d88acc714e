/**
 * What generated floors never come to, and why that is right: nothing else may be missing from a sample of them, and
 * nothing here may turn up in one. A key is an item as the table of `mpos-twin coverage` tells it, or its beginning and
 * a star for all that begin so.
 */
export const NEVER_GENERATED: Readonly<Record<string, string>> = {
  'scenario expect.*': 'a search holds floors against the invariants; what one scenario expects is for people to say',
  'scenario ground.*': 'a generated floor says its one seed and duration itself',
};
