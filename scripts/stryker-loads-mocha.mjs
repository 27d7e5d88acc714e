// Stryker's mocha runner 10 requires files of mocha by names without an extension. Those of mocha 12 end in .cjs, which
// Node adds to no name of its own: here it does.
import Module from 'node:module';

Module._extensions['.cjs'] ??= Module._extensions['.js'];
