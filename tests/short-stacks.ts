/**
 * Mocha has errors keep all their stack, which costs where many are made and caught, as of files that cannot be read; what
 * is below a test is of no use. Loaded before any test (.mocharc.json).
 */
Error.stackTraceLimit = 20;
