// Lighthouse on one page, with its own phone: the median of several runs, since one alone is at the mercy of the machine.

/** Lighthouse's scores, 0 to 100. */
export interface Scores {
  performance: number;
  accessibility: number;
  best_practices: number;
  seo: number;
}

/** A page's scores, and which audits cost points. */
export interface Verdict {
  scores: Scores;
  lost: string[];
}

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null }>;
}

type Lighthouse = (
  url: string,
  flags: { port: number; extraHeaders: Record<string, string>; logLevel: string },
) => Promise<{ lhr: Report } | undefined>;

/** Installed only for this, so the type checker need not know it. */
const PACKAGE: string = "lighthouse";

/** Asks Lighthouse, through a browser that listens on this port. */
export async function judge(url: string, port: number, session: string | undefined, runs: number): Promise<Verdict> {
  const { default: lighthouse } = (await import(PACKAGE)) as { default: Lighthouse };
  const extraHeaders: Record<string, string> = session ? { Cookie: `session=${session}` } : {};
  const reports: Report[] = [];
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(url, { port, extraHeaders, logLevel: "error" });
    if (!result) throw new Error(`Lighthouse said nothing about ${url}`);
    reports.push(result.lhr);
  }
  reports.sort((one, other) => score(one, "performance") - score(other, "performance"));
  const median = reports[Math.floor(reports.length / 2)] as Report;
  return { scores: scores(median), lost: lost(median) };
}

function scores(report: Report): Scores {
  return {
    performance: score(report, "performance"),
    accessibility: score(report, "accessibility"),
    best_practices: score(report, "best-practices"),
    seo: score(report, "seo"),
  };
}

function score(report: Report, category: string): number {
  return Math.round((report.categories[category]?.score ?? 0) * 100);
}

/** Audits that weigh something and are not passed. */
function lost(report: Report): string[] {
  return Object.entries(report.categories).flatMap(([name, { auditRefs }]) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${name}: ${report.audits[id]?.title ?? id} (${id})`),
  );
}
