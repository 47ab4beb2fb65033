DROP INDEX "person"."match_review";--> statement-breakpoint
DROP INDEX "person"."match_next_review";--> statement-breakpoint
ALTER TABLE "person"."match" ADD COLUMN "settled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."match_next" ADD COLUMN "settled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "match_review" ON "person"."match" USING btree ("weight") WHERE (decision = 'REVIEW' or apart) and not settled;--> statement-breakpoint
CREATE INDEX "match_next_review" ON "person"."match_next" USING btree ("weight") WHERE (decision = 'REVIEW' or apart) and not settled;--> statement-breakpoint
-- What was settled before: between the profiles of which somebody has said something, where all who have them are spoken of.
UPDATE person.match SET settled = true
FROM (
  SELECT DISTINCT least(one.profile, other.profile) AS a, greatest(one.profile, other.profile) AS b
  FROM person.verdict JOIN person.record one ON one.id = verdict.a JOIN person.record other ON other.id = verdict.b
  WHERE verdict.said <> 'UNSURE' AND one.profile <> other.profile
) said
WHERE match.a = said.a AND match.b = said.b AND NOT EXISTS (
  SELECT FROM (SELECT DISTINCT person_id FROM person.record WHERE profile = said.a) one
  CROSS JOIN (SELECT DISTINCT person_id FROM person.record WHERE profile = said.b) other
  WHERE one.person_id <> other.person_id AND NOT EXISTS (
    SELECT FROM person.record mine
    CROSS JOIN LATERAL (
      SELECT b AS other FROM person.verdict WHERE a = mine.id AND said <> 'UNSURE'
      UNION ALL
      SELECT a FROM person.verdict WHERE b = mine.id AND said <> 'UNSURE'
    ) word
    JOIN person.record theirs ON theirs.id = word.other
    WHERE mine.person_id = one.person_id AND theirs.person_id = other.person_id
  )
);
