DROP INDEX "person"."record_profile";--> statement-breakpoint
ALTER TABLE "person"."match" ADD COLUMN "apart" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."person" ADD COLUMN "conflicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "match_review" ON "person"."match" USING btree ("weight") WHERE decision = 'REVIEW' or apart;--> statement-breakpoint
CREATE INDEX "person_conflicted" ON "person"."person" USING btree ("id") WHERE conflicted;--> statement-breakpoint
CREATE INDEX "record_profile" ON "person"."record" USING btree ("profile","id");