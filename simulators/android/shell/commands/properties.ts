/** `getprop` and `setprop`. */
import type { Command } from '../command.ts';

export const getprop: Command = ({ device, args: [key, fallback], out }) => {
  if (key === undefined) {
    const rows = [...device.properties].sort(([a], [b]) => (a < b ? -1 : 1));
    out(rows.map(([name, value]) => `[${name}]: [${value}]\n`).join(''));
  } else out(`${device.properties.get(key) ?? fallback ?? ''}\n`);
  return 0;
};

/** The shell may set few properties; those of the build never. */
export const setprop: Command = ({ device, args: [key, value], err }) => {
  if (key === undefined || value === undefined) {
    err('usage: setprop NAME VALUE\n');
    return 1;
  }
  if (!/^(debug|log|persist\.sys|sys)\./.test(key)) {
    err(`setprop: failed to set property '${key}' to '${value}'\n`);
    return 1;
  }
  device.properties.set(key, value);
  return 0;
};
