// Time in which isolates run, by request, of several Workers in turns: whatever else the machine does meanwhile meets them all.
import type { Inspector } from "./inspector";

/** A kind of request. */
export interface Subject {
  /** The isolate that answers it. */
  isolate: Inspector;
  /** Sends one, and makes sure that it was answered well. */
  ask: () => Promise<unknown>;
  /** What comes before each round and is not counted. */
  before?: () => Promise<unknown>;
}

const ROUNDS = 5;

/** Milliseconds that one request of each kind takes in each round, after a round that is not counted. */
export async function inRounds<Name extends string>(
  subjects: Record<Name, Subject>,
  requests: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(subjects) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  const each = Math.ceil(requests / ROUNDS);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of names) {
      const { isolate, ask, before } = subjects[name];
      await before?.();
      const time = await isolate.ran(async () => {
        for (let number = 0; number < each; number += 1) await ask();
      });
      if (round > 0) times[name].push(time / each);
    }
  }
  return times;
}

/** The middle one. */
export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The middle of what one took more than another in the same round. */
export function above(one: number[], other: number[]): number {
  return median(one.map((time, round) => time - (other[round] ?? 0)));
}
