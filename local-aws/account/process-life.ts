import { readFileSync } from "node:fs";

/** A process, told apart from an earlier or later one with the same number where the machine says when it started. */
export interface KnownProcess {
  readonly pid: number;
  /** In ticks since the machine started; undefined where `/proc` does not say. */
  readonly startedAt: string | undefined;
}

export const thisProcess = (): KnownProcess => ({ pid: process.pid, startedAt: statusOf(process.pid)?.startedAt });

/** Whether it still runs. One that was killed and that its parent has not asked after, a zombie, does not. */
export function isAlive({ pid, startedAt }: KnownProcess): boolean {
  const status = statusOf(pid);
  if (status) return !status.isZombie && (startedAt === undefined || startedAt === status.startedAt);
  try {
    // Signal 0 is not sent: it only asks whether it could be.
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Undefined where there is no such process, or no `/proc`. @see proc_pid_stat(5) */
function statusOf(pid: number): { readonly isZombie: boolean; readonly startedAt: string } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field, the name, may hold spaces and parentheses of its own.
    const [state = "", ...fields] = line.slice(line.lastIndexOf(")") + 2).split(" ");
    const startedAt = fields[18];
    return startedAt === undefined ? undefined : { isZombie: state === "Z" || state === "X", startedAt };
  } catch {
    return undefined;
  }
}
