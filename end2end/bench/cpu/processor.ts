// How much of a processor a program and everything that it started have used (proc(5)).
import { readdirSync, readFileSync } from "node:fs";

/** Ticks of the clock a second, as Linux reports times to programs. */
const TICKS = 100;

interface Process {
  id: number;
  parent: number;
  name: string;
  ticks: number;
}

function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        // the name is in brackets, and may hold anything
        const end = stat.lastIndexOf(")");
        const fields = stat.slice(end + 2).split(" ");
        const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
        const program = stat.slice(stat.indexOf("(") + 1, end);
        return [{ id: Number(name), parent: parent ?? 0, name: program, ticks: (user ?? 0) + (system ?? 0) }];
      } catch {
        // it has ended meanwhile
        return [];
      }
    });
}

/** Milliseconds of processor time that the workerd below a process has used. */
export function usedBelow(root: number): number {
  const all = processes();
  const below = new Set([root]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { id, parent } of all) if (below.has(parent)) below.add(id);
  }
  const workers = all.filter(({ id, name }) => below.has(id) && name.startsWith("workerd"));
  if (workers.length === 0) throw new Error("there is no workerd to be measured");
  return workers.reduce((sum, { ticks }) => sum + ticks, 0) * (1000 / TICKS);
}
