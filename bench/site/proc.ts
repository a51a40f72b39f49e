import { readFile } from 'node:fs/promises';

/** A tick of the kernel's accounting: USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MS = 10;

/** Processor time that a process has used so far, milliseconds. */
export async function processorMs(pid: number): Promise<number> {
  const stat = await read(pid, 'stat');
  // The name, in parentheses, may hold spaces; user and system time are the 12th and 13th fields after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Memory that a process has resident. */
export async function residentBytes(pid: number): Promise<number> {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(await read(pid, 'status'))?.[1]) * 1_024;
}

function read(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, 'utf8').catch((cause: unknown) => {
    throw new Error(`The figures of process ${pid} can't be read: they are in /proc, which only Linux has.`, {
      cause,
    });
  });
}
