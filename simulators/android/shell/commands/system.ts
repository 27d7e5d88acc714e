/** Who and what runs: `id`, `whoami`, `uptime`, `ps`, `pidof`, `df`, `which`, `su`, `reboot`. */
import type { Command } from '../command.ts';

export const id: Command = ({ out }) => {
  out('uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log) context=u:r:shell:s0\n');
  return 0;
};

export const whoami: Command = ({ out }) => {
  out('shell\n');
  return 0;
};

export const uptime: Command = ({ device, out }) => {
  const minutes = Math.floor(device.clock.upMs() / 60_000);
  const time = new Date(device.clock.nowMs()).toISOString().slice(11, 19);
  out(` ${time} up ${minutes} min,  0 users,  load average: 0.42, 0.51, 0.48\n`);
  return 0;
};

/** Numbers of the processes of these names; the exit code says whether there is any. */
export const pidof: Command = ({ device, args, out }) => {
  const pids = args.filter((arg) => !arg.startsWith('-')).flatMap((name) => device.apps.find(name)?.pid ?? []);
  if (pids.length === 0) return 1;
  out(`${pids.join(' ')}\n`);
  return 0;
};

export const ps: Command = ({ device, out }) => {
  out('USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME\n');
  for (const { name, pid, actor } of device.apps.installed()) {
    if (pid === null) continue;
    const frozen = actor.getSnapshot().value === 'frozen';
    const wait = frozen ? 'do_freezer_trap' : 'do_epoll_wait';
    out(`u0_a231      ${String(pid).padStart(5)}   612 1483200 142300 ${wait.padEnd(16)}    0 S ${name}\n`);
  }
  return 0;
};

export const df: Command = ({ device: { profile }, args, out }) => {
  const size = profile.storageMib * 1024;
  const free = profile.freeMib * 1024;
  const used = size - free;
  const at = args.find((arg) => arg.startsWith('/')) ?? '/data';
  out('Filesystem      1K-blocks     Used Available Use% Mounted on\n');
  out(
    `/dev/block/dm-6 ${String(size).padStart(9)} ${String(used).padStart(8)} ${String(free).padStart(9)} ${String(Math.ceil((100 * used) / size)).padStart(3)}% ${at}\n`,
  );
  return 0;
};

/** `su`, where the device has it: whoever calls it is root. */
export const su: Command = ({ args, out }) => {
  const at = args.indexOf('-c');
  if (at >= 0 && args[at + 1] === 'id') out('uid=0(root) gid=0(root) groups=0(root) context=u:r:magisk:s0\n');
  return 0;
};

export const reboot: Command = ({ device }) => {
  device.system.send({ type: 'REBOOT' });
  return 0;
};
