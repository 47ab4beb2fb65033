import type { Context } from './context.ts';

/** How far resolution comes by itself. Shares are from 0 to 1; null where there is nothing to share. */
export interface MatchStatistics {
  records: number;
  people: number;
  duplicateRate: number | null;
  links: number;
  questions: number;
  automaticShare: number | null;
  reviewRate: number | null;
  verdicts: number;
}

/** Counts what is stored now. Takes a second for a million records, so it is for dashboards, not for each request. */
export async function countMatches({ pools }: Context): Promise<MatchStatistics> {
  const [row] = await pools.read<
    { records: number; people: number; links: number; questions: number; verdicts: number }[]
  >`
    select
      (select count(*) from record join system on system.id = record.system_id
       where not record.forgotten and system.kind <> 'STEWARD') as records,
      (select count(*) from person where merged_into is null and status = 'ACTIVE') as people,
      (select count(*) from match where decision = 'LINK') as links,
      (select count(*) from match where decision = 'REVIEW' and a <> b) as questions,
      (select count(*) from verdict) as verdicts`;
  const { records, people, links, questions, verdicts } = row!;
  return {
    records,
    people,
    duplicateRate: records === 0 ? null : 1 - people / records,
    links,
    questions,
    automaticShare: links + questions === 0 ? null : links / (links + questions),
    reviewRate: records === 0 ? null : questions / records,
    verdicts,
  };
}
